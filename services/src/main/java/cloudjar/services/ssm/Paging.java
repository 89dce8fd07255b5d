package cloudjar.services.ssm;

import cloudjar.kernel.store.PageRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pages of lists, in the words of Systems Manager. */
final class Paging {
    /** How many items lists give to those who name no number. */
    private static final int USUAL = 50;

    private Paging() {}

    /**
     * What a list is asked for.
     *
     * @param query by which a token is known: the operation and its filters
     */
    static PageRequest asked(@Nullable Integer limit, @Nullable String token, String query) {
        // A first page is asked for by an empty token too: the SDKs send what they were given.
        return new PageRequest(
                Objects.requireNonNullElse(limit, USUAL),
                token == null || token.isEmpty() ? null : token,
                query,
                SsmErrors::nextToken);
    }
}
