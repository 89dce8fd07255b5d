package cloudjar.services.kms;

import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /** A page of a list that is short enough to be read whole: its marker is a position. */
    static <T> Page<T> page(List<T> all, int limit, @Nullable String marker) {
        int from = marker == null ? 0 : position(marker, all.size());
        int to = Math.min(from + limit, all.size());
        return new Page<>(
                all.subList(from, to), to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    private static int position(String marker, int size) {
        try {
            int position = Integer.parseInt(marker);
            if (position < 0 || position > size) {
                throw KmsErrors.marker();
            }
            return position;
        } catch (NumberFormatException e) {
            throw KmsErrors.marker();
        }
    }

    static <T> Page<T> page(Supplier<Page<T>> read) {
        try {
            return read.get();
        } catch (InvalidPageTokenException e) {
            throw KmsErrors.marker();
        }
    }
}
