package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.CreateTrailRequest;
import cloudjar.api.cloudtrail.UpdateTrailRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.cloudtrail.StoredTrail.Settings;
import org.jspecify.annotations.Nullable;

/** Reads and checks the settings of a trail; an empty text in a change takes a setting away. */
final class TrailSettings {
    private TrailSettings() {}

    static Settings of(CreateTrailRequest in, Call call) {
        return checked(new Settings(
                in.s3BucketName(),
                given(in.s3KeyPrefix(), null),
                topic(in.snsTopicName(), null, call),
                !Boolean.FALSE.equals(in.includeGlobalServiceEvents()),
                Boolean.TRUE.equals(in.isMultiRegionTrail()),
                Boolean.TRUE.equals(in.enableLogFileValidation()),
                given(in.cloudWatchLogsLogGroupArn(), null),
                given(in.cloudWatchLogsRoleArn(), null),
                key(in.kmsKeyId(), null, call)));
    }

    static Settings changed(Settings old, UpdateTrailRequest in, Call call) {
        String bucket = given(in.s3BucketName(), old.bucket());
        return checked(new Settings(
                bucket == null ? old.bucket() : bucket,
                given(in.s3KeyPrefix(), old.prefix()),
                topic(in.snsTopicName(), old.topicArn(), call),
                given(in.includeGlobalServiceEvents(), old.globalEvents()),
                given(in.isMultiRegionTrail(), old.multiRegion()),
                given(in.enableLogFileValidation(), old.validation()),
                given(in.cloudWatchLogsLogGroupArn(), old.logGroupArn()),
                given(in.cloudWatchLogsRoleArn(), old.roleArn()),
                key(in.kmsKeyId(), old.keyArn(), call)));
    }

    private static Settings checked(Settings settings) {
        if (settings.multiRegion() && !settings.globalEvents()) {
            throw CloudTrailErrors.globalEventsNeeded();
        }
        String prefix = settings.prefix();
        if (prefix != null && prefix.length() > CloudTrailLimits.PREFIX_MAX.current()) {
            throw CloudTrailErrors.longPrefix();
        }
        if (settings.logGroupArn() != null && !isArn(settings.logGroupArn(), "logs")) {
            throw CloudTrailErrors.logGroup();
        }
        if (settings.roleArn() != null && !isArn(settings.roleArn(), "iam")) {
            throw CloudTrailErrors.logRole();
        }
        return settings;
    }

    private static boolean isArn(String text, String service) {
        return Arn.parse(text).filter(arn -> arn.service().equals(service)).isPresent();
    }

    private static @Nullable String given(@Nullable String asked, @Nullable String old) {
        if (asked == null) {
            return old;
        }
        return asked.isEmpty() ? null : asked;
    }

    private static boolean given(@Nullable Boolean asked, boolean old) {
        return asked == null ? old : asked;
    }

    private static @Nullable String topic(@Nullable String asked, @Nullable String old, Call call) {
        String topic = given(asked, old);
        return topic == null || topic.startsWith("arn:")
                ? topic
                : call.arn("sns", topic).toString();
    }

    /** An id is completed to an ARN; an alias stays one. */
    private static @Nullable String key(@Nullable String asked, @Nullable String old, Call call) {
        String key = given(asked, old);
        if (key == null || key.startsWith("arn:")) {
            return key;
        }
        if (key.indexOf(' ') >= 0) {
            throw CloudTrailErrors.badKey();
        }
        return call.arn("kms", key.startsWith("alias/") ? key : "key/" + key).toString();
    }
}
