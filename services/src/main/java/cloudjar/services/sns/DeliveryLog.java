package cloudjar.services.sns;

import cloudjar.api.cloudwatchlogs.CloudWatchLogs;
import cloudjar.api.cloudwatchlogs.CreateLogGroupRequest;
import cloudjar.api.cloudwatchlogs.CreateLogStreamRequest;
import cloudjar.api.cloudwatchlogs.InputLogEvent;
import cloudjar.api.cloudwatchlogs.PutLogEventsRequest;
import cloudjar.api.cloudwatchlogs.ResourceAlreadyExistsException;
import cloudjar.api.cloudwatchlogs.ResourceNotFoundException;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.RoleSessions;
import cloudjar.services.sns.Delivery.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells CloudWatch Logs what became of deliveries, as the role that the topic names for it: of all that failed, and of so many in
 * a hundred of the others. What cannot be written is lost, and nobody who publishes learns of it.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html">Message delivery status</a>
 */
final class DeliveryLog {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final int HUNDRED = 100;

    private final Cloud cloud;
    private final RoleSessions roles;

    DeliveryLog(Cloud cloud, RoleSessions roles) {
        this.cloud = cloud;
        this.roles = roles;
    }

    /**
     * Notes the end of a delivery, where the topic wants it noted.
     *
     * @param call that SNS makes for the topic
     */
    void note(Topic topic, Delivery delivery, ReceiverAnswer answer, Call call) {
        String kind = kind(delivery.subscription().protocol());
        if (kind == null) {
            return;
        }
        boolean delivered = answer.outcome() == Outcome.DELIVERED;
        String role = topic.attributes().get(kind + (delivered ? "SuccessFeedbackRoleArn" : "FailureFeedbackRoleArn"));
        if (role == null || role.isEmpty() || delivered && !sampled(topic, kind, call)) {
            return;
        }
        String group =
                "sns/" + topic.region() + "/" + topic.account() + "/" + topic.name() + (delivered ? "" : "/Failure");
        try {
            write(
                    group,
                    stream(topic, call.time()),
                    line(delivery, answer, call),
                    roles.as(role, Couriers.SESSION, call));
        } catch (ApiException e) {
            LOG.info("The end of a delivery was not logged: topic={}, code={}", topic.arn(), e.code());
        }
    }

    /** Whether a topic has the ends of its pushes logged: where it does not, they end in the outbox. */
    static boolean isKeptOfPushes(Snapshot snapshot, SnsTables tables, Delivery delivery) {
        String arn = delivery.publication().topicArn();
        return tables.topics
                .get(snapshot, arn.substring(arn.lastIndexOf(':') + 1))
                .filter(topic -> !topic.attributes()
                                .getOrDefault("ApplicationSuccessFeedbackRoleArn", "")
                                .isEmpty()
                        || !topic.attributes()
                                .getOrDefault("ApplicationFailureFeedbackRoleArn", "")
                                .isEmpty())
                .isPresent();
    }

    private static @Nullable String kind(Protocol protocol) {
        return switch (protocol) {
            case HTTP, HTTPS -> "HTTP";
            case SQS -> "SQS";
            case LAMBDA -> "Lambda";
            case FIREHOSE -> "Firehose";
            case APPLICATION -> "Application";
            case EMAIL, EMAIL_JSON, SMS -> null;
        };
    }

    private static boolean sampled(Topic topic, String kind, Call call) {
        int rate = Integer.parseInt(topic.attributes().getOrDefault(kind + "SuccessFeedbackSampleRate", "0"));
        return rate >= HUNDRED || rate > 0 && (call.world().ids().bytes(1)[0] & 0xFF) * HUNDRED / 256 < rate;
    }

    /** One for each day: nodes that share their state write to the same. */
    private static String stream(Topic topic, Instant now) {
        String day = topic.arn() + now.atZone(ZoneOffset.UTC).toLocalDate();
        return UUID.nameUUIDFromBytes(day.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String line(Delivery delivery, ReceiverAnswer answer, Call call) {
        Publication publication = delivery.publication();
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("messageMD5Sum", md5(publication.message()));
        notification.put("messageId", publication.id());
        notification.put("topicArn", publication.topicArn());
        notification.put("timestamp", TIMESTAMP.format(Instant.ofEpochMilli(publication.publishedAtMillis())));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("deliveryId", call.world().ids().uuid());
        told.put("destination", delivery.subscription().endpoint());
        told.put("providerResponse", answer.text());
        told.put("dwellTimeMs", Math.max(0, call.time().toEpochMilli() - publication.publishedAtMillis()));
        told.put("attempts", delivery.attempts() + 1);
        if (answer.status() > 0) {
            told.put("statusCode", answer.status());
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("notification", notification);
        line.put("delivery", told);
        line.put("status", answer.outcome() == Outcome.DELIVERED ? "SUCCESS" : "FAILURE");
        return Json.write(line);
    }

    private void write(String group, String stream, String line, Call call) {
        PutLogEventsRequest request = PutLogEventsRequest.builder()
                .logGroupName(group)
                .logStreamName(stream)
                .logEvents(List.of(InputLogEvent.builder()
                        .timestamp(call.world().clock().now().toEpochMilli())
                        .message(line)
                        .build()))
                .build();
        try {
            cloud.client(CloudWatchLogs.API).putLogEvents(request, call);
        } catch (ResourceNotFoundException missing) {
            create(group, stream, call);
            cloud.client(CloudWatchLogs.API).putLogEvents(request, call);
        }
    }

    private void create(String group, String stream, Call call) {
        unlessThere(() -> cloud.client(CloudWatchLogs.API)
                .createLogGroup(
                        CreateLogGroupRequest.builder().logGroupName(group).build(), call));
        unlessThere(() -> cloud.client(CloudWatchLogs.API)
                .createLogStream(
                        CreateLogStreamRequest.builder()
                                .logGroupName(group)
                                .logStreamName(stream)
                                .build(),
                        call));
    }

    private static void unlessThere(Runnable creation) {
        try {
            creation.run();
        } catch (ResourceAlreadyExistsException e) {
            LOG.debug("somebody else made it", e);
        }
    }

    private static String md5(String message) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(message.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java without MD5", e);
        }
    }
}
