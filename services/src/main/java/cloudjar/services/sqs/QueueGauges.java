package cloudjar.services.sqs;

import cloudjar.api.cloudwatch.CloudWatch;
import cloudjar.api.cloudwatch.DescribeAlarmsInput;
import cloudjar.api.cloudwatch.DescribeAlarmsOutput;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.api.cloudwatch.MetricDataQuery;
import cloudjar.api.cloudwatch.StandardUnit;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.MetricData;
import cloudjar.services.MetricData.Metric;
import cloudjar.services.MetricData.Minute;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells CloudWatch each minute how full the queues are that are active: those that hold messages or were used within six hours. It does
 * so at the end of the minute, so that alarms see the minute as soon as it is over.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">Available
 *     CloudWatch metrics</a>
 */
final class QueueGauges {
    private static final String TIMER = "sqs.gauges";
    private static final Duration ACTIVE = Duration.ofHours(6);
    private static final long MINUTE = 60;
    private static final long LAST_SECOND = 59;

    private static final Duration IN_USE = Duration.ofHours(1);
    private static final String NAMESPACE = "AWS/SQS";
    private static final String PRINCIPAL = "sqs.amazonaws.com";

    /** So many queues are told of at once. */
    private static final int PORTION = 1_000;

    private static final Metric VISIBLE = new Metric("ApproximateNumberOfMessagesVisible", StandardUnit.COUNT);
    private static final Metric NOT_VISIBLE = new Metric("ApproximateNumberOfMessagesNotVisible", StandardUnit.COUNT);
    private static final Metric DELAYED = new Metric("ApproximateNumberOfMessagesDelayed", StandardUnit.COUNT);
    private static final Metric OLDEST = new Metric("ApproximateAgeOfOldestMessage", StandardUnit.SECONDS);

    private final Cloud cloud;
    private final LimitProfile limits;

    QueueGauges(Cloud cloud, LimitProfile limits) {
        this.cloud = cloud;
        this.limits = limits;
    }

    void register(TimerHandlers handlers) {
        handlers.register(TIMER, this::fire);
    }

    static Timer timer(String account, String region) {
        return Timer.of(TIMER, account + "/" + region);
    }

    /** The last second of the minute; of the next one where that is over. */
    static Instant next(Instant now) {
        long seconds = now.getEpochSecond();
        long last = minute(seconds) + LAST_SECOND;
        return Instant.ofEpochSecond(last > seconds ? last : last + MINUTE);
    }

    private static long minute(long seconds) {
        return Math.floorDiv(seconds, MINUTE) * MINUTE;
    }

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/");
        SqsTables tables = SqsTables.in(parts[0], parts[1]);
        Instant now = world.clock().now();
        Instant minute = Instant.ofEpochSecond(minute(due.getEpochSecond()));
        Call call = Call.own(world, new Scope(parts[0], parts[1]), new Principal.Service(PRINCIPAL), now);
        MetricData data = new MetricData(cloud.client(CloudWatch.API), PRINCIPAL, limits);
        int queues = 0;
        Instant used = Instant.MIN;
        for (Row<String, Long> row : world.store()
                .read(snapshot -> tables.active.rows(snapshot).stream().toList())) {
            Optional<Gauges> found = world.store().write(tx -> look(tx, tables, row.key(), now));
            if (found.isPresent()) {
                boolean unused = found.get()
                        .addTo(data.minute(world, call.scope(), minute, NAMESPACE, Map.of("QueueName", row.key())));
                Instant usedHere = Instant.ofEpochMilli(row.value());
                used = usedHere.isAfter(used) ? usedHere : used;
            }
            queues++;
            if (queues % PORTION == 0) {
                data.write();
            }
        }
        data.write();
        if (used.isAfter(Instant.MIN)) {
            Instant again = next(now).plus(pause(used, call));
            boolean unused = world.store().write(tx -> {
                tx.at(again, timer);
                return true;
            });
        }
    }

    /**
     * How many minutes are left out: none while a queue is in use or an alarm could see it. Otherwise a clock that is moved by weeks
     * would pass through all their minutes for nobody.
     */
    private Duration pause(Instant used, Call call) {
        Duration idle = Duration.between(used, call.time());
        return idle.compareTo(IN_USE) < 0 || watched(call)
                ? Duration.ZERO
                : idle.compareTo(ACTIVE) < 0 ? Duration.ofMinutes(59) : ACTIVE;
    }

    private boolean watched(Call call) {
        String token = null;
        do {
            DescribeAlarmsOutput page = cloud.client(CloudWatch.API)
                    .describeAlarms(
                            DescribeAlarmsInput.builder()
                                    .alarmTypes(List.of("MetricAlarm"))
                                    .nextToken(token)
                                    .build(),
                            call);
            if (page.metricAlarms().stream().anyMatch(QueueGauges::isAboutQueues)) {
                return true;
            }
            token = page.nextToken();
        } while (token != null);
        return false;
    }

    private static boolean isAboutQueues(MetricAlarm alarm) {
        return NAMESPACE.equals(alarm.namespace()) || alarm.metrics().stream().anyMatch(QueueGauges::isAboutQueues);
    }

    private static boolean isAboutQueues(MetricDataQuery query) {
        return query.expression() != null && query.expression().contains(NAMESPACE)
                || query.metricStat() != null
                        && NAMESPACE.equals(query.metricStat().metric().namespace());
    }

    /** What a queue holds now; nothing, and no longer active, where it is gone or was idle too long. */
    private Optional<Gauges> look(Tx tx, SqsTables tables, String name, Instant now) {
        Queue queue = tables.queues.get(tx, name).orElse(null);
        if (queue == null) {
            tables.active.delete(tx, name);
            return Optional.empty();
        }
        OpenQueue open = new OpenQueue(tx, tables, queue, limits, now.toEpochMilli());
        boolean unfinished = open.catchUp();
        open.close();
        Backlog counts = tables.backlogs.get(tx, queue.backlog()).orElse(Backlog.EMPTY);
        boolean empty = counts.visible() + counts.inFlight() + counts.delayed() == 0;
        long used = tables.active.get(tx, name).orElse(0L);
        if (empty
                && !unfinished
                && used < now.minus(ACTIVE).minus(QueueActivity.GRAIN).toEpochMilli()) {
            tables.active.delete(tx, name);
            return Optional.empty();
        }
        return Optional.of(new Gauges(
                counts,
                open.oldestMillis().map(sent -> now.toEpochMilli() - sent).orElse(0L)));
    }

    private record Gauges(Backlog counts, long ageMillis) {
        boolean addTo(Minute queue) {
            boolean all = queue.add(VISIBLE, (double) counts.visible());
            all &= queue.add(NOT_VISIBLE, (double) counts.inFlight());
            all &= queue.add(DELAYED, (double) counts.delayed());
            all &= queue.add(OLDEST, (double) Math.max(0, ageMillis / 1000));
            return all;
        }
    }
}
