package cloudjar.services.s3;

import cloudjar.kernel.call.Call;
import java.time.Instant;

/**
 * By whom, when and from where something happened.
 *
 * @param principalId as documents name who did it
 */
record EventCause(Instant time, String requestId, String sourceIp, String principalId) {
    /** The S3 service, which acts by itself. */
    static final String SERVICE = "s3.amazonaws.com";

    static EventCause of(Call call) {
        return new EventCause(
                call.time(),
                call.requestId(),
                call.sourceIp(),
                "AWS:" + call.principal().id());
    }

    /** What S3 does by itself, at a time. */
    static EventCause service(Instant time, long seed) {
        return new EventCause(time, Long.toHexString(seed), SERVICE, SERVICE);
    }
}
