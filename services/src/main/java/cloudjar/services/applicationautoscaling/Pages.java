package cloudjar.services.applicationautoscaling;

import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of lists: how long a page is, and what is said to a bad token. */
final class Pages {
    private static final int MOST = (int) ApplicationAutoScalingLimits.PAGE.current();

    private Pages() {}

    /** How many entries a page has. */
    static int size(@Nullable Integer asked) {
        if (asked == null) {
            return MOST;
        }
        if (asked < 1 || asked > MOST) {
            throw ApplicationAutoScalingErrors.validation("1 validation error detected: Value '" + asked
                    + "' at 'maxResults' failed to satisfy constraint: Member must have value "
                    + (asked < 1 ? "greater than or equal to 1" : "less than or equal to " + MOST));
        }
        return asked;
    }

    /** A page, or what is said to a token that the list never gave. */
    static <T> Page<T> page(Supplier<Page<T>> page) {
        try {
            return page.get();
        } catch (InvalidPageTokenException e) {
            throw ApplicationAutoScalingErrors.nextToken();
        }
    }

    /** A dimension says which of a resource's: without the resource it says nothing (API Reference). */
    static void requireResource(@Nullable String dimension, boolean resource) {
        if (dimension != null && !resource) {
            throw ApplicationAutoScalingErrors.validation(
                    "If you specify a scalable dimension, you must also specify a resource ID.");
        }
    }
}
