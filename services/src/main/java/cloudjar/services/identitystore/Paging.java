package cloudjar.services.identitystore;

import cloudjar.kernel.store.PageRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pages of lists, in the words of identity stores. */
final class Paging {
    private static final int ITEMS = 100;

    private Paging() {}

    /**
     * What a list is asked for.
     *
     * @param query by which a token is known: the operation and its filters
     */
    static PageRequest asked(@Nullable Integer maxResults, @Nullable String token, String query) {
        return new PageRequest(
                Objects.requireNonNullElse(maxResults, ITEMS), token, query, IdentityStoreErrors::invalidToken);
    }
}
