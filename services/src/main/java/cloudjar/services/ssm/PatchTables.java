package cloudjar.services.ssm;

import cloudjar.api.ssm.CreatePatchBaselineRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;

/**
 * What Patch Manager keeps of an account in a region.
 *
 * <pre>
 * ssm
 *   patchBaselines   id                        PatchBaseline
 *   patchDefaults    operating system          PatchDefault    where an own baseline is used by default
 *   patchGroups      name, operating system    PatchGroup
 * </pre>
 */
final class PatchTables {
    private static final String SERVICE = "ssm";

    /** A patch group has a baseline for each operating system. */
    record GroupKey(String name, String operatingSystem) {}

    /** @param baseline the id of the baseline that the group uses */
    record PatchGroup(String baseline) {}

    /** @param baseline the id of the baseline that an operating system uses by default */
    record PatchDefault(String baseline) {}

    private static final Table<String, PatchBaseline> BASELINES = Table.of(
            SERVICE,
            "patchBaselines",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            CreatePatchBaselineRequest.class,
                            StructureCodec.of(
                                    CreatePatchBaselineRequest.class, () -> CreatePatchBaselineRequest.builder()
                                            .build()
                                            .schema()))
                    .build(PatchBaseline.class));
    private static final Table<String, PatchDefault> DEFAULTS =
            Table.of(SERVICE, "patchDefaults", KeyCodec.STRING, RecordCodec.of(PatchDefault.class));
    private static final Table<GroupKey, PatchGroup> GROUPS =
            Table.of(SERVICE, "patchGroups", KeyCodec.of(GroupKey.class), RecordCodec.of(PatchGroup.class));

    final ScopedTable<String, PatchBaseline> baselines;
    final ScopedTable<String, PatchDefault> defaults;
    final ScopedTable<GroupKey, PatchGroup> groups;

    private PatchTables(Scope scope) {
        baselines = BASELINES.in(scope);
        defaults = DEFAULTS.in(scope);
        groups = GROUPS.in(scope);
    }

    static PatchTables of(Call call) {
        return new PatchTables(call.scope());
    }

    static PatchTables in(String account, String region) {
        return new PatchTables(new Scope(account, region));
    }
}
