package cloudjar.services.s3;

import cloudjar.api.s3.FilterRule;
import cloudjar.api.s3.NotificationConfigurationFilter;
import cloudjar.api.s3.QueueConfiguration;
import cloudjar.api.sqs.GetQueueUrlRequest;
import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.Sqs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Endpoint;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells queues of what happens in buckets. A message is a timer that is due at once, committed with what it tells of: it is
 * sent once that is so, and outlives the process.
 */
final class Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final String HANDLER = "s3.notify";

    private final Cloud cloud;

    Notifications(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Registers the handler. */
    void register(TimerHandlers handlers) {
        handlers.register(HANDLER, this::fire);
    }

    /** Tells those whom the bucket's rules name. */
    static void emit(Tx tx, S3Bucket bucket, EventCause cause, ObjectEvent event) {
        if (!bucket.notifies()) {
            return;
        }
        for (QueueConfiguration rule :
                Configuration.NOTIFICATION.get(tx, bucket).queueConfigurations()) {
            if (rule.events().stream().anyMatch(event::isNamedBy) && matches(rule.filter(), event.key())) {
                String id = Objects.requireNonNullElse(rule.id(), "");
                String timer = String.join(
                        "/", cause.requestId(), id, event.name(), String.valueOf(event.versionId()), event.key());
                send(tx, bucket, cause, timer, rule.queueArn(), EventDocument.of(event, bucket, cause, id));
            }
        }
    }

    /** Tells a queue that the bucket's rules name it from now on. */
    static void emitTest(Tx tx, S3Bucket bucket, EventCause cause, String queueArn) {
        send(tx, bucket, cause, cause.requestId() + "/test/" + queueArn, queueArn, EventDocument.test(bucket, cause));
    }

    /** The message is led by the queue, and by the bucket in whose name it goes. */
    private static void send(Tx tx, S3Bucket bucket, EventCause cause, String id, String queueArn, String message) {
        String payload = String.join("\n", queueArn, bucket.arn(), bucket.account(), message);
        tx.at(cause.time(), Timer.of(HANDLER, id, payload));
    }

    private static boolean matches(
            @org.jspecify.annotations.Nullable NotificationConfigurationFilter filter, String key) {
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
        String payload = new String(timer.payload().toArray(), StandardCharsets.UTF_8);
        String[] lines = payload.split("\n", 4);
        String queue = lines[0];
        Arn arn = Arn.parse(queue).orElseThrow();
        Call call = new Call(
                world,
                arn.account(),
                arn.region(),
                Principal.Service.actingFor(
                        EventCause.SERVICE, Arn.parse(lines[1]).orElseThrow(), lines[2]),
                due,
                timer.id().substring(0, timer.id().indexOf('/')),
                EventCause.SERVICE,
                new Endpoint("http", "localhost", ""),
                0,
                null,
                timer.id());
        try {
            Sqs sqs = cloud.client(Sqs.API);
            SendMessageRequest message = SendMessageRequest.builder()
                    .queueUrl(queueUrl(sqs, arn, call))
                    .messageBody(lines[3])
                    .build();
            sqs.sendMessage(message, call);
        } catch (ApiException refused) {
            // As on AWS, what a destination refuses is lost; it may have been deleted since.
            LOG.info("A notification was refused by its queue: queue={}, code={}", queue, refused.code());
        }
    }

    /** Whether there is a queue of the name. */
    boolean exists(Arn queue, Call call) {
        try {
            queueUrl(
                    cloud.client(Sqs.API),
                    queue,
                    call.in(queue.account(), queue.region()).as(new Principal.Service(EventCause.SERVICE)));
            return true;
        } catch (ApiException none) {
            return false;
        }
    }

    private static String queueUrl(Sqs sqs, Arn queue, Call call) {
        GetQueueUrlRequest request =
                GetQueueUrlRequest.builder().queueName(queue.resource()).build();
        return Objects.requireNonNull(sqs.getQueueUrl(request, call).queueUrl());
    }
}
