package cloudjar.kernel.call.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The headers of a request, for the few conditions that ask about them. */
public interface Headers {
    /** A call between services has none. */
    Headers NONE = new Headers() {
        @Override
        public @Nullable String first(String name) {
            return null;
        }

        @Override
        public @Nullable Instant signed() {
            return null;
        }
    };

    /** The first value of a header, whose name is compared without regard to case; null where there is none. */
    @Nullable
    String first(String name);

    /** When the request was signed, in a header or in its query; null where it does not say. */
    @Nullable
    Instant signed();
}
