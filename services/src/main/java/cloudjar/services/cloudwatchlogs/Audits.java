package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.CloudWatchLogs;
import cloudjar.api.cloudwatchlogs.CreateLogStreamRequest;
import cloudjar.api.cloudwatchlogs.InputLogEvent;
import cloudjar.api.cloudwatchlogs.PutLogEventsRequest;
import cloudjar.api.cloudwatchlogs.ResourceAlreadyExistsException;
import cloudjar.api.firehose.Firehose;
import cloudjar.api.firehose.FirehoseRecord;
import cloudjar.api.firehose.PutRecordInput;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what data protection policies find to where they say; what is refused is lost. */
final class Audits {
    private static final Logger LOG = LoggerFactory.getLogger(Audits.class);

    /** The stream that findings are in; its name is ours. */
    private static final String STREAM = "data-protection-audit";

    private final Cloud cloud;

    Audits(Cloud cloud) {
        this.cloud = cloud;
    }

    void write(Audit audit, Group group, Call call) {
        if (audit.findings().isEmpty()) {
            return;
        }
        Call asDelivery = call.as(Principal.Service.actingFor(
                "delivery.logs.amazonaws.com", Arn.parse(group.arn()).orElseThrow(), group.account()));
        for (Audit.Destination destination : audit.destinations()) {
            try {
                write(audit.findings(), destination, group, asDelivery);
            } catch (ApiException e) {
                LOG.info("Findings were refused: receiver={}, code={}", destination, e.code());
            }
        }
    }

    private void write(List<String> findings, Audit.Destination destination, Group group, Call call) {
        switch (destination.kind()) {
            case "CloudWatchLogs" -> write(findings, destination.name(), call);
            case "S3" -> {
                String key = "AWSLogs/" + group.account() + "/data-protection/" + call.requestId() + ".json";
                var unused = cloud.client(S3.API)
                        .putObject(
                                PutObjectRequest.builder()
                                        .bucket(destination.name())
                                        .key(key)
                                        .body(Body.of(Bytes.ofUtf8(String.join("\n", findings) + "\n")))
                                        .build(),
                                call);
            }
            default -> {
                var unused = cloud.client(Firehose.API)
                        .putRecord(
                                PutRecordInput.builder()
                                        .deliveryStreamName(destination.name())
                                        .record(FirehoseRecord.builder()
                                                .data(Bytes.ofUtf8(String.join("\n", findings) + "\n"))
                                                .build())
                                        .build(),
                                call);
            }
        }
    }

    private void write(List<String> findings, String group, Call call) {
        CloudWatchLogs logs = cloud.client(CloudWatchLogs.API);
        try {
            var unused = logs.createLogStream(
                    CreateLogStreamRequest.builder()
                            .logGroupName(group)
                            .logStreamName(STREAM)
                            .build(),
                    call);
        } catch (ResourceAlreadyExistsException e) {
            LOG.trace("There is a stream for findings in {}", group, e);
        }
        var unused = logs.putLogEvents(
                PutLogEventsRequest.builder()
                        .logGroupName(group)
                        .logStreamName(STREAM)
                        .logEvents(findings.stream()
                                .map(finding -> InputLogEvent.builder()
                                        .timestamp(call.time().toEpochMilli())
                                        .message(finding)
                                        .build())
                                .toList())
                        .build(),
                call);
    }
}
