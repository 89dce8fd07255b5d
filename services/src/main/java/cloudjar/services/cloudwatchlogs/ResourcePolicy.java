package cloudjar.services.cloudwatchlogs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A policy of the account, or of one group, that lets services write events.
 *
 * @param resource the ARN of the group whose it is; null for one of the account
 */
record ResourcePolicy(
        String name,
        String document,
        Instant updated,
        @Nullable String resource,
        String revision) {}
