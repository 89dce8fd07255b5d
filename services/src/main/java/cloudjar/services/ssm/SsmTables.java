package cloudjar.services.ssm;

import cloudjar.api.ssm.DocumentReviewerResponseSource;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Table;
import java.util.List;

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
 *   documentReviews     name, number   DocumentReview    of those versions that were sent for review
 *   policies            ARN, id        StoredPolicy      of parameters, and of all OpsItems
 * </pre>
 */
final class SsmTables {
    private static final String SERVICE = "ssm";

    /** A version of something that has a name. */
    record VersionKey(String name, long number) {}

    /** A policy of a resource. */
    record PolicyKey(String resource, String id) {}

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
    private static final Table<VersionKey, DocumentReview> DOCUMENT_REVIEWS = Table.of(
            SERVICE,
            "documentReviews",
            KeyCodec.of(VersionKey.class),
            RecordCodec.builder()
                    .with(
                            DocumentReviewerResponseSource.class,
                            Members.codec(
                                    DocumentReviewerResponseSource.class, () -> DocumentReviewerResponseSource.builder()
                                            .build()))
                    .build(DocumentReview.class));
    private static final Table<PolicyKey, StoredPolicy> POLICIES =
            Table.of(SERVICE, "policies", KeyCodec.of(PolicyKey.class), RecordCodec.of(StoredPolicy.class));

    final ScopedTable<String, StoredParameter> parameters;
    final ScopedTable<VersionKey, ParameterVersion> parameterVersions;
    final ScopedTable<String, Setting> settings;
    final ScopedTable<String, Document> documents;
    final ScopedTable<VersionKey, DocumentVersion> documentVersions;
    final ScopedTable<VersionKey, DocumentReview> documentReviews;
    final ScopedTable<PolicyKey, StoredPolicy> policies;

    private SsmTables(Scope scope) {
        parameters = PARAMETERS.in(scope);
        parameterVersions = PARAMETER_VERSIONS.in(scope);
        settings = SETTINGS.in(scope);
        documents = DOCUMENTS.in(scope);
        documentVersions = DOCUMENT_VERSIONS.in(scope);
        documentReviews = DOCUMENT_REVIEWS.in(scope);
        policies = POLICIES.in(scope);
    }

    static SsmTables in(String account, String region) {
        return new SsmTables(new Scope(account, region));
    }

    /** The policies of a resource. */
    List<StoredPolicy> policies(Snapshot snapshot, String resource) {
        return policies.rows(snapshot, Range.prefix(Key.of(resource))).toList().stream()
                .map(Row::value)
                .toList();
    }
}
