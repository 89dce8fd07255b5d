package cloudjar.services.lambda;

import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages of lists, in Lambda's words. */
final class Paging {
    private Paging() {}

    static int limit(@Nullable Integer asked, int max) {
        return asked == null ? max : Math.clamp(asked, 1, max);
    }

    static <T> Page<T> page(Supplier<Page<T>> read) {
        try {
            return read.get();
        } catch (InvalidPageTokenException e) {
            throw LambdaErrors.invalid("Invalid Marker value.");
        }
    }
}
