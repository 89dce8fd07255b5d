package cloudjar.services.cloudtrail;

import cloudjar.api.cloudwatchlogs.CloudWatchLogs;
import cloudjar.api.cloudwatchlogs.CreateLogStreamRequest;
import cloudjar.api.cloudwatchlogs.InputLogEvent;
import cloudjar.api.cloudwatchlogs.PutLogEventsRequest;
import cloudjar.api.cloudwatchlogs.ResourceAlreadyExistsException;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.RoleSessions;
import cloudjar.services.cloudtrail.CloudTrailTables.TrailRegion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to a trail's log group, as a session of the role that the trail names.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html">Sending
 *     events to CloudWatch Logs</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">what one call
 *     takes</a>
 */
final class LogDelivery {
    private static final String SESSION = "CLOUDWATCH_LOGS_DELIVERY_SESSION";
    private static final int BATCH_BYTES = 1_048_576;
    private static final int BATCH_EVENTS = 10_000;

    /** Counted with each event. */
    private static final int OVERHEAD = 26;

    /** What is longer is not sent. */
    private static final int EVENT_BYTES = 262_144;

    private final Cloud cloud;
    private final RoleSessions sessions;

    LogDelivery(Cloud cloud, RoleSessions sessions) {
        this.cloud = cloud;
        this.sessions = sessions;
    }

    /**
     * Refuses a trail whose role CloudTrail cannot assume, or by whose role it cannot make its stream.
     *
     * @throws ApiException {@code InvalidCloudWatchLogsRoleArnException} or {@code InvalidCloudWatchLogsLogGroupArnException}
     */
    void check(StoredTrail trail, Call call) {
        Arn group = group(trail);
        if (group == null) {
            return;
        }
        String role = trail.settings().roleArn();
        if (role == null) {
            throw CloudTrailErrors.logRole();
        }
        Call delivering;
        try {
            delivering = session(role, call);
        } catch (ApiException refused) {
            throw CloudTrailErrors.logRole();
        }
        try {
            makeStream(name(group), stream(trail, new TrailRegion(trail.arn(), call.region())), at(group, delivering));
        } catch (ApiException refused) {
            if (refused.status() != NotImplemented.STATUS) {
                throw refused.code().startsWith("AccessDenied")
                        ? CloudTrailErrors.logGroupDenied()
                        : CloudTrailErrors.logGroup();
            }
        }
    }

    /** Sends events; the code of the error, or null where all is well or there is no log group. */
    @Nullable
    String send(StoredTrail trail, TrailRegion place, List<TrailEvent> events, Call call) {
        Arn group = group(trail);
        if (group == null) {
            return null;
        }
        String stream = stream(trail, place);
        try {
            String role = trail.settings().roleArn();
            Call delivering = at(group, role == null ? call : session(role, call));
            makeStream(name(group), stream, delivering);
            for (List<InputLogEvent> batch : batches(events)) {
                cloud.client(CloudWatchLogs.API)
                        .putLogEvents(
                                PutLogEventsRequest.builder()
                                        .logGroupName(name(group))
                                        .logStreamName(stream)
                                        .logEvents(batch)
                                        .build(),
                                delivering);
            }
            return null;
        } catch (ApiException e) {
            return e.code();
        }
    }

    private static @Nullable Arn group(StoredTrail trail) {
        String arn = trail.settings().logGroupArn();
        return arn == null ? null : Arn.parse(arn).orElseThrow(CloudTrailErrors::logGroup);
    }

    /** The name in an ARN such as {@code arn:aws:logs:us-east-1:111122223333:log-group:trail:*}. */
    private static String name(Arn group) {
        return group.resource().replaceFirst("^log-group:", "").replaceFirst(":\\*$", "");
    }

    private static String stream(StoredTrail trail, TrailRegion place) {
        String organization = trail.organization();
        return (organization == null ? "" : organization + "_") + place.account(trail) + "_CloudTrail_" + place.name();
    }

    private static Call at(Arn group, Call call) {
        return call.in(group.account(), group.region());
    }

    /** Of the role, assumed anew for each delivery: whether it still may be is what the trail's state tells. */
    private Call session(String role, Call call) {
        Credential session = sessions.assume(role, SESSION, call.as(Courier.PRINCIPAL));
        return call.as(session.principal()).signedBy(session);
    }

    private void makeStream(String group, String stream, Call call) {
        try {
            cloud.client(CloudWatchLogs.API)
                    .createLogStream(
                            CreateLogStreamRequest.builder()
                                    .logGroupName(group)
                                    .logStreamName(stream)
                                    .build(),
                            call);
        } catch (ResourceAlreadyExistsException there) {
            // Made by an earlier delivery.
            return;
        }
    }

    /** In the order of their time, no more in one than a call takes. */
    private static List<List<InputLogEvent>> batches(List<TrailEvent> events) {
        List<List<InputLogEvent>> batches = new ArrayList<>();
        List<InputLogEvent> batch = new ArrayList<>();
        int bytes = 0;
        for (TrailEvent event :
                events.stream().sorted(Comparator.comparing(TrailEvent::time)).toList()) {
            String text = event.json();
            int size = text.getBytes(StandardCharsets.UTF_8).length;
            if (size > EVENT_BYTES) {
                continue;
            }
            if (!batch.isEmpty() && (bytes + size + OVERHEAD > BATCH_BYTES || batch.size() == BATCH_EVENTS)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(InputLogEvent.builder()
                    .timestamp(event.time().toEpochMilli())
                    .message(text)
                    .build());
            bytes += size + OVERHEAD;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
