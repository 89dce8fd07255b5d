package cloudjar.kernel.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A lazy sequence of rows in reading order: a row costs nothing until the iteration reaches it.
 *
 * <p>Each {@link #iterator()} starts at the beginning and shows the rows as they are at that moment: rows may be
 * written and deleted while one iterates. Good only inside the body that asked for it, on its thread.
 */
@FunctionalInterface
public interface Rows<K, V> extends Iterable<Row<K, V>> {
    /** The first row. */
    default Optional<Row<K, V>> first() {
        Iterator<Row<K, V>> rows = iterator();
        return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    }

    /** The rows as a stream, as lazy as this. */
    default Stream<Row<K, V>> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /** All rows, read now. */
    default List<Row<K, V>> toList() {
        return list(row -> row);
    }

    /** All keys, read now. */
    default List<K> keys() {
        return list(Row::key);
    }

    /** All values, read now. */
    default List<V> values() {
        return list(Row::value);
    }

    /** The rows with something made of each, as lazy as this. */
    default <L, W> Rows<L, W> map(Function<? super Row<K, V>, Row<L, W>> change) {
        return () -> {
            Iterator<Row<K, V>> rows = iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public Row<L, W> next() {
                    return change.apply(rows.next());
                }
            };
        };
    }

    private <T> List<T> list(Function<Row<K, V>, T> part) {
        List<T> parts = new ArrayList<>();
        for (Row<K, V> row : this) {
            parts.add(part.apply(row));
        }
        return List.copyOf(parts);
    }
}
