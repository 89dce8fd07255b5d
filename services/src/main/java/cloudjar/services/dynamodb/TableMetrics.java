package cloudjar.services.dynamodb;

import cloudjar.api.cloudwatch.CloudWatch;
import cloudjar.api.cloudwatch.Dimension;
import cloudjar.api.cloudwatch.MetricDatum;
import cloudjar.api.cloudwatch.PutMetricDataInput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.world.World;
import cloudjar.services.dynamodb.MinuteSums.Series;
import cloudjar.services.dynamodb.Throughput.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of tables in CloudWatch: added up in memory, by the minute of the world's clock, and put there now and then. What
 * it costs a call is a look into a map. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html">Metrics and
 *     dimensions</a>
 */
final class TableMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(TableMetrics.class);
    private static final String NAMESPACE = "AWS/DynamoDB";
    private static final int MINUTE = 60;

    /** What is done with more tables between two writings is not counted. */
    private static final int TABLES_MAX = 20_000;

    /** As PutMetricData takes them, by its older quota. */
    private static final int DATUMS_MAX = 20;

    private static final int VALUES_MAX = 150;

    private final Cloud cloud;

    /** The worlds in which something was done since the last writing. */
    private final Set<World> grown = ConcurrentHashMap.newKeySet();

    TableMetrics(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Where something was done, and when; without a table it is about the account. */
    private record Place(String account, String region, String table, long minute) {}

    /** What was done in one world. */
    private static final class Sums {
        private final Map<Place, MinuteSums> byPlace = new ConcurrentHashMap<>();

        /** The last minute for which a table's provisioned units were told. */
        private final Map<Place, Long> provisioned = new ConcurrentHashMap<>();
    }

    /** Units that a call consumed in a table and its indexes. */
    void consumed(Call call, String table, Kind kind, Units units) {
        double ofTable = units.table();
        for (double local : units.local().values()) {
            ofTable += local;
        }
        double all = ofTable;
        boolean unused = add(call, table, sums -> {
            if (all > 0) {
                sums.add(Series.consumed(kind, ""), all);
            }
            units.global().forEach((index, count) -> sums.add(Series.consumed(kind, index), count));
        });
    }

    /** A request that found nothing left of a table, or of an index of it. */
    void throttled(Call call, String table, Kind kind, String index) {
        boolean unused = add(call, table, sums -> sums.add(Series.throttled(kind, index), 1));
    }

    /** Adds to what is known of a table in this minute, {@code ""} for the account; false where there is no room. */
    boolean add(Call call, String table, Consumer<MinuteSums> more) {
        World world = call.world();
        Sums sums = world.derived(Sums.class, Sums::new);
        long minute = Math.floorDiv(call.time().getEpochSecond(), (long) MINUTE) * MINUTE;
        Place place = new Place(call.account(), call.region(), table, minute);
        boolean room = sums.byPlace.size() < TABLES_MAX;
        MinuteSums kept = sums.byPlace.compute(place, (_, known) -> {
            MinuteSums of = known == null && room ? new MinuteSums() : known;
            if (of != null) {
                more.accept(of);
            }
            return of;
        });
        if (!grown.contains(world)) {
            grown.add(world);
        }
        return kept != null;
    }

    /** Whether there is anything to be written. */
    boolean pending() {
        return !grown.isEmpty();
    }

    /** Writes what was added; one thread at a time. */
    void write() {
        for (World world : List.copyOf(grown)) {
            grown.remove(world);
            Sums sums = world.derived(Sums.class, Sums::new);
            for (Place place : List.copyOf(sums.byPlace.keySet())) {
                MinuteSums done = sums.byPlace.remove(place);
                if (done != null) {
                    write(world, sums, place, done);
                }
            }
        }
    }

    private void write(World world, Sums sums, Place place, MinuteSums done) {
        try {
            List<MetricDatum> datums = new ArrayList<>();
            done.series().forEach((series, values) -> datums.addAll(datums(place, series, values)));
            datums.addAll(provisioned(world, sums, place));
            Call own = OwnCall.of(
                    world,
                    new Scope(place.account(), place.region()),
                    world.clock().now());
            for (int from = 0; from < datums.size(); from += DATUMS_MAX) {
                var unused = cloud.client(CloudWatch.API)
                        .putMetricData(
                                PutMetricDataInput.builder()
                                        .namespace(NAMESPACE)
                                        .metricData(datums.subList(from, Math.min(datums.size(), from + DATUMS_MAX)))
                                        .build(),
                                own);
            }
        } catch (ApiException | StoreFailedException e) {
            // Most often the world is gone, and its metrics with it.
            LOG.debug("Metrics of a table are not written: table={}", place.table(), e);
        }
    }

    /** What the table and its global indexes have provisioned: once a minute in which something is done with them. */
    private static List<MetricDatum> provisioned(World world, Sums sums, Place place) {
        Place any = new Place(place.account(), place.region(), place.table(), 0);
        Long told = sums.provisioned.get(any);
        if (place.table().isEmpty() || told != null && told >= place.minute()) {
            return List.of();
        }
        if (sums.provisioned.size() >= TABLES_MAX) {
            sums.provisioned.clear();
        }
        sums.provisioned.put(any, place.minute());
        DynamoTable table = world.store().read(snapshot -> DynamoDbTables.TABLES
                .in(new Scope(place.account(), place.region()))
                .get(snapshot, place.table())
                .orElse(null));
        List<MetricDatum> datums = new ArrayList<>();
        if (table != null) {
            for (Kind kind : Kind.values()) {
                provisioned(datums, place, table, "", kind);
                table.description()
                        .globalSecondaryIndexes()
                        .forEach(index -> provisioned(datums, place, table, String.valueOf(index.indexName()), kind));
            }
        }
        return datums;
    }

    private static void provisioned(List<MetricDatum> datums, Place place, DynamoTable table, String index, Kind kind) {
        double units = Throughput.rate(table, index, kind);
        if (units > 0) {
            String metric = kind == Kind.READ ? "ProvisionedReadCapacityUnits" : "ProvisionedWriteCapacityUnits";
            datums.add(datum(place, new Series(metric, index, "", "Count"))
                    .value(units)
                    .build());
        }
    }

    private static List<MetricDatum> datums(Place place, Series series, Distribution values) {
        List<Map.Entry<Double, Double>> all = new ArrayList<>(values.counts().entrySet());
        List<MetricDatum> datums = new ArrayList<>();
        for (int from = 0; from < all.size(); from += VALUES_MAX) {
            List<Map.Entry<Double, Double>> some = all.subList(from, Math.min(all.size(), from + VALUES_MAX));
            datums.add(datum(place, series)
                    .values(some.stream().map(Map.Entry::getKey).toList())
                    .counts(some.stream().map(Map.Entry::getValue).toList())
                    .build());
        }
        return datums;
    }

    private static MetricDatum.Builder datum(Place place, Series series) {
        List<Dimension> dimensions = new ArrayList<>();
        dimension(dimensions, "TableName", place.table());
        dimension(dimensions, "GlobalSecondaryIndexName", series.index());
        dimension(dimensions, "Operation", series.operation());
        return MetricDatum.builder()
                .metricName(series.metric())
                .dimensions(dimensions)
                .timestamp(Instant.ofEpochSecond(place.minute()))
                .unit(series.unit());
    }

    private static void dimension(List<Dimension> dimensions, String name, String value) {
        if (!value.isEmpty()) {
            dimensions.add(Dimension.builder().name(name).value(value).build());
        }
    }
}
