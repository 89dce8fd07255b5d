package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ArchivalSummary;
import cloudjar.api.dynamodb.BackupType;
import cloudjar.api.dynamodb.SSEDescription;
import cloudjar.api.dynamodb.TableStatus;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Endpoint;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
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

    private static final Duration AGAIN = Duration.ofMinutes(5);
    private static final Duration INACCESSIBLE_MAX = Duration.ofDays(7);

    /** Watches the key of a table from now on, in place of another; null where there is none to watch. */
    static void begin(Tx tx, Scope scope, DynamoTable table, @Nullable KeyUse use, Instant now) {
        if (use == null) {
            DynamoDbTables.KEY_USES.in(scope).delete(tx, table.id());
        } else {
            DynamoDbTables.KEY_USES.in(scope).put(tx, table.id(), use);
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
        boolean accessible = keys.isAccessible(use, call(world, scope, due));
        String backupId = BackupLookup.id(due, world.ids().hex(8));
        world.store().write(tx -> {
            DynamoDbTables.TABLES_BY_ID
                    .in(scope)
                    .get(tx, id)
                    .filter(table -> !table.isPassing() || table.isInaccessible())
                    .ifPresent(table -> DynamoDbTables.TABLES
                            .in(scope)
                            .put(tx, table.name(), seen(tx, scope, table, accessible, due, backupId)));
            if (DynamoDbTables.KEY_USES.in(scope).contains(tx, id)) {
                tx.at(due.plus(AGAIN), timer(scope, id));
            }
            return null;
        });
    }

    private static DynamoTable seen(
            Tx tx, Scope scope, DynamoTable table, boolean accessible, Instant now, String backupId) {
        if (accessible) {
            return table.isInaccessible() ? since(table, null).passing(null) : table;
        }
        Instant since = encryption(table).inaccessibleEncryptionDateTime();
        if (since == null) {
            return since(table, now).passing(TableStatus.INACCESSIBLE_ENCRYPTION_CREDENTIALS);
        }
        return since.plus(INACCESSIBLE_MAX).isAfter(now) ? table : archived(tx, scope, table, now, backupId);
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

    private static Call call(World world, Scope scope, Instant now) {
        String id = world.ids().uuid();
        return new Call(
                world,
                scope.account(),
                scope.region(),
                new Principal.Service("dynamodb.amazonaws.com"),
                now,
                id,
                "dynamodb.amazonaws.com",
                new Endpoint("http", "localhost", ""),
                0,
                null,
                id);
    }
}
