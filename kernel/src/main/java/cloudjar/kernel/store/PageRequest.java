package cloudjar.kernel.store;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The page of a list that somebody asks for.
 *
 * @param limit the most items on the page, at least one
 * @param token where the page before ended; null for the first page
 * @param query what is listed, with its filters: a token is good for the same query only
 * @param badToken what is said to a token that the query never gave
 */
public record PageRequest(
        int limit, @Nullable String token, String query, Supplier<? extends RuntimeException> badToken) {}
