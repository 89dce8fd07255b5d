package cloudjar.services.ssm;

import cloudjar.api.ssm.AssociationDescription;
import cloudjar.api.ssm.AssociationExecution;
import cloudjar.api.ssm.AssociationVersionInfo;
import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import java.util.List;
import java.util.Optional;

/**
 * Associations of an account in a region.
 *
 * <pre>
 * ssm
 *   associations           association            StoredAssociation
 *   associationVersions    association, number    AssociationVersionInfo
 *   associationRuns        execution              AssociationRun           by association and start; they end after 30 days
 * </pre>
 */
final class AssociationTables {
    private static final String SERVICE = "ssm";

    private static final Table<String, StoredAssociation> ASSOCIATIONS = Table.of(
            SERVICE,
            "associations",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            AssociationDescription.class,
                            Members.codec(AssociationDescription.class, () -> AssociationDescription.builder()
                                    .build()))
                    .build(StoredAssociation.class));
    private static final Table<SsmTables.VersionKey, AssociationVersionInfo> VERSIONS = Table.of(
            SERVICE,
            "associationVersions",
            KeyCodec.of(SsmTables.VersionKey.class),
            Members.codec(AssociationVersionInfo.class, () -> AssociationVersionInfo.builder()
                    .build()));
    private static final Table<String, AssociationRun> RUNS = Table.of(
            SERVICE,
            "associationRuns",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            AssociationExecution.class,
                            Members.codec(AssociationExecution.class, () -> AssociationExecution.builder()
                                    .build()))
                    .build(AssociationRun.class));
    private static final Index<WindowTables.StartKey, String, AssociationRun> RUNS_BY_START = RUNS.index(
            "by-start",
            KeyCodec.of(WindowTables.StartKey.class),
            run -> List.of(new WindowTables.StartKey(run.association(), run.created())));

    static final Expiry<String, AssociationRun> RUNS_END =
            RUNS.expiry(run -> Optional.of(run.created().plus(AssociationRun.KEPT)));

    final ScopedTable<String, StoredAssociation> associations;
    final ScopedTable<SsmTables.VersionKey, AssociationVersionInfo> versions;
    final ScopedTable<String, AssociationRun> runs;
    final ScopedIndex<WindowTables.StartKey, String, AssociationRun> runsByStart;

    private AssociationTables(Scope scope) {
        associations = ASSOCIATIONS.in(scope);
        versions = VERSIONS.in(scope);
        runs = RUNS.in(scope);
        runsByStart = RUNS_BY_START.in(scope);
    }

    static AssociationTables in(Scope scope) {
        return new AssociationTables(scope);
    }
}
