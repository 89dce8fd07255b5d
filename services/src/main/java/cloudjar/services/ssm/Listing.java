package cloudjar.services.ssm;

import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a list is asked for.
 *
 * @param limit the most items of an answer
 * @param query what the list is of: a token is good for the same query only
 */
record Listing(int limit, @Nullable String token, String query) {
    /** How many items lists give to those who name no number. */
    private static final int USUAL = 50;

    private static final int CHECK_DIGITS = 8;

    static Listing of(@Nullable Integer limit, @Nullable String token, String query) {
        // A first page is asked for by an empty token too: the SDKs send what they were given.
        return new Listing(
                Objects.requireNonNullElse(limit, USUAL), token == null || token.isEmpty() ? null : token, query);
    }

    /** A page of a table, with what the service says to a token that is not its own. */
    static <T> Page<T> page(Supplier<Page<T>> read) {
        try {
            return read.get();
        } catch (InvalidPageTokenException e) {
            throw SsmErrors.nextToken();
        }
    }

    /**
     * A part of a list that is short enough to be made whole, in the order of its items' names.
     *
     * @param name unique in the list
     */
    <T> Page<T> part(List<T> all, Function<? super T, String> name) {
        String after = token == null ? "" : position(token);
        List<T> rest = all.stream()
                .filter(item -> name.apply(item).compareTo(after) > 0)
                .sorted(Comparator.comparing(name))
                .toList();
        if (rest.size() <= limit) {
            return new Page<>(rest, Optional.empty());
        }
        List<T> part = rest.subList(0, limit);
        String last = name.apply(part.getLast());
        return new Page<>(
                part,
                Optional.of(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString((check(last) + last).getBytes(StandardCharsets.UTF_8))));
    }

    private String position(String given) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(given);
        } catch (IllegalArgumentException e) {
            throw SsmErrors.nextToken();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        String last = text.length() < CHECK_DIGITS ? "" : text.substring(CHECK_DIGITS);
        if (!text.equals(check(last) + last)) {
            throw SsmErrors.nextToken();
        }
        return last;
    }

    private String check(String last) {
        CRC32C crc = new CRC32C();
        crc.update((query + '\n' + last).getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
