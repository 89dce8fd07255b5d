package cloudjar.kernel.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A part of a list.
 *
 * @param items the items of this page
 * @param next the opaque token that the next page is asked with; there is one only when there is more
 */
public record Page<T>(List<T> items, Optional<String> next) {
    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }

    /** The page of a range's rows, of those that a filter lets through. */
    public static <K, V> Page<V> of(
            Scan<K, V> scan, Snapshot snapshot, Range range, PageRequest asked, Predicate<? super V> filter) {
        return rows(scan, snapshot, range, asked, row -> filter.test(row.value()))
                .map(Row::value);
    }

    /** As the other, with the rows' keys. */
    public static <K, V> Page<Row<K, V>> rows(
            Scan<K, V> scan, Snapshot snapshot, Range range, PageRequest asked, Predicate<? super Row<K, V>> filter) {
        try {
            return scan.page(snapshot, range, asked.limit(), asked.token(), asked.query(), filter);
        } catch (InvalidPageTokenException e) {
            throw asked.badToken().get();
        }
    }

    /**
     * The page of a list that is short enough to be made whole, in the order of its items' names.
     *
     * @param name unique in the list, and not empty
     */
    public static <T> Page<T> of(List<T> all, Function<? super T, String> name, PageRequest asked) {
        String after = after(asked);
        List<T> rest = all.stream()
                .filter(item -> name.apply(item).compareTo(after) > 0)
                .sorted(Comparator.comparing(name))
                .toList();
        if (rest.size() <= asked.limit()) {
            return new Page<>(rest, Optional.empty());
        }
        List<T> part = rest.subList(0, asked.limit());
        return new Page<>(part, Optional.of(PageToken.encode(name.apply(part.getLast()), asked.query())));
    }

    private static String after(PageRequest asked) {
        if (asked.token() == null) {
            return "";
        }
        try {
            return PageToken.decode(asked.token(), asked.query());
        } catch (InvalidPageTokenException e) {
            throw asked.badToken().get();
        }
    }

    /** This page with something made of each item. */
    public <U> Page<U> map(Function<? super T, ? extends U> change) {
        return new Page<>(items.stream().<U>map(change).toList(), next);
    }
}
