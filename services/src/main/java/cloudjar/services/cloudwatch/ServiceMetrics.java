package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.StandardUnit;
import cloudjar.api.cloudwatchlogs.CloudWatchLogs;
import cloudjar.api.cloudwatchlogs.InputLogEvent;
import cloudjar.api.cloudwatchlogs.PutLogEventsRequest;
import cloudjar.api.sns.PublishBatchInput;
import cloudjar.api.sns.PublishBatchResponse;
import cloudjar.api.sns.PublishInput;
import cloudjar.api.sns.Sns;
import cloudjar.api.sqs.DeleteMessageBatchRequest;
import cloudjar.api.sqs.DeleteMessageBatchResult;
import cloudjar.api.sqs.DeleteMessageRequest;
import cloudjar.api.sqs.ReceiveMessageRequest;
import cloudjar.api.sqs.ReceiveMessageResult;
import cloudjar.api.sqs.SendMessageBatchRequest;
import cloudjar.api.sqs.SendMessageBatchRequestEntry;
import cloudjar.api.sqs.SendMessageBatchResult;
import cloudjar.api.sqs.SendMessageBatchResultEntry;
import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.Sqs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.Utf8;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.MetricData;
import cloudjar.services.MetricData.Metric;
import cloudjar.services.MetricData.Minute;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Metrics of our own services, made of the calls that have ended: what queues, topics and log groups got and gave. So no service
 * has to do anything for it, and nobody waits for it. A metric is of the account that has the resource, whoever calls.
 */
final class ServiceMetrics implements EndedCalls.Tally {
    private static final Map<String, Set<String>> MEASURED = Map.of(
            Sqs.API.id(),
            Set.of("SendMessage", "SendMessageBatch", "ReceiveMessage", "DeleteMessage", "DeleteMessageBatch"),
            Sns.API.id(),
            Set.of("Publish", "PublishBatch"),
            CloudWatchLogs.API.id(),
            Set.of("PutLogEvents"));

    private static final Metric SENT = new Metric("NumberOfMessagesSent", StandardUnit.COUNT);
    private static final Metric SENT_SIZE = new Metric("SentMessageSize", StandardUnit.BYTES);
    private static final Metric RECEIVED = new Metric("NumberOfMessagesReceived", StandardUnit.COUNT);
    private static final Metric RECEIVED_NONE = new Metric("NumberOfEmptyReceives", StandardUnit.COUNT);
    private static final Metric DELETED = new Metric("NumberOfMessagesDeleted", StandardUnit.COUNT);
    private static final Metric PUBLISHED = new Metric("NumberOfMessagesPublished", StandardUnit.COUNT);
    private static final Metric LOG_EVENTS = new Metric("IncomingLogEvents", StandardUnit.NONE);
    private static final Metric LOG_BYTES = new Metric("IncomingBytes", StandardUnit.BYTES);

    private final MetricData data;

    ServiceMetrics(MetricData data) {
        this.data = data;
    }

    @Override
    public boolean wants(OperationSchema operation) {
        return MEASURED.getOrDefault(operation.service().id(), Set.of()).contains(operation.name());
    }

    @Override
    public boolean add(EndedCall ended) {
        if (ended.error() != null) {
            return true;
        }
        Call call = ended.call();
        Structure output = ended.output();
        return switch (ended.input()) {
            case SendMessageRequest in -> sent(queue(call, in.queueUrl()), in.messageBody());
            case SendMessageBatchRequest in ->
                !(output instanceof SendMessageBatchResult out) || sent(queue(call, in.queueUrl()), in, out);
            case ReceiveMessageRequest in -> {
                int count = output instanceof ReceiveMessageResult out
                        ? out.messages().size()
                        : 0;
                Minute queue = queue(call, in.queueUrl());
                yield count == 0 ? queue.add(RECEIVED_NONE, 1) : queue.add(RECEIVED, count);
            }
            case DeleteMessageRequest in -> queue(call, in.queueUrl()).add(DELETED, 1);
            case DeleteMessageBatchRequest in -> {
                int count = output instanceof DeleteMessageBatchResult out
                        ? out.successful().size()
                        : 0;
                yield count == 0 || queue(call, in.queueUrl()).add(DELETED, count);
            }
            case PublishInput in -> in.topicArn() == null || published(call, in.topicArn(), 1);
            case PublishBatchInput in -> {
                int count = output instanceof PublishBatchResponse out
                        ? out.successful().size()
                        : 0;
                yield count == 0 || published(call, in.topicArn(), count);
            }
            case PutLogEventsRequest in -> logged(call, in);
            case null, default -> true;
        };
    }

    /** The queue of a URL such as {@code http://localhost:4566/000000000000/orders}. */
    private Minute queue(Call call, String url) {
        int end = url.endsWith("/") ? url.length() - 1 : url.length();
        int name = url.lastIndexOf('/', end - 1) + 1;
        int account = name < 2 ? 0 : url.lastIndexOf('/', name - 2) + 1;
        String owner = account == 0 ? "" : url.substring(account, name - 1);
        return of(
                call,
                Account.isId(owner) ? new Scope(owner, call.region()) : call.scope(),
                "AWS/SQS",
                Map.of("QueueName", url.substring(name, end)));
    }

    private Minute of(Call call, Scope scope, String namespace, Map<String, String> dimensions) {
        return data.minute(call.world(), scope, call.time(), namespace, dimensions);
    }

    private static boolean sent(Minute queue, String body) {
        boolean counted = queue.add(SENT, 1);
        return queue.add(SENT_SIZE, Utf8.length(body)) && counted;
    }

    private static boolean sent(Minute queue, SendMessageBatchRequest in, SendMessageBatchResult out) {
        Set<String> ids =
                out.successful().stream().map(SendMessageBatchResultEntry::id).collect(Collectors.toSet());
        boolean all = true;
        for (SendMessageBatchRequestEntry entry : in.entries()) {
            if (ids.contains(entry.id())) {
                all &= sent(queue, entry.messageBody());
            }
        }
        return all;
    }

    private boolean published(Call call, String topic, int count) {
        Arn arn = Arn.parse(topic).orElse(null);
        return arn == null
                || of(call, new Scope(arn.account(), arn.region()), "AWS/SNS", Map.of("TopicName", arn.name()))
                        .add(PUBLISHED, count);
    }

    private boolean logged(Call call, PutLogEventsRequest in) {
        double bytes = 0;
        for (InputLogEvent event : in.logEvents()) {
            bytes += Utf8.length(event.message());
        }
        Minute group = data.minute(call, "AWS/Logs", Map.of("LogGroupName", in.logGroupName()));
        boolean counted = group.add(LOG_EVENTS, in.logEvents().size());
        return group.add(LOG_BYTES, bytes) && counted;
    }

    @Override
    public boolean pending() {
        return data.pending();
    }

    @Override
    public void write() {
        data.write();
    }
}
