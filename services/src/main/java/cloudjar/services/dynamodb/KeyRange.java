package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows with one hash key, perhaps between bounds of the range key.
 *
 * @param hash the hash key's bytes
 * @param conditions on the attributes of the range key, from the first on; none for all rows
 * @param composite whether the range key is made of several attributes
 */
record KeyRange(Bytes hash, List<KeyCondition> conditions, boolean composite) {
    KeyRange {
        conditions = List.copyOf(conditions);
    }

    /**
     * The range of keys in the store.
     *
     * @param start what rows of the table or index begin with: its names, without the slot
     */
    Range in(Key start) {
        Key prefix = start.then(Key.of(ItemKey.slot(hash), hash));
        if (conditions.isEmpty()) {
            return Range.prefix(prefix);
        }
        KeyCondition last = conditions.getLast();
        return composite ? of(last, prefix) : of(last, prefix, prefix.then(key(sortable(last.first()))));
    }

    private static Range of(KeyCondition condition, Key prefix, Key low) {
        Key high = prefix.then(key(sortable(condition.last())));
        return switch (condition.operator()) {
            case "EQ", "BETWEEN" -> Range.between(low, high.afterPrefix());
            case "LT" -> Range.between(prefix, low);
            case "LE" -> Range.between(prefix, low.afterPrefix());
            case "GT" -> Range.between(low.afterPrefix(), prefix.afterPrefix());
            case "GE" -> Range.between(low, prefix.afterPrefix());
            case "BEGINS_WITH" -> Range.between(low, after(prefix, sortable(condition.first())));
            default -> throw new IllegalStateException("no condition on a key: " + condition.operator());
        };
    }

    /** The rows whose first attributes are equal to those demanded, and whose next fulfils the last condition. */
    private Range of(KeyCondition condition, Key prefix) {
        List<Bytes> equal = conditions.stream()
                .limit(conditions.size() - 1L)
                .map(each -> sortable(each.first()))
                .toList();
        Bytes all = CompositeKey.of(equal);
        Key begin = all.isEmpty() ? prefix : prefix.then(key(all));
        Key end = all.isEmpty() ? prefix.afterPrefix() : after(prefix, all);
        Bytes low = with(equal, condition.first());
        Bytes high = with(equal, condition.last());
        return switch (condition.operator()) {
            case "EQ", "BETWEEN" -> Range.between(prefix.then(key(low)), after(prefix, high));
            case "LT" -> Range.between(begin, prefix.then(key(low)));
            case "LE" -> Range.between(begin, after(prefix, low));
            case "GT" -> Range.between(after(prefix, low), end);
            case "GE" -> Range.between(prefix.then(key(low)), end);
            case "BEGINS_WITH" -> {
                Bytes start = CompositeKey.of(equal, sortable(condition.first()));
                yield Range.between(prefix.then(key(start)), after(prefix, start));
            }
            default -> throw new IllegalStateException("no condition on a key: " + condition.operator());
        };
    }

    private static Bytes with(List<Bytes> equal, AttributeValue value) {
        List<Bytes> attributes = new ArrayList<>(equal);
        attributes.add(sortable(value));
        return CompositeKey.of(attributes);
    }

    private static Bytes sortable(AttributeValue value) {
        return AttributeValues.sortable(value);
    }

    private static Key key(Bytes bytes) {
        return Key.of(new Object[] {bytes});
    }

    /** The bound above every key whose range bytes begin with these: the last byte that can grow grows. */
    private static Key after(Key prefix, Bytes start) {
        byte[] bytes = start.toArray();
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == (byte) 0xFF) {
            length--;
        }
        if (length == 0) {
            return prefix.afterPrefix();
        }
        byte[] after = Arrays.copyOf(bytes, length);
        after[length - 1]++;
        return prefix.then(key(Bytes.wrap(after)));
    }
}
