package cloudjar.services.s3;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of what lies in a bucket, in the order of the keys' UTF-8 bytes. Keys that share a beginning up to the delimiter
 * are passed over in one step: they cost what one key costs.
 *
 * @param rows those that stand for themselves
 * @param commonPrefixes the beginnings that stand for others
 * @param truncated whether there is more
 * @param last the key or common prefix at which the page ended; null on an empty page
 */
record Listing<K, V>(
        List<Row<K, V>> rows,
        List<String> commonPrefixes,
        boolean truncated,
        @Nullable Position last) {

    /**
     * What is asked for.
     *
     * @param prefix with which keys begin; may be empty
     * @param delimiter not empty; null where keys are not grouped
     * @param limit the most keys and common prefixes on the page
     */
    record Query(String bucket, String prefix, @Nullable String delimiter, int limit) {
        /** Every key that the query is about. */
        Range range() {
            return Range.prefix(Key.of(bucket).thenStringStarting(prefix));
        }

        /** What follows a position. */
        Range after(Position position) {
            Key start = Key.of(bucket);
            return position.group()
                    ? range().afterPrefix(start.thenStringStarting(position.name()))
                    : range().afterPrefix(start.then(position.name()));
        }

        /** The common prefix that stands for a key; null where the key stands for itself. */
        @Nullable
        String group(String key) {
            if (delimiter == null || !key.startsWith(prefix)) {
                return null;
            }
            int end = key.indexOf(delimiter, prefix.length());
            return end < 0 ? null : key.substring(0, end + delimiter.length());
        }
    }

    /**
     * A place in a listing.
     *
     * @param name a key or a common prefix
     * @param group whether it is a common prefix, and so all that begins with it has been passed
     */
    record Position(String name, boolean group) {}

    /**
     * Lists what a range of the query's has.
     *
     * @param rows reads a range
     */
    static <K, V> Listing<K, V> of(
            Function<Range, ? extends Iterable<Row<K, V>>> rows,
            Query query,
            Range range,
            Function<? super K, String> keyOf) {
        Page<K, V> page = new Page<>(query.limit());
        Range rest = range;
        while (rest != null && query.limit() > 0) {
            rest = page.fill(rows.apply(rest), rest, query, keyOf);
        }
        return new Listing<>(List.copyOf(page.rows), List.copyOf(page.groups), page.truncated, page.last);
    }

    /** A page while it is being filled. */
    private static final class Page<K, V> {
        private final int limit;
        private final List<Row<K, V>> rows = new ArrayList<>();
        private final List<String> groups = new ArrayList<>();
        private boolean truncated;
        private @Nullable Position last;

        Page(int limit) {
            this.limit = limit;
        }

        /** Takes rows up to a group; returns where to go on behind it, or null at the end. */
        @Nullable
        Range fill(Iterable<Row<K, V>> source, Range range, Query query, Function<? super K, String> keyOf) {
            for (Row<K, V> row : source) {
                if (rows.size() + groups.size() == limit) {
                    truncated = true;
                    return null;
                }
                String key = keyOf.apply(row.key());
                String group = query.group(key);
                if (group != null) {
                    groups.add(group);
                    last = new Position(group, true);
                    return range.afterPrefix(Key.of(query.bucket()).thenStringStarting(group));
                }
                rows.add(row);
                last = new Position(key, false);
            }
            return null;
        }
    }
}
