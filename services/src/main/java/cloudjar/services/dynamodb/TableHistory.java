package cloudjar.services.dynamodb;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.LogEntry;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What tables were: with each change the item before it is kept, for as long as point-in-time recovery says. A table as it
 * was at a time is the table as it is, with every later change taken back.
 */
final class TableHistory {
    static final String TIMER = "dynamodb.history";

    private static final Duration TRIM_EVERY = Duration.ofDays(1);

    /** Entries that one transaction trims at most. */
    private static final int TRIM_MAX = 10_000;

    private TableHistory() {}

    /** Keeps what the change takes away. */
    static void append(Tx tx, Call call, Scope scope, DynamoTable table, TableChange change) {
        DynamoDbTables.HISTORY.in(scope).append(tx, table.id(), call.time(), PastItem.of(change, call, table));
    }

    /** The table, whose changes are kept from now on. */
    static DynamoTable begun(Tx tx, Scope scope, DynamoTable table, int days, Instant now) {
        var recoveries = DynamoDbTables.RECOVERIES.in(scope);
        Instant since = recoveries.get(tx, table.id()).map(Recovery::since).orElse(now);
        recoveries.put(tx, table.id(), new Recovery(since, days));
        tx.at(now.plus(TRIM_EVERY), timer(scope, table.id()));
        return table.telling(table.told().withHistory(true));
    }

    /** The table, whose changes are not kept any more, nor those that were. */
    static DynamoTable ended(Tx tx, Scope scope, DynamoTable table) {
        forget(tx, scope, table);
        return table.telling(table.told().withHistory(false));
    }

    /** Takes away all that is kept of a table's changes. */
    static void forget(Tx tx, Scope scope, DynamoTable table) {
        DynamoDbTables.RECOVERIES.in(scope).delete(tx, table.id());
        DynamoDbTables.HISTORY.in(scope).delete(tx, table.id());
    }

    static Optional<Recovery> recovery(Snapshot snapshot, Scope scope, DynamoTable table) {
        return DynamoDbTables.RECOVERIES.in(scope).get(snapshot, table.id());
    }

    /** Shows the items of a table as they were at a time, perhaps sealed. */
    static void forEach(
            Snapshot snapshot, Scope scope, DynamoTable table, Instant time, BiConsumer<ItemKey, StoredItem> item) {
        var history = DynamoDbTables.HISTORY.in(scope);
        // Requests name times in milliseconds at best: what happened within the one named is in it.
        Instant after = time.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        long first = history.firstSince(snapshot, table.id(), after);
        Map<ItemKey, PastItem> changed = new HashMap<>();
        for (Row<Long, LogEntry<PastItem>> row : history.from(snapshot, table.id(), first, Integer.MAX_VALUE)) {
            PastItem past = row.value().value();
            changed.putIfAbsent(ItemKey.of(table.id(), past.hash(), past.range()), past);
        }
        for (Row<ItemKey, StoredItem> row : DynamoDbTables.ITEMS.in(scope).rows(snapshot, Range.prefix(table.id()))) {
            if (!changed.containsKey(row.key())) {
                item.accept(row.key(), row.value());
            }
        }
        changed.forEach((key, past) -> {
            StoredItem old = past.item();
            if (old != null) {
                item.accept(key, old);
            }
        });
    }

    /** Shows what became of each item that was written within a window, unless it came and went within it. */
    static void forEachChange(
            Snapshot snapshot, Call call, DynamoTable table, ExportWindow window, Consumer<ExportedItem> item) {
        Scope scope = call.scope();
        var history = DynamoDbTables.HISTORY.in(scope);
        Map<ItemKey, PastItem> before = new LinkedHashMap<>();
        Map<ItemKey, Instant> times = new HashMap<>();
        Map<ItemKey, PastItem> after = new HashMap<>();
        long first = history.firstSince(snapshot, table.id(), window.from());
        for (Row<Long, LogEntry<PastItem>> row : history.from(snapshot, table.id(), first, Integer.MAX_VALUE)) {
            PastItem past = row.value().value();
            ItemKey key = ItemKey.of(table.id(), past.hash(), past.range());
            if (row.value().time().isBefore(window.to())) {
                before.putIfAbsent(key, past);
                times.put(key, row.value().time());
            } else {
                after.putIfAbsent(key, past);
            }
        }
        before.forEach((key, past) -> {
            PastItem next = after.get(key);
            StoredItem now = next == null
                    ? DynamoDbTables.ITEMS.in(scope).get(snapshot, key).orElse(null)
                    : next.item();
            TableChange change = new TableChange(key, opened(call, past.item()), opened(call, now), false);
            if (past.item() != null || now != null) {
                item.accept(new ExportedItem.Changed(Objects.requireNonNull(times.get(key)), change, window.withOld()));
            }
        });
    }

    private static @Nullable StoredItem opened(Call call, @Nullable StoredItem item) {
        return item == null ? null : Seals.open(call, item);
    }

    private static Timer timer(Scope scope, String tableId) {
        return Timer.of(TIMER, scope.account() + "/" + scope.region() + "/" + tableId);
    }

    /** Takes away what is older than it has to be kept. */
    static void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", -1);
        Scope scope = new Scope(parts[0], parts[1]);
        Optional<Recovery> recovery = world.store()
                .read(snapshot -> DynamoDbTables.RECOVERIES.in(scope).get(snapshot, parts[2]));
        if (recovery.isEmpty()) {
            return;
        }
        Instant before = recovery.get().earliest(due);
        long trimmed;
        do {
            trimmed = world.store().write(tx -> DynamoDbTables.HISTORY.in(scope).trim(tx, parts[2], before, TRIM_MAX));
        } while (trimmed == TRIM_MAX);
        world.store().write(tx -> {
            tx.at(due.plus(TRIM_EVERY), timer(scope, parts[2]));
            return null;
        });
    }
}
