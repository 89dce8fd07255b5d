package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.GlobalSecondaryIndexDescription;
import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Throttling;
import cloudjar.kernel.shape.ApiException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds callers to the throughput that tables and their global indexes have provisioned, where that is asked for. Tables on
 * demand serve everybody. What was consumed is known in this process alone and forgotten with it. Thread-safe.
 */
final class Throughput {
    /** Tables and indexes that are remembered; the one that was used longest ago is forgotten first. */
    private static final int BUCKETS_MAX = 20_000;

    /** What is counted. */
    enum Kind {
        READ,
        WRITE
    }

    private record BucketKey(String world, String tableId, String index, Kind kind) {}

    private final Throttling throttling;
    private final TableMetrics metrics;
    private final Map<BucketKey, ThroughputBucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BucketKey, ThroughputBucket> eldest) {
            return size() > BUCKETS_MAX;
        }
    };

    Throughput(Throttling throttling, TableMetrics metrics) {
        this.throttling = throttling;
        this.metrics = metrics;
    }

    /**
     * Refuses a read of a table, or of one of its indexes, that has nothing left.
     *
     * @throws ApiException {@code ProvisionedThroughputExceededException}
     */
    void admitRead(Call call, String table, @Nullable String index) {
        refusal(call, table, Kind.READ, index).ifPresent(refused -> {
            throw refused;
        });
    }

    /**
     * Refuses a write to a table that has nothing left, or one of whose global indexes has nothing left.
     *
     * @throws ApiException {@code ProvisionedThroughputExceededException}
     */
    void admitWrite(Call call, String table) {
        refusal(call, table, Kind.WRITE, null).ifPresent(refused -> {
            throw refused;
        });
    }

    /** Why an operation on a table would be refused; empty where it would not. */
    Optional<ApiException> refusal(Call call, String table, Kind kind, @Nullable String index) {
        if (throttling == Throttling.OFF) {
            return Optional.empty();
        }
        DynamoTable found = table(call, table);
        if (found == null) {
            return Optional.empty();
        }
        boolean global = found.description().globalSecondaryIndexes().stream()
                .anyMatch(other -> Objects.equals(other.indexName(), index));
        if (!global && isEmpty(call, found, "", kind)) {
            metrics.throttled(call, found.name(), kind, "");
            return Optional.of(DynamoDbErrors.throughputOfTable());
        }
        for (GlobalSecondaryIndexDescription other : found.description().globalSecondaryIndexes()) {
            String name = Objects.requireNonNull(other.indexName());
            boolean concerned = kind == Kind.WRITE || name.equals(index);
            if (concerned && isEmpty(call, found, name, kind)) {
                metrics.throttled(call, found.name(), kind, name);
                return Optional.of(DynamoDbErrors.throughputOfIndexes());
            }
        }
        return Optional.empty();
    }

    /** Counts what an operation has consumed. */
    void consume(Call call, String table, Kind kind, Units units) {
        metrics.consumed(call, TableName.of(table), kind, units);
        if (throttling == Throttling.OFF) {
            return;
        }
        DynamoTable found = table(call, table);
        if (found == null) {
            return;
        }
        double ofTable = units.table()
                + units.local().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
        take(call, found, "", kind, ofTable);
        units.global().forEach((index, count) -> take(call, found, index, kind, count));
    }

    private static @Nullable DynamoTable table(Call call, String nameOrArn) {
        String name = TableName.of(nameOrArn);
        return call.read(snapshot ->
                DynamoDbTables.TABLES.in(call.scope()).get(snapshot, name).orElse(null));
    }

    private boolean isEmpty(Call call, DynamoTable table, String index, Kind kind) {
        double rate = rate(table, index, kind);
        if (rate <= 0) {
            return false;
        }
        synchronized (buckets) {
            return filled(call, table, index, kind, rate).isEmpty();
        }
    }

    private void take(Call call, DynamoTable table, String index, Kind kind, double units) {
        double rate = rate(table, index, kind);
        if (rate > 0 && units > 0) {
            synchronized (buckets) {
                ThroughputBucket filled = filled(call, table, index, kind, rate);
                buckets.put(key(call, table, index, kind), filled.without(units));
            }
        }
    }

    private ThroughputBucket filled(Call call, DynamoTable table, String index, Kind kind, double rate) {
        Instant now = call.world().clock().now();
        ThroughputBucket bucket = buckets.get(key(call, table, index, kind));
        return bucket == null ? ThroughputBucket.begin(rate, now) : bucket.filled(rate, now);
    }

    private static BucketKey key(Call call, DynamoTable table, String index, Kind kind) {
        return new BucketKey(call.world().id(), table.id(), index, kind);
    }

    /** Units a second; zero where there is no limit. */
    static double rate(DynamoTable table, String index, Kind kind) {
        ProvisionedThroughputDescription provisioned = index.isEmpty()
                ? table.description().provisionedThroughput()
                : table.description().globalSecondaryIndexes().stream()
                        .filter(other -> index.equals(other.indexName()))
                        .map(GlobalSecondaryIndexDescription::provisionedThroughput)
                        .findFirst()
                        .orElse(null);
        if (provisioned == null) {
            return 0;
        }
        Long units = kind == Kind.READ ? provisioned.readCapacityUnits() : provisioned.writeCapacityUnits();
        return Objects.requireNonNullElse(units, 0L);
    }
}
