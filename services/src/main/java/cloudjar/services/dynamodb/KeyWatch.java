package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ArchivalSummary;
import cloudjar.api.dynamodb.BackupType;
import cloudjar.api.dynamodb.SSEDescription;
import cloudjar.api.dynamodb.TableStatus;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks every five minutes, which is how long AWS keeps a table's key, whether the keys that tables' owners gave can still be used.
 * A table whose key cannot be is inaccessible, and after seven days it is archived: its items go into a backup.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSEDescription.html">SSEDescription</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ArchivalSummary.html">ArchivalSummary</a>
 */
record KeyWatch(TableKey keys) {
    static final String TIMER = "dynamodb.key";

    static final Duration AGAIN = Duration.ofMinutes(5);
    private static final Duration INACCESSIBLE_MAX = Duration.ofDays(7);

    /** Keeps what a table is sealed with, and watches its key from now on, in place of another; null where it has none. */
    static void begin(Tx tx, Scope scope, DynamoTable table, @Nullable KeyClaim claim, Instant now) {
        if (claim == null) {
            DynamoDbTables.KEY_USES.in(scope).delete(tx, table.id());
        } else {
            DynamoDbTables.KEY_USES.in(scope).put(tx, table.id(), claim.use());
            DynamoDbTables.SEALS.in(Scope.GLOBAL).put(tx, claim.seal().id(), claim.seal());
            tx.at(now.plus(AGAIN), timer(scope, table.id()));
        }
    }

    private static Timer timer(Scope scope, String tableId) {
        return Timer.of(TIMER, scope.account() + "/" + scope.region() + "/" + tableId);
    }

    /** Looks once. */
    void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", -1);
        Scope scope = new Scope(parts[0], parts[1]);
        String id = parts[2];
        KeyUse use = world.store()
                .read(snapshot ->
                        DynamoDbTables.KEY_USES.in(scope).get(snapshot, id).orElse(null));
        if (use == null) {
            return;
        }
        Call own = OwnCall.of(world, scope, due);
        boolean accessible = keys.isAccessible(use, own);
        String backupId = BackupLookup.id(due, world.ids().hex(8));
        new Unsealing(keys).write(own, tx -> {
            DynamoDbTables.TABLES_BY_ID
                    .in(scope)
                    .get(tx, id)
                    .filter(table -> !table.isPassing() || table.isInaccessible())
                    .ifPresent(table -> DynamoDbTables.TABLES
                            .in(scope)
                            .put(tx, table.name(), seen(tx, own, table, accessible, backupId)));
            if (DynamoDbTables.KEY_USES.in(scope).contains(tx, id)) {
                tx.at(due.plus(AGAIN), timer(scope, id));
            }
            return null;
        });
    }

    private static DynamoTable seen(Tx tx, Call own, DynamoTable table, boolean accessible, String backupId) {
        if (accessible && table.isInaccessible()) {
            TimeToLive.apply(tx, own, own.scope(), table);
            return since(table, null).passing(null);
        }
        if (accessible) {
            return table;
        }
        Instant now = own.time();
        Instant since = encryption(table).inaccessibleEncryptionDateTime();
        if (since == null) {
            return since(table, now).passing(TableStatus.INACCESSIBLE_ENCRYPTION_CREDENTIALS);
        }
        return since.plus(INACCESSIBLE_MAX).isAfter(now) ? table : archived(tx, own.scope(), table, now, backupId);
    }

    private static DynamoTable archived(Tx tx, Scope scope, DynamoTable table, Instant now, String backupId) {
        TableBackup backup = BackupLookup.keep(
                tx, scope, now, new BackupLookup.Plan(backupId, table.name(), BackupType.USER, null), table);
        TableLookup.empty(tx, scope, table);
        DynamoDbTables.KEY_USES.in(scope).delete(tx, table.id());
        return table.described(table.description().toBuilder()
                        .archivalSummary(ArchivalSummary.builder()
                                .archivalReason(TableStatus.INACCESSIBLE_ENCRYPTION_CREDENTIALS)
                                .archivalDateTime(now)
                                .archivalBackupArn(backup.arn())
                                .build())
                        .build())
                .passing(TableStatus.ARCHIVED);
    }

    private static DynamoTable since(DynamoTable table, @Nullable Instant since) {
        return table.described(table.description().toBuilder()
                .sseDescription(encryption(table).toBuilder()
                        .inaccessibleEncryptionDateTime(since)
                        .build())
                .build());
    }

    private static SSEDescription encryption(DynamoTable table) {
        return Objects.requireNonNull(table.description().sseDescription(), "a table with a key is encrypted");
    }
}
