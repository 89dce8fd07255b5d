package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ConsumedCapacity;
import cloudjar.api.dynamodb.ReturnConsumedCapacity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation consumes, by AWS's rules: a write unit for each begun KB, a read unit for each begun 4 KB, half of it
 * for an eventually consistent read.
 *
 * <p>Source: Amazon DynamoDB Developer Guide, "DynamoDB read and write operations".
 */
final class Capacity {
    private static final int WRITE_UNIT = 1024;
    private static final int READ_UNIT = 4096;

    private Capacity() {}

    /** Units of a write of an item of this size, or of the larger one where it replaces another. */
    static double write(int size) {
        return Math.max(1, (size + WRITE_UNIT - 1) / WRITE_UNIT);
    }

    /** Units of a read of so many bytes. */
    static double read(long size, boolean consistent) {
        long units = Math.max(1, (size + READ_UNIT - 1) / READ_UNIT);
        return consistent ? units : units / 2.0;
    }

    /**
     * What the answer says of it.
     *
     * @param wanted {@code TOTAL}, {@code INDEXES} or {@code NONE}; null means the last
     */
    static @Nullable ConsumedCapacity consumed(@Nullable String wanted, String table, Units units) {
        if (wanted == null || wanted.equals(ReturnConsumedCapacity.NONE)) {
            return null;
        }
        ConsumedCapacity.Builder consumed =
                ConsumedCapacity.builder().tableName(table).capacityUnits(units.total());
        if (wanted.equals(ReturnConsumedCapacity.INDEXES)) {
            consumed.table(capacity(units.table()));
            consumed.localSecondaryIndexes(units.local().isEmpty() ? null : capacities(units.local()));
            consumed.globalSecondaryIndexes(units.global().isEmpty() ? null : capacities(units.global()));
        }
        return consumed.build();
    }

    /** As transactions that read say it: which kind of units they were. */
    static ConsumedCapacity withReads(ConsumedCapacity consumed) {
        return consumed.toBuilder().readCapacityUnits(consumed.capacityUnits()).build();
    }

    /** As transactions that write say it. */
    static ConsumedCapacity withWrites(ConsumedCapacity consumed) {
        return consumed.toBuilder().writeCapacityUnits(consumed.capacityUnits()).build();
    }

    private static Map<String, cloudjar.api.dynamodb.Capacity> capacities(Map<String, Double> units) {
        Map<String, cloudjar.api.dynamodb.Capacity> capacities = new LinkedHashMap<>();
        units.forEach((name, count) -> capacities.put(name, capacity(count)));
        return capacities;
    }

    private static cloudjar.api.dynamodb.Capacity capacity(double units) {
        return cloudjar.api.dynamodb.Capacity.builder().capacityUnits(units).build();
    }
}
