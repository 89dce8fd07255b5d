package cloudjar.services.sso;

import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scan;
import cloudjar.kernel.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the token that asks for the next part; null where this is the last
 */
record Listing<T>(List<T> items, @Nullable String next) {
    private static final int ITEMS = 100;

    Listing {
        items = List.copyOf(items);
    }

    /**
     * What the caller asks for.
     *
     * @param query by which a token is known: the operation and its filters
     */
    record Asked(@Nullable Integer maxResults, @Nullable String token, String query) {
        int limit() {
            return maxResults == null ? ITEMS : Math.min(maxResults, ITEMS);
        }
    }

    <U> Listing<U> map(Function<? super T, ? extends U> change) {
        return new Listing<>(items.stream().<U>map(change).toList(), next);
    }

    /** A part of the rows of a range. */
    static <K, V> Listing<V> of(
            Scan<K, V> scan, Snapshot snapshot, Range range, Asked asked, Predicate<? super V> filter) {
        try {
            Page<V> page = scan.page(
                            snapshot,
                            range,
                            asked.limit(),
                            asked.token(),
                            asked.query(),
                            row -> filter.test(row.value()))
                    .map(Row::value);
            return new Listing<>(page.items(), page.next().orElse(null));
        } catch (InvalidPageTokenException e) {
            throw SsoErrors.invalidToken();
        }
    }

    /**
     * A part of a list that is short enough to be made whole, in the order of its items' names.
     *
     * @param name unique in the list
     */
    static <T> Listing<T> of(List<T> all, Function<? super T, String> name, Asked asked) {
        String after = asked.token() == null ? "" : position(asked.token(), asked.query());
        List<T> rest = all.stream()
                .filter(item -> name.apply(item).compareTo(after) > 0)
                .sorted(Comparator.comparing(name))
                .toList();
        if (rest.size() <= asked.limit()) {
            return new Listing<>(rest, null);
        }
        List<T> part = rest.subList(0, asked.limit());
        return new Listing<>(part, token(name.apply(part.getLast()), asked.query()));
    }

    private static String token(String position, String query) {
        byte[] text = (query + '\n' + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static String position(String token, String query) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw SsoErrors.invalidToken();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith(query + '\n')) {
            throw SsoErrors.invalidToken();
        }
        return text.substring(query.length() + 1);
    }
}
