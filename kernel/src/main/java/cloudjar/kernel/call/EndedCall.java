package cloudjar.kernel.call;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import org.jspecify.annotations.Nullable;

/**
 * A call with its answer.
 *
 * @param input null where the call ended before it was understood
 * @param output null where the call failed
 * @param error what it failed with; null for a success
 * @param userAgent as the caller named itself; null where it did not, and for calls between services
 */
public record EndedCall(
        Call call,
        OperationSchema operation,
        @Nullable Structure input,
        @Nullable Structure output,
        @Nullable ApiException error,
        Signature signature,
        @Nullable String userAgent) {
    /** Where the signature of a call stood. */
    public enum Signature {
        /** Nobody signed, or a service called another. */
        NONE,
        HEADER,
        QUERY
    }
}
