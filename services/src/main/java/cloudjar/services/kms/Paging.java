package cloudjar.services.kms;

import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages of lists, in KMS's words. */
final class Paging {
    static final int FIFTY = 50;
    static final int HUNDRED = 100;

    private Paging() {}

    static int limit(@Nullable Integer asked, int otherwise) {
        return Objects.requireNonNullElse(asked, otherwise);
    }

    static <T> Page<T> page(Supplier<Page<T>> read) {
        try {
            return read.get();
        } catch (InvalidPageTokenException e) {
            throw KmsErrors.marker();
        }
    }
}
