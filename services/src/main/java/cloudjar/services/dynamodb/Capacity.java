package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ConsumedCapacity;
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
    static double read(int size, boolean consistent) {
        int units = Math.max(1, (size + READ_UNIT - 1) / READ_UNIT);
        return consistent ? units : units / 2.0;
    }

    /**
     * What the answer says of it.
     *
     * @param wanted {@code TOTAL}, {@code INDEXES} or {@code NONE}; null means the last
     */
    static @Nullable ConsumedCapacity consumed(@Nullable String wanted, String table, double units) {
        if (wanted == null || wanted.equals("NONE")) {
            return null;
        }
        ConsumedCapacity.Builder consumed =
                ConsumedCapacity.builder().tableName(table).capacityUnits(units);
        if (wanted.equals("INDEXES")) {
            consumed.table(cloudjar.api.dynamodb.Capacity.builder()
                    .capacityUnits(units)
                    .build());
        }
        return consumed.build();
    }
}
