package cloudjar.services.s3;

import cloudjar.api.s3.FilterRule;
import cloudjar.api.s3.LambdaFunctionConfiguration;
import cloudjar.api.s3.NotificationConfiguration;
import cloudjar.api.s3.NotificationConfigurationFilter;
import cloudjar.api.s3.QueueConfiguration;
import cloudjar.api.s3.TopicConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells queues, topics, functions and the event bus of what happens in buckets. A message is a timer that is due at once,
 * committed with what it tells of: it is sent once that is so, and outlives the process.
 */
final class Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final String HANDLER = "s3.notify";

    private final Destinations destinations;

    Notifications(Destinations destinations) {
        this.destinations = destinations;
    }

    /**
     * Whom a bucket tells of what.
     *
     * @param destination an ARN
     */
    record Rule(
            @Nullable String id,
            String destination,
            List<String> events,
            @Nullable NotificationConfigurationFilter filter) {}

    /** The rules of a configuration, whatever their destinations. */
    static List<Rule> rules(NotificationConfiguration configuration) {
        List<Rule> rules = new ArrayList<>();
        for (QueueConfiguration queue : configuration.queueConfigurations()) {
            rules.add(new Rule(queue.id(), queue.queueArn(), queue.events(), queue.filter()));
        }
        for (TopicConfiguration topic : configuration.topicConfigurations()) {
            rules.add(new Rule(topic.id(), topic.topicArn(), topic.events(), topic.filter()));
        }
        for (LambdaFunctionConfiguration function : configuration.lambdaFunctionConfigurations()) {
            rules.add(new Rule(function.id(), function.lambdaFunctionArn(), function.events(), function.filter()));
        }
        return rules;
    }

    /** Registers the handler. */
    void register(TimerHandlers handlers) {
        handlers.register(HANDLER, this::fire);
    }

    /** Tells those whom the bucket's rules name. */
    static void emit(Tx tx, S3Bucket bucket, EventCause cause, ObjectEvent event) {
        if (!bucket.has(BucketTrait.NOTIFICATIONS)) {
            return;
        }
        NotificationConfiguration configuration = Configuration.NOTIFICATION.get(tx, bucket);
        for (Rule rule : rules(configuration)) {
            if (rule.events().stream().anyMatch(event::isNamedBy) && matches(rule.filter(), event.key())) {
                String id = Objects.requireNonNullElse(rule.id(), "");
                send(
                        tx,
                        bucket,
                        cause,
                        timer(cause, event, id),
                        rule.destination(),
                        EventDocument.of(event, bucket, cause, id));
            }
        }
        if (configuration.eventBridgeConfiguration() != null) {
            Optional.ofNullable(BusEvent.of(event, bucket, cause))
                    .ifPresent(message -> send(
                            tx,
                            bucket,
                            cause,
                            timer(cause, event, Destinations.EVENT_BUS),
                            Destinations.EVENT_BUS,
                            message));
        }
    }

    private static String timer(EventCause cause, ObjectEvent event, String rule) {
        return String.join("/", cause.requestId(), rule, event.name(), String.valueOf(event.versionId()), event.key());
    }

    /** Tells a destination that the bucket's rules name it from now on. */
    static void emitTest(Tx tx, S3Bucket bucket, EventCause cause, String destination) {
        String id = cause.requestId() + "/test/" + destination;
        send(tx, bucket, cause, id, destination, EventDocument.test(bucket, cause));
    }

    private static void send(Tx tx, S3Bucket bucket, EventCause cause, String id, String destination, String message) {
        String trace = Objects.requireNonNullElse(cause.trace(), "");
        String from = String.join("/", bucket.account(), bucket.region(), bucket.arn());
        tx.at(cause.time(), Timer.of(HANDLER, id, String.join("\n", destination, from, trace, message)));
    }

    private static boolean matches(@Nullable NotificationConfigurationFilter filter, String key) {
        List<FilterRule> rules = filter == null || filter.key() == null
                ? List.of()
                : filter.key().filterRules();
        return rules.stream().allMatch(rule -> {
            String value = rule.value() == null ? "" : rule.value();
            return isPrefix(rule) ? key.startsWith(value) : key.endsWith(value);
        });
    }

    /** Whether a rule of a filter is about how keys begin; else it is about how they end. */
    static boolean isPrefix(FilterRule rule) {
        return "prefix".equals(rule.name() == null ? "" : rule.name().toLowerCase(Locale.ROOT));
    }

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = new String(timer.payload().toArray(), StandardCharsets.UTF_8).split("\n", 4);
        String[] home = parts[1].split("/", 3);
        Optional<Arn> arn = Arn.parse(parts[0]);
        String account = arn.map(Arn::account).orElse(home[0]);
        String region = arn.map(Arn::region).orElse(home[1]);
        Call call = Call.own(
                world,
                new Scope(account, region),
                Principal.Service.actingFor(
                        EventCause.SERVICE, Arn.parse(home[2]).orElseThrow(), home[0]),
                due);
        try {
            destinations.send(parts[0], parts[3], parts[2].isEmpty() ? null : parts[2], call);
        } catch (ApiException refused) {
            // As on AWS, what a destination refuses is lost; it may have been deleted since.
            LOG.info("A notification was refused: destination={}, code={}", parts[0], refused.code());
        }
    }
}
