package cloudjar.gateway.audit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One answered call.
 *
 * @param sequence rises by one with every call since the start
 * @param time when it came, by its world's clock
 * @param requestId as the caller sees it
 * @param world where it happened
 * @param account empty where the call did not come so far
 * @param region empty where the call did not come so far
 * @param principal who called; empty where the call did not come so far
 * @param service such as {@code sqs}; empty where none was found
 * @param operation such as {@code SendMessage}; empty where none was found
 * @param depth 0 for a call from outside, else how many services called one another
 * @param status the HTTP status of the answer
 * @param errorCode the AWS error code of the answer; null for a success
 * @param message the error's message; null for a success
 * @param elapsed from the arrival until the answer was ready to be sent
 * @param method the HTTP method; null for calls between services
 * @param target the raw path and query, at most {@value #TARGET_LENGTH_MAX} characters; null for calls between services
 */
public record AuditRecord(
        long sequence,
        Instant time,
        String requestId,
        String world,
        String account,
        String region,
        String principal,
        String service,
        String operation,
        int depth,
        int status,
        @Nullable String errorCode,
        @Nullable String message,
        Duration elapsed,
        @Nullable String method,
        @Nullable String target) {
    /** Where a target is cut. */
    public static final int TARGET_LENGTH_MAX = 1024;
}
