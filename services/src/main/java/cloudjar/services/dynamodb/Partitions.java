package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.api.dynamodb.TableDescription;
import java.util.Objects;

/**
 * How many partitions a table needs: one serves 3,000 read units and 1,000 write units a second and holds 10 GB. Throughput on
 * demand needs one here. A stream has a shard for each.
 *
 * <p>Source: Amazon DynamoDB Developer Guide, "Best practices for designing and using partition keys".
 */
final class Partitions {
    private static final double READS = 3000;
    private static final double WRITES = 1000;
    private static final double BYTES = 10L << 30;

    /** More than AWS's quota of throughput for a table can need. */
    private static final int MOST = 64;

    private Partitions() {}

    static int of(TableDescription table, TableSize size) {
        ProvisionedThroughputDescription provisioned = table.provisionedThroughput();
        Long reads = provisioned == null ? null : provisioned.readCapacityUnits();
        Long writes = provisioned == null ? null : provisioned.writeCapacityUnits();
        double byThroughput =
                Objects.requireNonNullElse(reads, 0L) / READS + Objects.requireNonNullElse(writes, 0L) / WRITES;
        return (int) Math.clamp(Math.ceil(Math.max(byThroughput, size.bytes() / BYTES)), 1, MOST);
    }
}
