package cloudjar.services.sso;

import cloudjar.kernel.store.PageRequest;
import org.jspecify.annotations.Nullable;

/** Pages of lists, in the words of Identity Center. */
final class Paging {
    private static final int ITEMS = 100;

    private Paging() {}

    /**
     * What a list is asked for.
     *
     * @param query by which a token is known: the operation and its filters
     */
    static PageRequest asked(@Nullable Integer asked, @Nullable String token, String query) {
        return new PageRequest(asked == null ? ITEMS : Math.min(asked, ITEMS), token, query, SsoErrors::invalidToken);
    }
}
