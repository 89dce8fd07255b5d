package cloudjar.services.cloudwatchlogs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A filter of a group that passes events on.
 *
 * @param destination the ARN of a function, a stream of Kinesis, a delivery stream of Firehose or a destination of Logs
 * @param role as which it is written to, where that needs one
 */
record SubscriptionFilter(
        String group,
        String name,
        String pattern,
        String destination,
        @Nullable String role,
        String distribution,
        Instant created) {}
