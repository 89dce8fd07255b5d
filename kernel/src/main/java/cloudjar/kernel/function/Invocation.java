package cloudjar.kernel.function;

import cloudjar.kernel.shape.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of a function.
 *
 * @param requestId names it
 * @param payload what the function is called with
 * @param functionArn by which it was called
 * @param traceId goes with it, in X-Ray's form
 * @param clientContext JSON from the caller's client; null where it sent none
 * @param stream takes a streamed response as it comes; null where the caller waits for the whole
 */
public record Invocation(
        String requestId,
        Bytes payload,
        String functionArn,
        String traceId,
        @Nullable String clientContext,
        @Nullable Stream stream) {
    /** Takes parts of a response as they come; called by one thread at a time. */
    public interface Stream {
        /** The response begins. */
        void begin(String contentType);

        /** A part of the response; may block until there is room for it. */
        void part(Bytes part);
    }
}
