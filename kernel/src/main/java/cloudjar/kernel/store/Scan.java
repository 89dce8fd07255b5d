package cloudjar.kernel.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What can be read in order: the rows of a {@link ScopedTable} by their keys, or through a {@link ScopedIndex} by its
 * keys. Ranges are relative: {@code Range.prefix("a")} are the rows whose (index) key begins with the string "a".
 */
public sealed interface Scan<K, V> permits ScopedTable, ScopedIndex {
    /** The rows of the range, lazily. */
    Rows<K, V> rows(Snapshot snapshot, Range range);

    /** How many rows the range has. */
    long count(Snapshot snapshot, Range range);

    /** The rows of the range with the tuples that ranges are made of, for cursors. */
    Rows<Key, Row<K, V>> positioned(Snapshot snapshot, Range range);

    /** All rows, lazily. */
    default Rows<K, V> rows(Snapshot snapshot) {
        return rows(snapshot, Range.all());
    }

    /** How many rows there are. */
    default long count(Snapshot snapshot) {
        return count(snapshot, Range.all());
    }

    /**
     * One page of the range's rows.
     *
     * @param limit the most rows on the page, at least one
     * @param token where the page before ended, or null for the first page
     * @param query what the caller asked for beside the range (filters, the name of the operation): a token is good for
     *     the same query only
     * @throws InvalidPageTokenException when the token is none that this query gave
     */
    default Page<Row<K, V>> page(Snapshot snapshot, Range range, int limit, @Nullable String token, String query) {
        return page(snapshot, range, limit, token, query, row -> true);
    }

    /** As the other, with only the rows that the filter lets through. */
    default Page<Row<K, V>> page(
            Snapshot snapshot,
            Range range,
            int limit,
            @Nullable String token,
            String query,
            Predicate<? super Row<K, V>> filter) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page of " + limit + " rows");
        }
        Range rest = token == null ? range : range.after(PageToken.decode(token, range, query));
        List<Row<K, V>> items = new ArrayList<>();
        Key last = Key.EMPTY;
        for (Row<Key, Row<K, V>> row : positioned(snapshot, rest)) {
            if (!filter.test(row.value())) {
                continue;
            }
            if (items.size() == limit) {
                return new Page<>(items, Optional.of(PageToken.encode(last, range, query)));
            }
            items.add(row.value());
            last = row.key();
        }
        return new Page<>(items, Optional.empty());
    }
}
