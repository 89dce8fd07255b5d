package cloudjar.services.ssm;

import cloudjar.api.ssm.CreateResourceDataSyncRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of inventory in an account in a region.
 *
 * <pre>
 * ssm
 *   inventoryDeletions  time, id    Deletion
 *   dataSyncs           name        DataSync
 * </pre>
 */
final class InventoryTables {
    private static final String SERVICE = "ssm";

    /** Deletions are listed as they came. */
    record DeletionKey(Instant time, String id) {}

    /** That a type, or what there was of it, was deleted. */
    record Deletion(
            String id, String type, Instant time, @Nullable String token) {}

    /**
     * Where data of instances go, or from where those of OpsItems come.
     *
     * @param content as it would be created today
     */
    record DataSync(CreateResourceDataSyncRequest content, Instant created, Instant modified) {
        String name() {
            return content.syncName();
        }
    }

    private static final Table<DeletionKey, Deletion> DELETIONS =
            Table.of(SERVICE, "inventoryDeletions", KeyCodec.of(DeletionKey.class), RecordCodec.of(Deletion.class));
    private static final Table<String, DataSync> SYNCS = Table.of(
            SERVICE,
            "dataSyncs",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            CreateResourceDataSyncRequest.class,
                            StructureCodec.of(
                                    CreateResourceDataSyncRequest.class, () -> CreateResourceDataSyncRequest.builder()
                                            .build()
                                            .schema()))
                    .build(DataSync.class));

    final ScopedTable<DeletionKey, Deletion> deletions;
    final ScopedTable<String, DataSync> syncs;

    private InventoryTables(Scope scope) {
        deletions = DELETIONS.in(scope);
        syncs = SYNCS.in(scope);
    }

    static InventoryTables of(Call call) {
        return new InventoryTables(call.scope());
    }
}
