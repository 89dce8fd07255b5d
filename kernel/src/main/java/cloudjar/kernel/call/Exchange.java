package cloudjar.kernel.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that came over HTTP, with what became of it.
 *
 * @param operation as the model names it
 * @param path that it was sent to, percent-encoded, whatever its host name says
 * @param target the raw path and query, as they were sent
 * @param errorCode null for a success
 * @param contentLength of the answer, in bytes; -1 where it is not known
 * @param elapsed from the arrival until the answer was ready to be sent
 * @param host null where the request named none; so the other headers
 */
public record Exchange(
        Call call,
        String operation,
        String method,
        String path,
        String target,
        int status,
        @Nullable String errorCode,
        long contentLength,
        Duration elapsed,
        @Nullable String host,
        @Nullable String referer,
        @Nullable String userAgent) {
    /** Wants to know of every exchange of a service. */
    @FunctionalInterface
    public interface Listener {
        /** Of services that need not know. */
        Listener NONE = exchange -> {};

        /** Told when the answer is ready, by the thread that sends it: it must be quick and throws nothing. */
        void answered(Exchange exchange);
    }
}
