package cloudjar.services.s3;

import cloudjar.api.s3.BucketNotifications;
import cloudjar.api.s3.FilterRule;
import cloudjar.api.s3.GetBucketNotificationConfigurationRequest;
import cloudjar.api.s3.LambdaFunctionConfiguration;
import cloudjar.api.s3.NotificationConfiguration;
import cloudjar.api.s3.NotificationConfigurationFilter;
import cloudjar.api.s3.PutBucketNotificationConfigurationRequest;
import cloudjar.api.s3.PutBucketNotificationConfigurationResponse;
import cloudjar.api.s3.QueueConfiguration;
import cloudjar.api.s3.S3KeyFilter;
import cloudjar.api.s3.TopicConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.s3.Notifications.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations on whom a bucket tells of what happens in it. */
final class NotificationOperations implements BucketNotifications {
    /** The elements that name destinations, by the services of these. */
    private static final Map<String, String> ELEMENTS =
            Map.of("sqs", "Queue", "sns", "Topic", "lambda", "CloudFunction");

    private final Destinations destinations;

    NotificationOperations(Destinations destinations) {
        this.destinations = destinations;
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
        call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()));
        NotificationConfiguration configuration = checked(in.notificationConfiguration(), call);
        List<Rule> rules = Notifications.rules(configuration);
        if (!Boolean.TRUE.equals(in.skipDestinationValidation())) {
            requireDestinations(rules, call);
        }
        if (configuration.eventBridgeConfiguration() != null) {
            destinations.requireBus(call);
        }
        boolean any = !rules.isEmpty() || configuration.eventBridgeConfiguration() != null;
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            Configuration.NOTIFICATION.change(tx, bucket, BucketTrait.NOTIFICATIONS, any ? configuration : null);
            rules.stream()
                    .map(Rule::destination)
                    .filter(destination -> !destination.contains(":lambda:"))
                    .distinct()
                    .forEach(destination -> Notifications.emitTest(tx, bucket, EventCause.of(call), destination));
            return true;
        });
        return PutBucketNotificationConfigurationResponse.of();
    }

    private static NotificationConfiguration checked(NotificationConfiguration asked, Call call) {
        List<QueueConfiguration> queues = new ArrayList<>();
        for (QueueConfiguration queue : asked.queueConfigurations()) {
            require("sqs", queue.queueArn(), queue.events());
            queues.add(queue.toBuilder()
                    .id(id(queue.id(), call))
                    .filter(checked(queue.filter()))
                    .build());
        }
        List<TopicConfiguration> topics = new ArrayList<>();
        for (TopicConfiguration topic : asked.topicConfigurations()) {
            require("sns", topic.topicArn(), topic.events());
            topics.add(topic.toBuilder()
                    .id(id(topic.id(), call))
                    .filter(checked(topic.filter()))
                    .build());
        }
        List<LambdaFunctionConfiguration> functions = new ArrayList<>();
        for (LambdaFunctionConfiguration function : asked.lambdaFunctionConfigurations()) {
            require("lambda", function.lambdaFunctionArn(), function.events());
            functions.add(function.toBuilder()
                    .id(id(function.id(), call))
                    .filter(checked(function.filter()))
                    .build());
        }
        return NotificationConfiguration.builder()
                .queueConfigurations(queues.isEmpty() ? null : queues)
                .topicConfigurations(topics.isEmpty() ? null : topics)
                .lambdaFunctionConfigurations(functions.isEmpty() ? null : functions)
                .eventBridgeConfiguration(asked.eventBridgeConfiguration())
                .build();
    }

    private static String id(@Nullable String id, Call call) {
        return id == null || id.isEmpty() ? call.world().ids().uuid() : id;
    }

    private static void require(String service, String destination, List<String> events) {
        boolean known = Arn.parse(destination)
                .filter(arn -> arn.service().equals(service))
                .isPresent();
        if (!known) {
            throw NotificationErrors.unreadableArn(ELEMENTS.getOrDefault(service, service), destination);
        }
        for (String event : events) {
            if (!event.startsWith("s3:")) {
                throw NotificationErrors.unknownEvent(event);
            }
        }
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

    private void requireDestinations(List<Rule> rules, Call call) {
        List<Rule> missing = rules.stream()
                .filter(rule -> !destinations.exists(rule.destination(), call))
                .toList();
        if (!missing.isEmpty()) {
            throw NotificationErrors.missing(missing);
        }
    }
}
