package cloudjar.services.s3control;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.ScopedTable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How long pages of lists are. */
final class Pages {
    private Pages() {}

    /** As many as asked for, at most as many as AWS gives. */
    private static int size(@Nullable Integer asked) {
        int max = Math.toIntExact(S3ControlLimits.PAGE.current());
        return asked == null || asked <= 0 ? max : Math.min(asked, max);
    }

    /**
     * A page of the rows of a table that a filter lets through.
     *
     * @param query what is asked for: a token is good for nothing else
     */
    static <V> Page<V> of(
            Call call,
            ScopedTable<String, V> table,
            @Nullable Integer asked,
            @Nullable String token,
            String query,
            Predicate<V> filter) {
        PageRequest wanted = new PageRequest(size(asked), token, query, S3ControlErrors::invalidToken);
        return call.read(snapshot -> Page.of(table, snapshot, Range.all(), wanted, filter));
    }
}
