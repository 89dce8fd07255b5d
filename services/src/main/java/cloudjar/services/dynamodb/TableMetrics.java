package cloudjar.services.dynamodb;

import cloudjar.api.cloudwatch.StandardUnit;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.services.MetricData;
import cloudjar.services.MetricData.Metric;
import cloudjar.services.MetricData.Minute;
import cloudjar.services.dynamodb.Throughput.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The metrics of tables in CloudWatch, by the minute of the world's clock. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html">Metrics and
 *     dimensions</a>
 */
final class TableMetrics {
    private static final String NAMESPACE = "AWS/DynamoDB";
    private static final String TABLE = "TableName";
    private static final int TABLES_MAX = 20_000;

    private final MetricData data;

    TableMetrics(MetricData data) {
        this.data = data;
    }

    /** A table of a world, by its name. */
    private record Place(Scope scope, String table) {}

    /** The last minute for which the provisioned units of a world's tables were told. */
    private record Told(Map<Place, Long> seconds) {
        Told() {
            this(new ConcurrentHashMap<>());
        }

        boolean isNews(Place table, long second) {
            Long told = seconds.get(table);
            if (told != null && told >= second) {
                return false;
            }
            if (seconds.size() >= TABLES_MAX) {
                seconds.clear();
            }
            seconds.put(table, second);
            return true;
        }
    }

    /** What is measured of the caller's account in the minute of the call. */
    Minute ofAccount(Call call) {
        return data.minute(call, NAMESPACE, Map.of());
    }

    /** What is measured of a table in the minute of a call; what is known of no table is the account's. */
    Minute ofTable(Call call, String table) {
        return table.isEmpty() ? ofAccount(call) : data.minute(call, NAMESPACE, Map.of(TABLE, table));
    }

    /** A metric of a table, or of a global index of it where that has a name. */
    private static Metric of(String metric, String index) {
        return index.isEmpty()
                ? new Metric(metric, StandardUnit.COUNT)
                : new Metric(metric, StandardUnit.COUNT, Map.of("GlobalSecondaryIndexName", index));
    }

    private static String word(Kind kind) {
        return kind == Kind.READ ? "Read" : "Write";
    }

    /** Units that a call consumed in a table and its indexes. */
    void consumed(Call call, String table, Kind kind, Units units) {
        double ofTable = units.table();
        for (double local : units.local().values()) {
            ofTable += local;
        }
        Minute minute = ofTable(call, table);
        String metric = "Consumed" + word(kind) + "CapacityUnits";
        if (ofTable > 0) {
            boolean unused = minute.add(of(metric, ""), ofTable);
        }
        units.global().forEach((index, count) -> {
            boolean unused = minute.add(of(metric, index), count);
        });
    }

    /** A request that found nothing left of a table, or of an index of it. */
    void throttled(Call call, String table, Kind kind, String index) {
        boolean unused = ofTable(call, table).add(of(word(kind) + "ThrottleEvents", index), 1);
    }

    /** Whether there is anything to be written. */
    boolean pending() {
        return data.pending();
    }

    /** Writes what was added. */
    void write() {
        data.write(TableMetrics::addProvisioned);
    }

    /** What the table and its global indexes have provisioned: once a minute in which something is done with them. */
    private static void addProvisioned(Minute minute) {
        MetricData.Place place = minute.place();
        String name = place.dimensions().get(TABLE);
        if (name == null
                || !place.world()
                        .derived(Told.class, Told::new)
                        .isNews(new Place(place.scope(), name), place.second())) {
            return;
        }
        DynamoTable table = place.world().store().read(snapshot -> DynamoDbTables.TABLES
                .in(place.scope())
                .get(snapshot, name)
                .orElse(null));
        if (table != null) {
            for (Kind kind : Kind.values()) {
                addProvisioned(minute, table, "", kind);
                table.description()
                        .globalSecondaryIndexes()
                        .forEach(index -> addProvisioned(minute, table, String.valueOf(index.indexName()), kind));
            }
        }
    }

    private static void addProvisioned(Minute minute, DynamoTable table, String index, Kind kind) {
        double units = Throughput.rate(table, index, kind);
        if (units > 0) {
            boolean unused = minute.add(of("Provisioned" + word(kind) + "CapacityUnits", index), units);
        }
    }
}
