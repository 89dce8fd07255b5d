package cloudjar.kernel.store;

/**
 * Which keys to read, in which order, and how many at most: {@code from} inclusive, {@code to} exclusive.
 *
 * <p>In a {@link Snapshot} the bounds are whole keys; in a table or an index they are relative to it.
 *
 * @param from the lowest key of the range
 * @param to the bound above the range; a range whose {@code from} is not below it is empty
 * @param order the order of reading; {@link #after} and {@link #limit} follow it
 * @param limit the most rows to read, counted from the end at which reading starts
 */
public record Range(Key from, Key to, Order order, int limit) {
    /** The direction of reading. */
    public enum Order {
        ASCENDING,
        DESCENDING
    }

    /** Checks the limit. */
    public Range {
        if (limit < 0) {
            throw new IllegalArgumentException("a range has no negative limit: " + limit);
        }
    }

    /** Every key. */
    public static Range all() {
        return between(Key.EMPTY, Key.LAST);
    }

    /** The keys from one, inclusive, to another, exclusive. */
    public static Range between(Key from, Key to) {
        return new Range(from, to, Order.ASCENDING, Integer.MAX_VALUE);
    }

    /** The keys that begin with the elements of the prefix (the prefix itself included). */
    public static Range prefix(Key prefix) {
        return between(prefix, prefix.afterPrefix());
    }

    /** The keys that begin with one string element. */
    public static Range prefix(String element) {
        return prefix(Key.of(element));
    }

    /** The keys at or above one. */
    public static Range from(Key from) {
        return between(from, Key.LAST);
    }

    /** This range read from its other end. */
    public Range reversed() {
        return new Range(from, to, order == Order.ASCENDING ? Order.DESCENDING : Order.ASCENDING, limit);
    }

    /** This range with at most so many rows. */
    public Range limit(int most) {
        return new Range(from, to, order, Math.min(limit, most));
    }

    /** What follows the key in reading order: where a page ended, the next one starts. */
    public Range after(Key key) {
        return order == Order.ASCENDING
                ? new Range(higher(from, key.next()), to, order, limit)
                : new Range(from, lower(to, key), order, limit);
    }

    /** What follows, in reading order, every key that begins with the prefix. */
    public Range afterPrefix(Key prefix) {
        return order == Order.ASCENDING
                ? new Range(higher(from, prefix.afterPrefix()), to, order, limit)
                : new Range(from, lower(to, prefix), order, limit);
    }

    /** Whether no key can lie in the range. */
    public boolean isEmpty() {
        return limit == 0 || from.compareTo(to) >= 0;
    }

    /** This range, whose bounds are relative to the prefix, with whole keys as bounds. */
    Range under(Key prefix) {
        return new Range(prefix.then(from), to.equals(Key.LAST) ? prefix.afterPrefix() : prefix.then(to), order, limit);
    }

    private static Key higher(Key a, Key b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Key lower(Key a, Key b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
