package cloudjar.services.dynamodb;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What DynamoDB does by itself: tables that come and go in AWS's time, and tokens of transactions that are forgotten. */
final class DynamoDbTimers {
    /** How long a table is CREATING; what AWS takes for an ordinary one. */
    static final Duration CREATION = Duration.ofSeconds(8);

    /** How long a table is DELETING. */
    static final Duration DELETION = Duration.ofSeconds(5);

    /** How long a table is UPDATING. */
    static final Duration UPDATE = Duration.ofSeconds(5);

    private static final String NEXT = "dynamodb.table";

    private DynamoDbTimers() {}

    /** Registers the handlers. */
    static void register(TimerHandlers handlers, Unsealing unsealing) {
        handlers.register(NEXT, DynamoDbTimers::fireNext);
        handlers.register(
                DynamoDbTables.ITEMS_EXPIRY.handler(), (world, timer, due) -> expire(world, timer, due, unsealing));
        handlers.register(TableStreams.TIMER, TableStreams::fire);
        handlers.register(TableHistory.TIMER, TableHistory::fire);
        handlers.register(
                DynamoDbTables.BACKUPS_EXPIRY.handler(),
                (world, timer, due) -> DynamoDbTables.BACKUPS_EXPIRY.fire(
                        world.store(), timer, due, (tx, scope, row) -> DynamoDbTables.BACKUP_ITEMS
                                .in(scope)
                                .deleteRange(tx, Range.prefix(row.value().id()))));
        handlers.register(
                DynamoDbTables.TOKENS_EXPIRY.handler(),
                (world, timer, due) ->
                        DynamoDbTables.TOKENS_EXPIRY.fire(world.store(), timer, due, (tx, scope, row) -> {}));
    }

    private static void expire(World world, Timer timer, Instant due, Unsealing unsealing) {
        Call own = OwnCall.of(world, Scope.GLOBAL, due);
        try {
            unsealing.run(own, () -> {
                DynamoDbTables.ITEMS_EXPIRY.fire(
                        world.store(),
                        timer,
                        due,
                        (tx, scope, row) -> TimeToLive.ended(tx, own.in(scope.account(), scope.region()), scope, row));
                return true;
            });
        } catch (ApiException e) {
            // A table's key cannot be used; when that has been noticed, its items wait.
            world.store().write(tx -> {
                tx.at(due.plus(KeyWatch.AGAIN), timer);
                return true;
            });
        }
    }

    /** Brings a table to the state that follows the one it is in. */
    static Timer next(Scope scope, DynamoTable table) {
        return Timer.of(NEXT, scope.account() + "/" + scope.region() + "/" + table.name(), table.id());
    }

    private static void fireNext(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/");
        Scope scope = new Scope(parts[0], parts[1]);
        world.store().write(tx -> {
            Optional<DynamoTable> table = DynamoDbTables.TABLES.in(scope).get(tx, parts[2]);
            // Another table of the name may have come since.
            table.filter(found -> found.id().equals(timer.payload().utf8())).ifPresent(found -> next(tx, scope, found));
            return null;
        });
    }

    private static void next(Tx tx, Scope scope, DynamoTable table) {
        if (table.isDeleting()) {
            TableLookup.remove(tx, scope, table);
        } else {
            DynamoDbTables.TABLES.in(scope).put(tx, table.name(), table.passing(null));
        }
    }
}
