package cloudjar.services.lambda;

import cloudjar.kernel.function.Outcome;
import cloudjar.kernel.shape.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What became of one invocation, for who asked for it.
 *
 * @param error null where the function returned
 * @param log what was written about it, from START to REPORT
 */
record Execution(
        String version,
        String requestId,
        Bytes payload,
        @Nullable String error,
        String log,
        Outcome outcome) {
    static final String UNHANDLED = "Unhandled";

    boolean failed() {
        return error != null;
    }
}
