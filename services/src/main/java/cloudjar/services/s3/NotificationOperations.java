package cloudjar.services.s3;

import cloudjar.api.s3.BucketNotifications;
import cloudjar.api.s3.FilterRule;
import cloudjar.api.s3.GetBucketNotificationConfigurationRequest;
import cloudjar.api.s3.NotificationConfiguration;
import cloudjar.api.s3.NotificationConfigurationFilter;
import cloudjar.api.s3.PutBucketNotificationConfigurationRequest;
import cloudjar.api.s3.PutBucketNotificationConfigurationResponse;
import cloudjar.api.s3.QueueConfiguration;
import cloudjar.api.s3.S3KeyFilter;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.s3.S3Tables.BucketKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The operations on whom a bucket tells of what happens in it. */
final class NotificationOperations implements BucketNotifications {
    private static final String SERVICE = "s3";

    private final Notifications notifications;

    NotificationOperations(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public NotificationConfiguration getBucketNotificationConfiguration(
            GetBucketNotificationConfigurationRequest in, Call call) {
        return Configuration.NOTIFICATION.find(call, in).orElseGet(() -> NotificationConfiguration.builder()
                .build());
    }

    @Override
    public PutBucketNotificationConfigurationResponse putBucketNotificationConfiguration(
            PutBucketNotificationConfigurationRequest in, Call call) {
        NotificationConfiguration asked = in.notificationConfiguration();
        call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()));
        if (!asked.topicConfigurations().isEmpty()
                || !asked.lambdaFunctionConfigurations().isEmpty()
                || asked.eventBridgeConfiguration() != null) {
            throw NotImplemented.of(SERVICE, "PutBucketNotificationConfiguration to other destinations than queues");
        }
        List<QueueConfiguration> rules = new ArrayList<>();
        for (QueueConfiguration rule : asked.queueConfigurations()) {
            rules.add(checked(rule, call));
        }
        if (!Boolean.TRUE.equals(in.skipDestinationValidation())) {
            requireQueues(rules, call);
        }
        NotificationConfiguration configuration =
                NotificationConfiguration.builder().queueConfigurations(rules).build();
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            S3Tables.buckets().put(tx, BucketKey.of(call, bucket.name()), bucket.withNotifies(!rules.isEmpty()));
            if (rules.isEmpty()) {
                Configuration.NOTIFICATION.delete(tx, bucket);
                return true;
            }
            Configuration.NOTIFICATION.put(tx, bucket, configuration);
            rules.stream()
                    .map(QueueConfiguration::queueArn)
                    .distinct()
                    .forEach(queue -> Notifications.emitTest(tx, bucket, EventCause.of(call), queue));
            return true;
        });
        return PutBucketNotificationConfigurationResponse.of();
    }

    private static QueueConfiguration checked(QueueConfiguration rule, Call call) {
        boolean queue = Arn.parse(rule.queueArn())
                .filter(arn -> arn.service().equals("sqs"))
                .isPresent();
        if (!queue) {
            throw NotificationErrors.unreadableArn("Queue", rule.queueArn());
        }
        for (String event : rule.events()) {
            if (!event.startsWith("s3:")) {
                throw NotificationErrors.unknownEvent(event);
            }
        }
        String id =
                rule.id() == null || rule.id().isEmpty() ? call.world().ids().uuid() : rule.id();
        return rule.toBuilder().id(id).filter(checked(rule.filter())).build();
    }

    /** The filter, the names of its rules as AWS spells them. */
    private static @Nullable NotificationConfigurationFilter checked(@Nullable NotificationConfigurationFilter filter) {
        if (filter == null || filter.key() == null) {
            return filter;
        }
        List<FilterRule> rules = new ArrayList<>();
        for (FilterRule rule : filter.key().filterRules()) {
            if (rule.name() == null || rule.value() == null) {
                throw S3Errors.malformedXml();
            }
            String name = rule.name().toLowerCase(Locale.ROOT);
            if (!name.equals("prefix") && !name.equals("suffix")) {
                throw NotificationErrors.unknownFilter(rule.name());
            }
            rules.add(rule.toBuilder()
                    .name(Notifications.isPrefix(rule) ? "Prefix" : "Suffix")
                    .build());
        }
        return NotificationConfigurationFilter.builder()
                .key(S3KeyFilter.builder().filterRules(rules).build())
                .build();
    }

    private void requireQueues(List<QueueConfiguration> rules, Call call) {
        List<String> missing = rules.stream()
                .map(QueueConfiguration::queueArn)
                .filter(queue -> !notifications.exists(Arn.parse(queue).orElseThrow(), call))
                .toList();
        if (!missing.isEmpty()) {
            throw NotificationErrors.noQueues(missing);
        }
    }
}
