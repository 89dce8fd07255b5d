package cloudjar.services.dax;

import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages of lists, in DAX's words. */
final class Paging {
    private Paging() {}

    static int limit(@Nullable Integer asked) {
        long most = DaxLimits.PAGE.current();
        if (asked == null) {
            return (int) most;
        }
        if (asked < 1 || asked > most) {
            throw DaxErrors.invalid("MaxResults must be between 1 and " + most + ": " + asked);
        }
        return asked;
    }

    static <T> Page<T> page(Supplier<Page<T>> read) {
        try {
            return read.get();
        } catch (InvalidPageTokenException e) {
            throw DaxErrors.badNextToken();
        }
    }
}
