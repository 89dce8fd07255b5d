package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.GetMetricStreamOutput;
import cloudjar.api.cloudwatch.MetricStreamFilter;
import cloudjar.api.cloudwatch.MetricStreamStatisticsConfiguration;
import cloudjar.api.cloudwatch.MetricStreamStatisticsMetric;
import cloudjar.api.firehose.Firehose;
import cloudjar.api.firehose.FirehoseRecord;
import cloudjar.api.firehose.PutRecordInput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.RoleSessions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was measured in each minute, when it is over, to the delivery streams of metric streams. How that went is measured too:
 * {@code MetricUpdate} and {@code PublishErrorRate} in {@code AWS/CloudWatch/MetricStreams}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-formats-json.html">JSON
 *     format</a>
 */
final class MetricStreamFlow {
    private static final Logger LOG = LoggerFactory.getLogger(MetricStreamFlow.class);
    private static final String TIMER = "cloudwatch.stream";
    private static final String OF_STREAMS = "AWS/CloudWatch/MetricStreams";
    private static final String SESSION = "CloudWatchMetricStreams";
    private static final long MINUTE = 60;

    /** So many minutes that a jump of the clock has passed over are sent. */
    private static final long MINUTES_MAX = 60;

    /** A record of Firehose has a megabyte at most; lines are put together until they come near. */
    private static final int RECORD_BYTES = 500_000;

    private final Cloud cloud;
    private final RoleSessions roles;

    MetricStreamFlow(Cloud cloud, RoleSessions roles) {
        this.cloud = cloud;
        this.roles = roles;
    }

    void register(TimerHandlers handlers) {
        handlers.register(TIMER, this::fire);
    }

    static Timer timer(Call call) {
        return Timer.of(TIMER, call.account() + "/" + call.region());
    }

