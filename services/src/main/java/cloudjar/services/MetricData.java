package cloudjar.services;

import cloudjar.api.cloudwatch.Dimension;
import cloudjar.api.cloudwatch.MetricDatum;
import cloudjar.api.cloudwatch.MetricPoints;
import cloudjar.api.cloudwatch.PutMetricDataInput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service measures by itself: values of metrics, counted by the minute until they are handed to CloudWatch through its
 * interface. To count one is a look into two maps. Thread-safe.
 */
public final class MetricData {
    private static final Logger LOG = LoggerFactory.getLogger(MetricData.class);
    private static final String QUOTAS =
            "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html";
    private static final long MINUTE = 60;

    /** How many data points CloudWatch takes at once. */
    public static final Limit DATUMS = new Limit(1_000, 20, "data points per PutMetricData", QUOTAS);

    /** How many values a data point may have. */
    public static final Limit VALUES = Limit.of(
            150,
            "values per data point",
            "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html");

    /** So many data points may wait. */
    private static final int WAITING_MAX = 20_000;

    private final MetricPoints cloudWatch;
    private final Principal.Service service;
    private final LimitProfile limits;

    /** Those that wait, as far as they are found: one that came too late to be found waits all the same. */
    private final Map<Place, Minute> minutes = new ConcurrentHashMap<>();

    private final Queue<Minute> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger datums = new AtomicInteger();

    /**
     * Nothing is measured yet.
     *
     * @param service who measures, such as {@code sqs.amazonaws.com}
     */
    public MetricData(MetricPoints cloudWatch, String service, LimitProfile limits) {
        this.cloudWatch = cloudWatch;
        this.service = new Principal.Service(service);
        this.limits = limits;
    }

    /**
     * A metric of a resource.
     *
     * @param dimensions those that it has beside the resource's
     */
    public record Metric(String name, String unit, Map<String, String> dimensions) {
        public Metric {
            dimensions = Map.copyOf(dimensions);
        }

        /** One that has the resource's dimensions. */
        public Metric(String name, String unit) {
            this(name, unit, Map.of());
        }
    }

    /**
     * A minute of a resource.
     *
     * @param dimensions those that all metrics of the resource have; none for the account
     * @param second the minute's first, since 1970
     */
    public record Place(World world, Scope scope, String namespace, Map<String, String> dimensions, long second) {
        public Place {
            dimensions = Map.copyOf(dimensions);
        }
    }

    /** What was measured of one resource in one minute. */
    public final class Minute {
        private final Place place;
        private final Map<Metric, DatumValues> values = new HashMap<>();

        private Minute(Place place) {
            this.place = place;
        }

        public Place place() {
            return place;
        }

        /** Counts a value; says whether there was room for it. */
        public synchronized boolean add(Metric metric, double value) {
            DatumValues last = values.get(metric);
            if (last != null && last.add(value)) {
                return true;
            }
            if (datums.incrementAndGet() > WAITING_MAX) {
                datums.decrementAndGet();
                return false;
            }
            if (values.isEmpty()) {
                minutes.putIfAbsent(place, this);
                waiting.add(this);
            }
            values.put(metric, new DatumValues(value, last));
            return true;
        }

        /** Forgets what was counted of some metrics. */
        public synchronized void forget(Predicate<Metric> unwanted) {
            values.entrySet().removeIf(entry -> {
                boolean gone = unwanted.test(entry.getKey());
                if (gone) {
                    released(entry.getValue());
                }
                return gone;
            });
        }

        private synchronized Map<Metric, DatumValues> take() {
            Map<Metric, DatumValues> taken = new HashMap<>(values);
            values.clear();
            taken.values().forEach(this::released);
            return taken;
        }

        private void released(DatumValues last) {
            datums.addAndGet(-last.number());
        }
    }

    /** What is measured of a resource of the caller's in the minute of a call. */
    public Minute minute(Call call, String namespace, Map<String, String> dimensions) {
        return minute(call.world(), call.scope(), call.time(), namespace, dimensions);
    }

    /** What is measured of a resource in a minute. */
    public Minute minute(World world, Scope scope, Instant time, String namespace, Map<String, String> dimensions) {
        long second = Math.floorDiv(time.getEpochSecond(), MINUTE) * MINUTE;
        Place place = new Place(world, scope, namespace, dimensions, second);
        Minute known = minutes.get(place);
        return known == null ? new Minute(place) : known;
    }

    /** Whether there is anything to be handed on. */
    public boolean pending() {
        return !waiting.isEmpty();
    }

    /** Hands on what was counted. */
    public void write() {
        write(_ -> {});
    }

    /**
     * Hands on what was counted.
     *
     * @param last may add to a minute before, or have it forget something
     */
    public synchronized void write(Consumer<Minute> last) {
        Map<Target, List<MetricDatum>> targets = new LinkedHashMap<>();
        for (int left = waiting.size(); left > 0; left--) {
            Minute minute = waiting.remove();
            Place place = minute.place;
            minutes.remove(place, minute);
            try {
                last.accept(minute);
            } catch (StoreFailedException e) {
                LOG.debug("Nobody knows of the resource any more: {}", place, e);
            }
            List<MetricDatum> ready = targets.computeIfAbsent(Target.of(place), _ -> new ArrayList<>());
            minute.take().forEach((metric, values) -> addTo(ready, place, metric, values));
        }
        targets.forEach(this::put);
    }

    /** Where data points go, and by which time: the clock may have been moved since. */
    private record Target(World world, Scope scope, String namespace, Instant time) {
        static Target of(Place place) {
            return new Target(place.world(), place.scope(), place.namespace(), Instant.ofEpochSecond(place.second()));
        }
    }

    private static void addTo(List<MetricDatum> ready, Place place, Metric metric, DatumValues last) {
        List<Dimension> dimensions = new ArrayList<>();
        place.dimensions().forEach((name, value) -> dimensions.add(dimension(name, value)));
        metric.dimensions().forEach((name, value) -> dimensions.add(dimension(name, value)));
        for (DatumValues values = last; values != null; values = values.before()) {
            ready.add(MetricDatum.builder()
                    .metricName(metric.name())
                    .dimensions(dimensions)
                    .timestamp(Instant.ofEpochSecond(place.second()))
                    .unit(metric.unit())
                    .values(values.values())
                    .counts(values.counts())
                    .build());
        }
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    private void put(Target target, List<MetricDatum> ready) {
        World world = target.world();
        try {
            put(target.namespace(), ready, Call.own(world, target.scope(), service, target.time()));
        } catch (StoreFailedException e) {
            // Most often the world is gone, and its metrics with it; those of other worlds are written all the same.
            LOG.debug("{} data points of {} are not written", ready.size(), world, e);
        }
    }

    /** Hands data points on in as many calls as it takes; what is refused is logged. */
    public void put(String namespace, List<MetricDatum> ready, Call call) {
        int portion = DATUMS.intIn(limits);
        for (int from = 0; from < ready.size(); from += portion) {
            try {
                var unused = cloudWatch.putMetricData(
                        PutMetricDataInput.builder()
                                .namespace(namespace)
                                .metricData(ready.subList(from, Math.min(ready.size(), from + portion)))
                                .build(),
                        call);
            } catch (ApiException e) {
                LOG.info("Data points were refused: namespace={}, code={}", namespace, e.code());
            }
        }
    }
}
