package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.tenancy.Arn;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log group.
 *
 * @param retentionDays how long its events are kept; 0 for ever
 * @param key the ARN of the KMS key it is associated with
 * @param logClass its class, such as {@code STANDARD}
 * @param protection its data protection policy; null where it never had one
 * @param guarded whether it is protected from being deleted
 */
record Group(
        String account,
        String region,
        String name,
        Instant created,
        int retentionDays,
        @Nullable String key,
        String logClass,
        boolean guarded,
        Map<String, String> tags,
        @Nullable DataProtection protection) {
    static final String STANDARD = "STANDARD";
    static final String INFREQUENT_ACCESS = "INFREQUENT_ACCESS";
    static final String DELIVERY = "DELIVERY";

    Group {
        tags = new LinkedHashMap<>(tags);
    }

    String arn() {
        return Arn.of("logs", region, account, "log-group:" + name).toString();
    }

    String streamArn(String stream) {
        return arn() + ":log-stream:" + stream;
    }

    /** Events from before this time, in milliseconds, are no longer there. */
    long expiredBefore(Instant now) {
        return retentionDays == 0
                ? Long.MIN_VALUE
                : now.minus(Duration.ofDays(retentionDays)).toEpochMilli();
    }

    Group withRetention(int days) {
        return new Group(account, region, name, created, days, key, logClass, guarded, tags, protection);
    }

    Group withKey(@Nullable String arn) {
        return new Group(account, region, name, created, retentionDays, arn, logClass, guarded, tags, protection);
    }

    Group withGuard(boolean on) {
        return new Group(account, region, name, created, retentionDays, key, logClass, on, tags, protection);
    }

    Group withProtection(DataProtection other) {
        return new Group(account, region, name, created, retentionDays, key, logClass, guarded, tags, other);
    }

    Group withTags(Map<String, String> other) {
        return new Group(account, region, name, created, retentionDays, key, logClass, guarded, other, protection);
    }
}
