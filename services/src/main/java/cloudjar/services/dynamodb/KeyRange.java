package cloudjar.services.dynamodb;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows with one hash key, perhaps between bounds of the range key.
 *
 * @param hash the hash key's bytes
 * @param condition on the range key; null for all rows
 */
record KeyRange(Bytes hash, @Nullable KeyCondition condition) {
    /**
     * The range of keys in the store.
     *
     * @param start what rows of the table or index begin with: its names, without the slot
     */
    Range in(Key start) {
        Key prefix = start.then(Key.of(ItemKey.slot(hash), hash));
        if (condition == null) {
            return Range.prefix(prefix);
        }
        Key low = prefix.then(Key.of(new Object[] {AttributeValues.sortable(condition.first())}));
        Key high = prefix.then(Key.of(new Object[] {AttributeValues.sortable(condition.last())}));
        return switch (condition.operator()) {
            case "EQ", "BETWEEN" -> Range.between(low, high.afterPrefix());
            case "LT" -> Range.between(prefix, low);
            case "LE" -> Range.between(prefix, low.afterPrefix());
            case "GT" -> Range.between(low.afterPrefix(), prefix.afterPrefix());
            case "GE" -> Range.between(low, prefix.afterPrefix());
            case "BEGINS_WITH" -> Range.between(low, afterStart(prefix, bytes()));
            default -> throw new IllegalStateException("no condition on a key: " + condition.operator());
        };
    }

    private byte[] bytes() {
        return AttributeValues.sortable(Objects.requireNonNull(condition).first())
                .toArray();
    }

    /** The bound above every key whose range bytes begin with these: the last byte that can grow grows. */
    private static Key afterStart(Key prefix, byte[] start) {
        int length = start.length;
        while (length > 0 && start[length - 1] == (byte) 0xFF) {
            length--;
        }
        if (length == 0) {
            return prefix.afterPrefix();
        }
        byte[] after = Arrays.copyOf(start, length);
        after[length - 1]++;
        return prefix.then(Key.of(new Object[] {Bytes.wrap(after)}));
    }
}