    static Instant next(Instant now) {
        return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), MINUTE) + 1) * MINUTE);
    }

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/");
        CloudWatchTables tables = CloudWatchTables.in(parts[0], parts[1]);
        Instant now = world.clock().now();
        long to = Math.floorDiv(now.getEpochSecond(), MINUTE) * MINUTE;
        long from = Math.max(due.getEpochSecond() - MINUTE, to - MINUTES_MAX * MINUTE);
        List<GetMetricStreamOutput> running =
                world.store().read(snapshot -> tables.streams.rows(snapshot).values()).stream()
                        .filter(stream -> "running".equals(stream.state()))
                        .toList();
        for (GetMetricStreamOutput stream : running) {
            List<String> lines = world.store()
                    .read(snapshot -> lines(snapshot, tables, stream, parts, new QueryScope.Window(from, to, now)));
            if (!lines.isEmpty()) {
                boolean sent = sent(stream, lines, call(world, parts, stream, now));
                measure(world, tables, stream, lines.size(), sent, now);
            }
        }
        if (!running.isEmpty()) {
            boolean unused = world.store().write(tx -> {
                tx.at(next(now), timer);
                return true;
            });
        }
    }

    private static List<String> lines(
            Snapshot snapshot,
            CloudWatchTables tables,
            GetMetricStreamOutput stream,
            String[] place,
            QueryScope.Window window) {
        List<String> lines = new ArrayList<>();
        for (StoredMetric metric : tables.metrics.rows(snapshot).values()) {
            MetricKey key = metric.key();
            if (metric.latestMillis() / 1000 + CloudWatchLimits.FUTURE_HOURS.current() * MINUTE * MINUTE
                            >= window.from()
                    && !key.namespace().equals(OF_STREAMS)
                    && wanted(stream, key)) {
                Metrics.read(
                                snapshot,
                                tables,
                                new Metrics.Reading(key, null, window.from(), window.to(), MINUTE),
                                window.now())
                        .forEach((unit, points) -> points.forEach(
                                (start, point) -> lines.add(line(stream, place, key, unit, start, point))));
            }
        }
        return lines;
    }

    private static boolean wanted(GetMetricStreamOutput stream, MetricKey key) {
        return stream.includeFilters().isEmpty()
                ? stream.excludeFilters().stream().noneMatch(filter -> names(filter, key))
                : stream.includeFilters().stream().anyMatch(filter -> names(filter, key));
    }

    private static boolean names(MetricStreamFilter filter, MetricKey key) {
        return key.namespace().equals(filter.namespace())
                && (filter.metricNames().isEmpty() || filter.metricNames().contains(key.name()));
    }

    private static String line(
            GetMetricStreamOutput stream, String[] place, MetricKey key, String unit, long start, Point point) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("max", BigDecimal.valueOf(point.max()));
        value.put("min", BigDecimal.valueOf(point.min()));
        value.put("sum", BigDecimal.valueOf(point.sum()));
        value.put("count", BigDecimal.valueOf(point.count()));
        for (MetricStreamStatisticsConfiguration more : stream.statisticsConfigurations()) {
            if (more.includeMetrics().stream().anyMatch(metric -> names(metric, key))) {
                for (String name : more.additionalStatistics()) {
                    Statistic.of(name)
                            .map(statistic -> statistic.of(point))
                            .ifPresent(found -> found.ifPresent(number -> value.put(name, BigDecimal.valueOf(number))));
                }
            }
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("metric_stream_name", stream.name());
        line.put("account_id", place[0]);
        line.put("region", place[1]);
        line.put("namespace", key.namespace());
        line.put("metric_name", key.name());
        line.put("dimensions", key.dimensions());
        line.put("timestamp", start * 1000);
        line.put("value", value);
        line.put("unit", unit);
        return Json.write(line) + "\n";
    }

    private static boolean names(MetricStreamStatisticsMetric metric, MetricKey key) {
        return key.namespace().equals(metric.namespace()) && key.name().equals(metric.metricName());
    }

    /** Sends lines; says whether all went. */
    private boolean sent(GetMetricStreamOutput stream, List<String> lines, Call call) {
        try {
            if (!"json".equals(stream.outputFormat())) {
                throw NotImplemented.of("cloudwatch", "metric streams in the format " + stream.outputFormat());
            }
            Call asRole = roles.as(Objects.requireNonNull(stream.roleArn()), SESSION, call);
            StringBuilder record = new StringBuilder();
            for (String line : lines) {
                record.append(line);
                if (record.length() >= RECORD_BYTES) {
                    put(stream, record, asRole);
                }
            }
            put(stream, record, asRole);
            return true;
        } catch (ApiException e) {
            LOG.info("A metric stream's records were refused: stream={}, code={}", stream.name(), e.code());
            return false;
        }
    }

    private void put(GetMetricStreamOutput stream, StringBuilder record, Call call) {
        if (!record.isEmpty()) {
            Arn arn = Arn.parse(Objects.requireNonNull(stream.firehoseArn())).orElseThrow();
            var unused = cloud.client(Firehose.API)
                    .putRecord(
                            PutRecordInput.builder()
                                    .deliveryStreamName(arn.name())
                                    .record(FirehoseRecord.builder()
                                            .data(Bytes.ofUtf8(record.toString()))
                                            .build())
                                    .build(),
                            call.in(arn.account(), arn.region()));
            record.setLength(0);
        }
    }

    private static void measure(
            World world,
            CloudWatchTables tables,
            GetMetricStreamOutput stream,
            int updates,
            boolean sent,
            Instant now) {
        SortedMap<String, String> dimensions =
                new TreeMap<>(Map.of("MetricStreamName", Objects.requireNonNull(stream.name())));
        boolean unused = world.store().write(tx -> {
            Metrics.add(
                    tx,
                    tables,
                    new MetricKey(OF_STREAMS, "MetricUpdate", dimensions),
                    new Metrics.Sample(now, "Count", Point.of(updates), false),
                    now);
            Metrics.add(
                    tx,
                    tables,
                    new MetricKey(OF_STREAMS, "PublishErrorRate", dimensions),
                    new Metrics.Sample(now, Metrics.NO_UNIT, Point.of(sent ? 0 : 1), false),
                    now);
            return true;
        });
    }

    private static Call call(World world, String[] place, GetMetricStreamOutput stream, Instant now) {
        Arn source = Arn.parse(Objects.requireNonNull(stream.arn())).orElseThrow();
        Principal.Service service =
                Principal.Service.actingFor("streams.metrics.cloudwatch.amazonaws.com", source, place[0]);
        return Call.own(world, new Scope(place[0], place[1]), service, now);
    }
}
