package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.cloudwatch.StateChanges.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What CloudWatch does by itself: it looks at alarms, acts for them, and takes old points away. */
final class CloudWatchTimers {
    static final String EVALUATE = "cloudwatch.evaluate";
    private static final String COMPOSE = "cloudwatch.compose";
    private static final String ACT = "cloudwatch.act";
    private static final String TRIM = "cloudwatch.trim";

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private static final int PORTION = 5_000;

    private final AlarmActions actions;

    CloudWatchTimers(AlarmActions actions) {
        this.actions = actions;
    }

    void register(TimerHandlers handlers) {
        handlers.register(EVALUATE, (world, timer, _) -> fireEvaluate(world, timer));
        handlers.register(COMPOSE, (world, timer, _) -> fireCompose(world, timer));
        handlers.register(ACT, (world, timer, _) -> actions.fire(world, timer));
        handlers.register(TRIM, (world, timer, _) -> fireTrim(world, timer));
    }

    static Timer evaluate(String account, String region, String alarm) {
        return Timer.of(EVALUATE, account + "/" + region + "/" + alarm);
    }

    /** Looks at a composite alarm that is new, or has another rule. */
    static Timer compose(String account, String region, String alarm) {
        return Timer.of(COMPOSE, account + "/" + region + "/" + alarm, "");
    }

    static Timer act(String account, String region, long number, String alarm, String action, String message) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("alarm", alarm);
        payload.put("action", action);
        payload.put("message", message);
        return Timer.of(ACT, account + "/" + region + "/" + number, Json.write(payload));
    }

    /** An action that is repeated: noted only where it fails. */
    static Timer actAgain(String account, String region, String alarm, String action) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("alarm", alarm);
        payload.put("action", action);
        payload.put("message", "");
        payload.put("again", true);
        return Timer.of(ACT, account + "/" + region + "/again/" + alarm + " " + action, Json.write(payload));
    }

    /**
     * Sees to it that old points are taken away, which readers do not see: at the end of the day, however often it is asked for until
     * then.
     */
    static void trim(Tx tx, Call call) {
        tx.at(nextDay(call.time()), Timer.of(TRIM, call.account() + "/" + call.region()));
    }

    private static Instant nextDay(Instant now) {
        return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), DAY) + 1) * DAY);
    }

    private static void fireEvaluate(World world, Timer timer) {
        String[] parts = timer.id().split("/", 3);
        Instant now = world.clock().now();
        Moment moment = new Moment(parts[0], parts[1], now);
        boolean unused = world.store().write(tx -> {
            MetricAlarm alarm = moment.tables().alarms.get(tx, parts[2]).orElse(null);
            if (alarm != null && AlarmEvaluation.isOfSeveral(alarm)) {
                AlarmContributors.settle(tx, moment, alarm);
                tx.at(AlarmEvaluation.next(alarm, now), timer);
            } else if (alarm != null) {
                new AlarmEvaluation(alarm, now)
                        .state(tx, moment.tables())
                        .ifPresentOrElse(
                                state -> StateChanges.set(tx, moment, alarm, state),
                                () -> StateChanges.again(tx, moment, alarm));
                tx.at(AlarmEvaluation.next(alarm, now), timer);
            }
            return true;
        });
    }

    private static void fireCompose(World world, Timer timer) {
        String[] parts = timer.id().split("/", 3);
        Moment moment = new Moment(parts[0], parts[1], world.clock().now());
        boolean unused = world.store().write(tx -> {
            moment.tables()
                    .composites
                    .get(tx, parts[2])
                    .ifPresent(composite -> CompositeStates.settle(
                            tx, moment, composite, timer.payload().utf8()));
            return true;
        });
    }

    private static void fireTrim(World world, Timer timer) {
        String[] parts = timer.id().split("/", 2);
        CloudWatchTables tables = CloudWatchTables.in(parts[0], parts[1]);
        Instant now = world.clock().now();
        List<StoredMetric> metrics =
                world.store().read(snapshot -> tables.metrics.rows(snapshot).values());
        long oldest = now.minus(Tier.HOURS.kept()).toEpochMilli();
        for (StoredMetric metric : metrics) {
            trim(world, tables, metric, now);
            if (metric.latestMillis() < oldest) {
                boolean unused = world.store()
                        .write(tx -> tables.metrics.delete(tx, metric.key().place()));
            }
        }
        trimHistory(world, tables, now);
        if (!metrics.isEmpty()) {
            boolean unused = world.store().write(tx -> {
                tx.at(nextDay(now), timer);
                return true;
            });
        }
    }

    private static void trim(World world, CloudWatchTables tables, StoredMetric metric, Instant now) {
        Range all = Range.prefix(Key.of(metric.number()));
        String unit = unit(world, tables, all);
        while (unit != null) {
            for (Tier tier : Tier.ALL) {
                Range old = Range.between(
                        Key.of(metric.number(), unit, tier.seconds()),
                        Key.of(
                                metric.number(),
                                unit,
                                tier.seconds(),
                                now.minus(tier.kept()).getEpochSecond()));
                long gone = PORTION;
                while (gone == PORTION) {
                    gone = world.store().write(tx -> tables.points.deleteRange(tx, old.limit(PORTION)));
                }
            }
            unit = unit(world, tables, all.afterPrefix(Key.of(metric.number(), unit)));
        }
    }

    private static @Nullable String unit(World world, CloudWatchTables tables, Range range) {
        return world.store()
                .read(snapshot -> tables.points.rows(snapshot, range.limit(1)).first())
                .map(row -> row.key().unit())
                .orElse(null);
    }

    private static void trimHistory(World world, CloudWatchTables tables, Instant now) {
        long oldest = now.minus(Duration.ofDays(CloudWatchLimits.HISTORY_DAYS.current()))
                .toEpochMilli();
        boolean unused = world.store().write(tx -> {
            List<CloudWatchTables.HistoryPlace> old = tables.history.rows(tx).stream()
                    .map(row -> row.key())
                    .filter(place -> place.millis() < oldest)
                    .limit(PORTION)
                    .toList();
            old.forEach(place -> tables.history.delete(tx, place));
            return true;
        });
    }
}
