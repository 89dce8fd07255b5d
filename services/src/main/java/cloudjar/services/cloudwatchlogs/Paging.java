package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages of lists, in the words of CloudWatch Logs. */
final class Paging {
    static final int FIFTY = 50;

    private Paging() {}

    static int limit(@Nullable Integer asked) {
        return limit(asked, FIFTY);
    }

    static int limit(@Nullable Integer asked, int otherwise) {
        return Objects.requireNonNullElse(asked, otherwise);
    }

    static <T> Page<T> page(Supplier<Page<T>> read) {
        try {
            return read.get();
        } catch (InvalidPageTokenException e) {
            throw LogsErrors.token();
        }
    }

    /** All keys whose first element begins with a text. */
    static boolean begins(String text, @Nullable String prefix) {
        return prefix == null || text.startsWith(prefix);
    }
}
