package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What happens to events by itself: those of streams that are gone go, and those that are older than their group keeps them. */
final class LogsTimers {
    static final String CLEAR = "logs.clear";
    static final String RETENTION = "logs.retention";

    /** Readers do not see expired events; how often they are taken away is a matter of room only. */
    private static final Duration RETENTION_EVERY = Duration.ofDays(1);

    private static final int BATCH = 5_000;

    private LogsTimers() {}

    static void register(TimerHandlers handlers) {
        handlers.register(CLEAR, (world, timer, _) -> fireClear(world, timer));
        handlers.register(
                LogsTables.QUERIES_END.handler(),
                (world, timer, due) -> LogsTables.QUERIES_END.fire(world.store(), timer, due, (tx, scope, row) -> {}));
        handlers.register(RETENTION, (world, timer, _) -> fireRetention(world, timer));
    }

    static Timer clear(Call call, Stream stream) {
        return Timer.of(CLEAR, call.account() + "/" + call.region() + "/" + stream.number());
    }

    static Timer retention(Group group) {
        return Timer.of(RETENTION, group.account() + "/" + group.region() + "/" + group.name());
    }

    private static void fireClear(World world, Timer timer) {
        String[] parts = timer.id().split("/", 3);
        clear(world, LogsTables.in(parts[0], parts[1]), Range.prefix(Key.of(Long.parseLong(parts[2]))));
    }

    private static void clear(World world, LogsTables tables, Range events) {
        long gone = BATCH;
        while (gone == BATCH) {
            gone = world.store().write(tx -> tables.events.deleteRange(tx, events.limit(BATCH)));
        }
    }

    private static void fireRetention(World world, Timer timer) {
        String[] parts = timer.id().split("/", 3);
        LogsTables tables = LogsTables.in(parts[0], parts[1]);
        Instant now = world.clock().now();
        Group group = world.store()
                .read(snapshot -> tables.groups.get(snapshot, parts[2]))
                .orElse(null);
        if (group == null || group.retentionDays() == 0) {
            return;
        }
        List<Stream> streams = world.store().read(snapshot -> tables.streams
                .rows(snapshot, Range.prefix(Key.of(group.name())))
                .values());
        for (Stream stream : streams) {
            clear(
                    world,
                    tables,
                    Range.between(Key.of(stream.number()), Key.of(stream.number(), group.expiredBefore(now))));
        }
        boolean unused = world.store().write(tx -> {
            tx.at(now.plus(RETENTION_EVERY), timer);
            return true;
        });
    }
}
