package cloudjar.services.kinesis;

import cloudjar.api.cloudwatch.CloudWatch;
import cloudjar.api.cloudwatch.Dimension;
import cloudjar.api.cloudwatch.MetricDatum;
import cloudjar.api.cloudwatch.PutMetricDataInput;
import cloudjar.api.cloudwatch.StatisticSet;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What streams and their shards took and gave, added up until it is handed to CloudWatch. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html">Monitoring Kinesis Data Streams</a>
 */
final class MetricSums {
    private static final Logger LOG = LoggerFactory.getLogger(MetricSums.class);
    private static final String NAMESPACE = "AWS/Kinesis";
    private static final int DATUMS_MAX = 1_000;
    private static final long MINUTE = 60;

    /** So many metrics of a minute may wait; what finds no room is not counted. */
    private static final int TARGETS_MAX = 10_000;

    private final Cloud cloud;
    private final Map<Target, Sum> sums = new ConcurrentHashMap<>();

    MetricSums(Cloud cloud) {
        this.cloud = cloud;
    }

    /** A metric of a stream, or of a shard of it, in a minute. */
    private record Target(
            World world,
            String account,
            String region,
            String stream,
            @Nullable String shard,
            String name,
            String unit,
            long minute) {}

    /** Values added up. */
    private record Sum(double count, double sum, double min, double max) {
        static Sum of(double value) {
            return new Sum(1, value, value, value);
        }

        Sum with(Sum other) {
            return new Sum(count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max));
        }
    }

    /** The stream that a value is of, in the world and the minute of a call. */
    record Of(Call call, String account, String region, String stream) {}

    /** Counts a value of a stream, or of one of its shards. */
    void add(Of of, @Nullable String shard, String name, String unit, double value) {
        Target target = new Target(
                of.call().world(),
                of.account(),
                of.region(),
                of.stream(),
                shard,
                name,
                unit,
                Math.floorDiv(of.call().time().getEpochSecond(), MINUTE) * MINUTE);
        if (sums.size() < TARGETS_MAX || sums.containsKey(target)) {
            var unused = sums.merge(target, Sum.of(value), Sum::with);
        }
    }

    boolean pending() {
        return !sums.isEmpty();
    }

    /** Hands on what was added up; one thread at a time. */
    void write() {
        Map<Place, List<MetricDatum>> places = new LinkedHashMap<>();
        for (Target target : List.copyOf(sums.keySet())) {
            Sum sum = sums.remove(target);
            if (sum != null && isWanted(target)) {
                places.computeIfAbsent(new Place(target.world, target.account, target.region), _ -> new ArrayList<>())
                        .add(datum(target, sum));
            }
        }
        places.forEach(this::put);
    }

    /** Those of shards are, where {@code EnableEnhancedMonitoring} has asked for them. */
    private static boolean isWanted(Target target) {
        return target.shard == null
                || target.world.store().read(snapshot -> KinesisTables.STREAMS
                        .in(new Scope(target.account, target.region))
                        .get(snapshot, target.stream)
                        .filter(stream -> stream.metrics().contains(target.name))
                        .isPresent());
    }

    private record Place(World world, String account, String region) {}

    private static MetricDatum datum(Target target, Sum sum) {
        List<Dimension> dimensions = new ArrayList<>();
        dimensions.add(
                Dimension.builder().name("StreamName").value(target.stream).build());
        if (target.shard != null) {
            dimensions.add(
                    Dimension.builder().name("ShardId").value(target.shard).build());
        }
        return MetricDatum.builder()
                .metricName(target.name)
                .dimensions(dimensions)
                .timestamp(Instant.ofEpochSecond(target.minute))
                .unit(target.unit)
                .statisticValues(StatisticSet.builder()
                        .sampleCount(sum.count)
                        .sum(sum.sum)
                        .minimum(sum.min)
                        .maximum(sum.max)
                        .build())
                .build();
    }

    private void put(Place place, List<MetricDatum> datums) {
        try {
            for (int from = 0; from < datums.size(); from += DATUMS_MAX) {
                var unused = cloud.client(CloudWatch.API)
                        .putMetricData(
                                PutMetricDataInput.builder()
                                        .namespace(NAMESPACE)
                                        .metricData(datums.subList(from, Math.min(datums.size(), from + DATUMS_MAX)))
                                        .build(),
                                call(place));
            }
        } catch (ApiException | StoreFailedException e) {
            // Most often the world is gone, and its metrics with it.
            LOG.debug("{} metrics of streams are not written", datums.size(), e);
        }
    }

    private static Call call(Place place) {
        return Call.own(
                place.world(),
                new Scope(place.account(), place.region()),
                new Principal.Service("kinesis.amazonaws.com"),
                place.world().clock().now());
    }
}
