package cloudjar.services.lambda;

import org.jspecify.annotations.Nullable;

/**
 * Where a request to a function's address went.
 *
 * @param id of the address
 * @param path as it was sent, beginning with a slash
 * @param query as it was sent; null where there was none
 */
record UrlTarget(String id, String path, @Nullable String query) {
    /** Reads the id with path and query behind it. */
    static UrlTarget of(String text) {
        int mark = text.indexOf('?');
        String query = mark < 0 ? null : text.substring(mark + 1);
        String place = mark < 0 ? text : text.substring(0, mark);
        int slash = place.indexOf('/');
        return slash < 0
                ? new UrlTarget(place, "/", query)
                : new UrlTarget(place.substring(0, slash), place.substring(slash), query);
    }
}
