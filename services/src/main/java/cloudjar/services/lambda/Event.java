package cloudjar.services.lambda;

import cloudjar.kernel.shape.Bytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous invocation that is not over.
 *
 * @param qualifier a version or an alias; null where none was said
 * @param arn by which the function was called
 * @param attempts how often the function has failed on it
 * @param delays how often it could not be begun since
 */
record Event(
        String id,
        String name,
        @Nullable String qualifier,
        String arn,
        Bytes payload,
        @Nullable String clientContext,
        String traceId,
        Instant accepted,
        int attempts,
        int delays) {
    Event failed() {
        return new Event(id, name, qualifier, arn, payload, clientContext, traceId, accepted, attempts + 1, 0);
    }

    Event delayed() {
        return new Event(id, name, qualifier, arn, payload, clientContext, traceId, accepted, attempts, delays + 1);
    }
}
