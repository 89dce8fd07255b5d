package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.StandardUnit;
import cloudjar.api.cloudwatchlogs.CloudWatchLogs;
import cloudjar.api.cloudwatchlogs.InputLogEvent;
import cloudjar.api.cloudwatchlogs.PutLogEventsRequest;
import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationResponse;
import cloudjar.api.lambda.InvocationType;
import cloudjar.api.lambda.Lambda;
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
import org.jspecify.annotations.Nullable;

/**
 * Metrics of our own services, made of the calls that have ended: what queues, topics, functions and log groups got and gave. So no service
 * has to do anything for it, and nobody waits for it. A metric is of the account that has the resource, whoever calls.
 */
final class ServiceMetrics implements EndedCalls.Tally {
    private static final Map<String, Set<String>> MEASURED = Map.of(
            Sqs.API.id(),
            Set.of("SendMessage", "SendMessageBatch", "ReceiveMessage", "DeleteMessage", "DeleteMessageBatch"),
            Sns.API.id(),
            Set.of("Publish", "PublishBatch"),
            CloudWatchLogs.API.id(),
            Set.of("PutLogEvents"),
            Lambda.API.id(),
            Set.of("Invoke"));

    private static final Metric SENT = new Metric("NumberOfMessagesSent", StandardUnit.COUNT);
    private static final Metric SENT_SIZE = new Metric("SentMessageSize", StandardUnit.BYTES);
    private static final Metric RECEIVED = new Metric("NumberOfMessagesReceived", StandardUnit.COUNT);
    private static final Metric RECEIVED_NONE = new Metric("NumberOfEmptyReceives", StandardUnit.COUNT);
    private static final Metric DELETED = new Metric("NumberOfMessagesDeleted", StandardUnit.COUNT);
    private static final Metric PUBLISHED = new Metric("NumberOfMessagesPublished", StandardUnit.COUNT);
    private static final Metric LOG_EVENTS = new Metric("IncomingLogEvents", StandardUnit.NONE);
    private static final Metric LOG_BYTES = new Metric("IncomingBytes", StandardUnit.BYTES);
    private static final Metric INVOCATIONS = new Metric("Invocations", StandardUnit.COUNT);
    private static final Metric ERRORS = new Metric("Errors", StandardUnit.COUNT);

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
            case InvocationRequest in -> invoked(call, in, output);
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

    private boolean invoked(Call call, InvocationRequest in, @Nullable Structure output) {
        if (InvocationType.DRY_RUN.equals(in.invocationType())) {
            return true;
        }
        Minute function = function(call, in.functionName());
        boolean counted = function.add(INVOCATIONS, 1);
        if (InvocationType.EVENT.equals(in.invocationType()) || !(output instanceof InvocationResponse out)) {
            return counted;
        }
        return function.add(ERRORS, out.functionError() == null ? 0 : 1) && counted;
    }

    /** A function by its name, its ARN, or its account and name; all with or without a version. */
    private Minute function(Call call, String given) {
        String marker = "function:";
        int at = given.indexOf(marker);
        String name = at < 0 ? given : given.substring(at + marker.length());
        int version = name.indexOf(':');
        Scope scope = Arn.parse(given)
                .map(arn -> new Scope(arn.account(), arn.region()))
                .orElseGet(call::scope);
        return of(call, scope, "AWS/Lambda", Map.of("FunctionName", version < 0 ? name : name.substring(0, version)));
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
