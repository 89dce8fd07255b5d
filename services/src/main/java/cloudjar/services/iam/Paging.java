package cloudjar.services.iam;

import cloudjar.kernel.store.PageRequest;
import org.jspecify.annotations.Nullable;

/** Pages of lists, in IAM's words. */
final class Paging {
    private static final int ITEMS = 100;

    private Paging() {}

    /**
     * What a list is asked for.
     *
     * @param query by which a marker is known: the operation and its filters
     */
    static PageRequest asked(@Nullable Integer asked, @Nullable String marker, String query) {
        return new PageRequest(asked == null ? ITEMS : asked, marker, query, IamErrors::badMarker);
    }
}
