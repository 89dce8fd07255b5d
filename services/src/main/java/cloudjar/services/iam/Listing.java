package cloudjar.services.iam;

import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scan;
import cloudjar.kernel.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, as all of IAM's lists come.
 *
 * @param marker where the next part begins; null where this is the last
 */
record Listing<T>(List<T> items, @Nullable String marker) {
    private static final int ITEMS = 100;

    Listing {
        items = List.copyOf(items);
    }

    /**
     * What the caller asks for.
     *
     * @param query by which a marker is known: the operation and its filters
     */
    record Asked(@Nullable Integer maxItems, @Nullable String marker, String query) {
        int limit() {
            return maxItems == null ? ITEMS : maxItems;
        }
    }

    boolean truncated() {
        return marker != null;
    }

    <U> Listing<U> map(Function<? super T, ? extends U> change) {
        return new Listing<>(items.stream().<U>map(change).toList(), marker);
    }

    /** A part of the rows of a range. */
    static <K, V> Listing<V> of(
            Scan<K, V> scan, Snapshot snapshot, Range range, Asked asked, Predicate<? super V> filter) {
        try {
            Page<V> page = scan.page(
                            snapshot,
                            range,
                            asked.limit(),
                            asked.marker(),
                            asked.query(),
                            row -> filter.test(row.value()))
                    .map(Row::value);
            return new Listing<>(page.items(), page.next().orElse(null));
        } catch (InvalidPageTokenException e) {
            throw IamErrors.badMarker();
        }
    }

    /**
     * A part of a list that is short enough to be made whole; its order must be that of its items' names.
     *
     * @param name unique in the list
     */
    static <T> Listing<T> of(List<T> all, Function<? super T, String> name, Asked asked) {
        String after = asked.marker() == null ? null : position(asked.marker(), asked.query());
        List<T> rest = after == null
                ? all
                : all.stream()
                        .filter(item -> name.apply(item).compareTo(after) > 0)
                        .toList();
        if (rest.size() <= asked.limit()) {
            return new Listing<>(rest, null);
        }
        List<T> part = rest.subList(0, asked.limit());
        return new Listing<>(part, marker(name.apply(part.getLast()), asked.query()));
    }

    private static String marker(String position, String query) {
        byte[] text = (query + '\n' + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static String position(String marker, String query) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(marker);
        } catch (IllegalArgumentException e) {
            throw IamErrors.badMarker();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith(query + '\n')) {
            throw IamErrors.badMarker();
        }
        return text.substring(query.length() + 1);
    }
}
