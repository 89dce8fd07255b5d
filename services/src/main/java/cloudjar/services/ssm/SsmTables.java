package cloudjar.services.ssm;

import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;

/**
 * What Systems Manager keeps of an account in a region.
 *
 * <pre>
 * ssm
 *   parameters          name           StoredParameter
 *   parameterVersions   name, number   ParameterVersion
 *   settings            id             Setting           those that differ from what they are at first
 *   documents           name           Document
 *   documentVersions    name, number   DocumentVersion
 * </pre>
 */
final class SsmTables {
    private static final String SERVICE = "ssm";

    /** A version of something that has a name. */
    record VersionKey(String name, long number) {}

    private static final Table<String, StoredParameter> PARAMETERS =
            Table.of(SERVICE, "parameters", KeyCodec.STRING, RecordCodec.of(StoredParameter.class));
    private static final Table<VersionKey, ParameterVersion> PARAMETER_VERSIONS = Table.of(
            SERVICE, "parameterVersions", KeyCodec.of(VersionKey.class), RecordCodec.of(ParameterVersion.class));
    private static final Table<String, Setting> SETTINGS =
            Table.of(SERVICE, "settings", KeyCodec.STRING, RecordCodec.of(Setting.class));
    private static final Table<String, Document> DOCUMENTS =
            Table.of(SERVICE, "documents", KeyCodec.STRING, RecordCodec.of(Document.class));
    private static final Table<VersionKey, DocumentVersion> DOCUMENT_VERSIONS =
            Table.of(SERVICE, "documentVersions", KeyCodec.of(VersionKey.class), RecordCodec.of(DocumentVersion.class));

    final ScopedTable<String, StoredParameter> parameters;
    final ScopedTable<VersionKey, ParameterVersion> parameterVersions;
    final ScopedTable<String, Setting> settings;
    final ScopedTable<String, Document> documents;
    final ScopedTable<VersionKey, DocumentVersion> documentVersions;

    private SsmTables(Scope scope) {
        parameters = PARAMETERS.in(scope);
        parameterVersions = PARAMETER_VERSIONS.in(scope);
        settings = SETTINGS.in(scope);
        documents = DOCUMENTS.in(scope);
        documentVersions = DOCUMENT_VERSIONS.in(scope);
    }

    static SsmTables in(String account, String region) {
        return new SsmTables(new Scope(account, region));
    }
}
