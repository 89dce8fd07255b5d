package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.api.dynamodb.TableDescription;
import java.util.Objects;

/**
 * How many partitions a table's provisioned throughput needs: one serves 3,000 read units and 1,000 write units a second. An
 * on-demand table begins with one here. A stream has a shard for each.
 *
 * <p>Source: Amazon DynamoDB Developer Guide, "Best practices for designing and using partition keys".
 */
final class Partitions {
    private static final double READS = 3000;
    private static final double WRITES = 1000;

    /** More than AWS's quota of throughput for a table can need. */
    private static final int MOST = 64;

    private Partitions() {}

    static int of(TableDescription table) {
        ProvisionedThroughputDescription provisioned = table.provisionedThroughput();
        if (provisioned == null) {
            return 1;
        }
        double reads = Objects.requireNonNullElse(provisioned.readCapacityUnits(), 0L);
        double writes = Objects.requireNonNullElse(provisioned.writeCapacityUnits(), 0L);
        return (int) Math.clamp(Math.ceil(reads / READS + writes / WRITES), 1, MOST);
    }
}
