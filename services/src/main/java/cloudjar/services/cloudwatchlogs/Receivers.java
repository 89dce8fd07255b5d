package cloudjar.services.cloudwatchlogs;

import cloudjar.api.firehose.Firehose;
import cloudjar.api.firehose.FirehoseRecord;
import cloudjar.api.kinesis.Kinesis;
import cloudjar.api.kinesis.PutRecordInput;
import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationType;
import cloudjar.api.lambda.Lambda;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.RoleSessions;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings documents to the receivers of subscription filters: functions, streams of Kinesis, delivery streams of Firehose. */
final class Receivers {
    private static final String SESSION = "CloudWatchLogs";

    private final Cloud cloud;
    private final RoleSessions roles;

    Receivers(Cloud cloud, RoleSessions roles) {
        this.cloud = cloud;
        this.roles = roles;
    }

    /** Refuses a filter whose receiver cannot be reached. */
    void test(SubscriptionFilter filter, Group group, Call call) {
        Arn arn = Arn.parse(filter.destination()).orElseThrow();
        try {
            if (arn.service().equals("lambda")) {
                var unused = cloud.client(Lambda.API)
                        .invoke(
                                InvocationRequest.builder()
                                        .functionName(filter.destination())
                                        .invocationType(InvocationType.DRY_RUN)
                                        .build(),
                                asLogs(group, call));
            } else {
                send(filter, group, "", Document.control(call.time().toEpochMilli()), call);
            }
        } catch (ApiException e) {
            throw LogsErrors.invalid(
                    arn.service().equals("lambda")
                            ? "Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to"
                                    + " execute your function."
                            : "Could not deliver test message to specified destination. Check if the destination is valid.");
        }
    }

    private static Call asLogs(Group group, Call call) {
        Arn all = Arn.parse(group.arn() + ":*").orElseThrow();
        return call.as(Principal.Service.actingFor("logs.amazonaws.com", all, group.account()));
    }

    /**
     * Sends a document.
     *
     * @throws ApiException what the receiver says, where it refuses
     */
    void send(SubscriptionFilter filter, Group group, String stream, Bytes document, Call call) {
        String target = filter.destination();
        String role = filter.role();
        Arn arn = Arn.parse(target).orElseThrow();
        if (arn.service().equals("logs")) {
            String name = arn.resource().substring("destination:".length());
            var destination = call.read(snapshot -> LogsTables.in(arn.account(), arn.region())
                    .destinations
                    .get(snapshot, name)
                    .orElseThrow(() -> LogsErrors.notFound("The specified destination does not exist.")));
            target = Objects.requireNonNull(destination.targetArn());
            role = destination.roleArn();
        }
        deliver(Arn.parse(target).orElseThrow(), role, group, stream, document, call);
    }

    private void deliver(Arn target, @Nullable String role, Group group, String stream, Bytes document, Call call) {
        Call there = call.in(target.account(), target.region());
        switch (target.service()) {
            case "lambda" -> {
                String data = Base64.getEncoder().encodeToString(document.toArray());
                var unused = cloud.client(Lambda.API)
                        .invoke(
                                InvocationRequest.builder()
                                        .functionName(target.toString())
                                        .invocationType(InvocationType.EVENT)
                                        .payload(Bytes.ofUtf8("{\"awslogs\":{\"data\":\"" + data + "\"}}"))
                                        .build(),
                                asLogs(group, there));
            }
            case "kinesis" -> {
                var unused = cloud.client(Kinesis.API)
                        .putRecord(
                                PutRecordInput.builder()
                                        .streamARN(target.toString())
                                        .partitionKey(stream.isEmpty() ? "control" : partition(group, stream))
                                        .data(document)
                                        .build(),
                                as(role, group, there));
            }
            case "firehose" -> {
                var unused = cloud.client(Firehose.API)
                        .putRecord(
                                cloudjar.api.firehose.PutRecordInput.builder()
                                        .deliveryStreamName(target.name())
                                        .record(FirehoseRecord.builder()
                                                .data(document)
                                                .build())
                                        .build(),
                                as(role, group, there));
            }
            default -> throw LogsErrors.invalid("Unsupported vendor in destinationArn: " + target.service());
        }
    }

    private static String partition(Group group, String stream) {
        return Integer.toHexString((group.name() + "/" + stream).hashCode());
    }

    /** The call as a session of the role; as the service where there is none. */
    private Call as(@Nullable String role, Group group, Call call) {
        if (role == null) {
            return asLogs(group, call);
        }
        if (Arn.parse(role).isEmpty()) {
            throw LogsErrors.invalid("roleArn is not valid: " + role);
        }
        return roles.as(role, SESSION, asLogs(group, call));
    }
}
