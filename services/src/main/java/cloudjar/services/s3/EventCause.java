package cloudjar.services.s3;

import cloudjar.kernel.call.Call;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By whom, when and from where something happened.
 *
 * @param principalId as documents name who did it
 * @param requester the account, as events on the bus name it
 * @param trace that the caller wants to be carried on; null where there is none
 */
record EventCause(
        Instant time,
        String requestId,
        String sourceIp,
        String principalId,
        String requester,
        @Nullable String trace) {
    /** The S3 service, which acts by itself. */
    static final String SERVICE = "s3.amazonaws.com";

    static EventCause of(Call call) {
        return new EventCause(
                call.time(),
                call.requestId(),
                call.sourceIp(),
                "AWS:" + call.principal().id(),
                call.account(),
                call.traceId().startsWith("Root=") ? call.traceId() : null);
    }

    /** What S3 has done at last for the owner of a bucket, at a time. */
    static EventCause late(Instant time, long seed, String account) {
        return new EventCause(time, Long.toHexString(seed), SERVICE, "AmazonCustomer:" + account, account, null);
    }

    /** What S3 does by itself, at a time. */
    static EventCause service(Instant time, long seed) {
        return new EventCause(time, Long.toHexString(seed), SERVICE, SERVICE, SERVICE, null);
    }
}
