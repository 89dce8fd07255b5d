package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.CreateTrailResponse;
import cloudjar.api.cloudtrail.GetTrailStatusResponse;
import cloudjar.api.cloudtrail.Trail;
import cloudjar.api.cloudtrail.UpdateTrailResponse;
import cloudjar.services.cloudtrail.StoredTrail.Settings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trails as answers show them. */
final class TrailForms {
    private TrailForms() {}

    static Trail trail(StoredTrail trail) {
        Settings settings = trail.settings();
        return Trail.builder()
                .name(trail.name())
                .s3BucketName(settings.bucket())
                .s3KeyPrefix(settings.prefix())
                .snsTopicName(settings.topicArn())
                .snsTopicARN(settings.topicArn())
                .includeGlobalServiceEvents(settings.globalEvents())
                .isMultiRegionTrail(settings.multiRegion())
                .homeRegion(trail.homeRegion())
                .trailARN(trail.arn())
                .logFileValidationEnabled(settings.validation())
                .cloudWatchLogsLogGroupArn(settings.logGroupArn())
                .cloudWatchLogsRoleArn(settings.roleArn())
                .kmsKeyId(settings.keyArn())
                .hasCustomEventSelectors(!trail.selectors().equals(List.of(Selector.Basic.DEFAULT)))
                .hasInsightSelectors(false)
                .isOrganizationTrail(trail.organization() != null)
                .build();
    }

    static CreateTrailResponse created(StoredTrail trail) {
        Settings settings = trail.settings();
        return CreateTrailResponse.builder()
                .name(trail.name())
                .s3BucketName(settings.bucket())
                .s3KeyPrefix(settings.prefix())
                .snsTopicName(settings.topicArn())
                .snsTopicARN(settings.topicArn())
                .includeGlobalServiceEvents(settings.globalEvents())
                .isMultiRegionTrail(settings.multiRegion())
                .trailARN(trail.arn())
                .logFileValidationEnabled(settings.validation())
                .cloudWatchLogsLogGroupArn(settings.logGroupArn())
                .cloudWatchLogsRoleArn(settings.roleArn())
                .kmsKeyId(settings.keyArn())
                .isOrganizationTrail(trail.organization() != null)
                .build();
    }

    static UpdateTrailResponse updated(StoredTrail trail) {
        Settings settings = trail.settings();
        return UpdateTrailResponse.builder()
                .name(trail.name())
                .s3BucketName(settings.bucket())
                .s3KeyPrefix(settings.prefix())
                .snsTopicName(settings.topicArn())
                .snsTopicARN(settings.topicArn())
                .includeGlobalServiceEvents(settings.globalEvents())
                .isMultiRegionTrail(settings.multiRegion())
                .trailARN(trail.arn())
                .logFileValidationEnabled(settings.validation())
                .cloudWatchLogsLogGroupArn(settings.logGroupArn())
                .cloudWatchLogsRoleArn(settings.roleArn())
                .kmsKeyId(settings.keyArn())
                .isOrganizationTrail(trail.organization() != null)
                .build();
    }

    static GetTrailStatusResponse status(StoredTrail trail, DeliveryState state) {
        return GetTrailStatusResponse.builder()
                .isLogging(trail.logging())
                .latestDeliveryError(state.deliveryError())
                .latestNotificationError(state.notificationError())
                .latestDeliveryTime(state.delivered())
                .latestNotificationTime(state.notified())
                .startLoggingTime(trail.started())
                .stopLoggingTime(trail.stopped())
                .latestCloudWatchLogsDeliveryError(state.logsError())
                .latestCloudWatchLogsDeliveryTime(state.logged())
                .latestDigestDeliveryTime(state.digested())
                .latestDigestDeliveryError(state.digestError())
                .latestDeliveryAttemptTime(text(state.attempted()))
                .latestNotificationAttemptTime(text(state.notified()))
                .latestNotificationAttemptSucceeded(text(state.notified()))
                .latestDeliveryAttemptSucceeded(text(state.delivered()))
                .timeLoggingStarted(text(trail.started()))
                .timeLoggingStopped(text(trail.stopped()))
                .build();
    }

    /** These older members are always there. */
    private static String text(@Nullable Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
