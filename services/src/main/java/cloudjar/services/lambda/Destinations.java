package cloudjar.services.lambda;

import cloudjar.api.eventbridge.EventBridge;
import cloudjar.api.eventbridge.PutEventsRequest;
import cloudjar.api.eventbridge.PutEventsRequestEntry;
import cloudjar.api.lambda.DeadLetterConfig;
import cloudjar.api.lambda.DestinationConfig;
import cloudjar.api.lambda.FunctionEventInvokeConfig;
import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationType;
import cloudjar.api.lambda.Lambda;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.api.sns.PublishInput;
import cloudjar.api.sns.Sns;
import cloudjar.api.sqs.MessageAttributeValue;
import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.Sqs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.World;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where records of invocations go that are over: destinations, buckets among them, and dead-letter queues, called as the function's role. */
final class Destinations {
    private static final Logger LOG = LoggerFactory.getLogger(Destinations.class);

    /** Source: Lambda Developer Guide, Retaining records of asynchronous invocations, and of discarded batches. */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd/", Locale.ROOT);

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH.mm.ss-", Locale.ROOT);

    private final Cloud cloud;
    private final Roles roles;

    Destinations(Cloud cloud, Roles roles) {
        this.cloud = cloud;
        this.roles = roles;
    }

    /**
     * An asynchronous invocation that is over.
     *
     * @param execution the last one; null where there was none
     * @param condition why it is over, in AWS's word
     */
    record Ended(Event event, @Nullable Execution execution, String condition) {
        boolean succeeded() {
            return condition.equals("Success");
        }
    }

    /** Tells whoever is to know. */
    void tell(World world, FunctionName name, Ended ended, FunctionEventInvokeConfig config) {
        Optional<Version> version = world.store().read(snapshot -> Lookup.find(snapshot, name));
        if (version.isEmpty()) {
            return;
        }
        String role = String.valueOf(version.get().configuration().role());
        DestinationConfig to = config.destinationConfig();
        String destination = to == null
                ? null
                : ended.succeeded()
                        ? to.onSuccess() == null ? null : to.onSuccess().destination()
                        : to.onFailure() == null ? null : to.onFailure().destination();
        if (destination != null && !destination.isEmpty()) {
            deliver(name, role, destination, "async/" + name.name(), record(world, name, ended, version.get()), world);
        }
        DeadLetterConfig letters = version.get().configuration().deadLetterConfig();
        if (!ended.succeeded() && letters != null && letters.targetArn() != null) {
            bury(world, name, role, letters.targetArn(), ended);
        }
    }

    private static Map<String, Object> record(World world, FunctionName name, Ended ended, Version version) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("requestId", ended.event().id());
        context.put("functionArn", name.arn(name.qualifierOrLatest()));
        context.put("condition", ended.condition());
        context.put(
                "approximateInvokeCount",
                ended.succeeded() ? ended.event().attempts() + 1 : ended.event().attempts());
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("version", "1.0");
        record.put("timestamp", world.clock().now().toString());
        record.put("requestContext", context);
        record.put("requestPayload", value(ended.event().payload()));
        Execution execution = ended.execution();
        if (execution != null) {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("statusCode", 200);
            response.put("executedVersion", version.number());
            if (execution.failed()) {
                response.put("functionError", Execution.UNHANDLED);
            }
            record.put("responseContext", response);
            record.put("responsePayload", value(execution.payload()));
        }
        return record;
    }

    private static Object value(Bytes json) {
        return json.isEmpty() ? Map.of() : Json.value(json.utf8()).orElse(json.utf8());
    }

    /** Sends a record to a destination; what cannot be delivered is told in our log, as AWS counts it in a metric. */
    void deliver(
            FunctionName name, String role, String destination, String place, Map<String, Object> record, World world) {
        String text = Json.write(record);
        try {
            Arn arn = Arn.parse(destination).orElseThrow(() -> LambdaErrors.invalid(destination));
            Call call = caller(world, name, role, arn);
            switch (arn.service()) {
                case "sqs" -> send(arn, text, Map.of(), call);
                case "sns" -> publish(destination, text, Map.of(), call);
                case "lambda" -> invoke(destination, text, call);
                case "s3" -> keep(arn, place, text, call);
                case "events" -> put(destination, name, text, record, call);
                default -> LOG.warn("A destination of a kind that functions do not have: arn={}", destination);
            }
        } catch (ApiException e) {
            LOG.info("A destination does not take a record: arn={}, code={}", destination, e.code());
        }
    }

    private Call caller(World world, FunctionName name, String role, Arn arn) {
        Call call = ServiceCalls.of(world, name);
        Credential session = roles.session(name, role, call);
        // The ARN of a bucket names neither.
        return arn.service().equals("s3")
                ? ServiceCalls.of(world, name.account(), name.region(), session.principal())
                : ServiceCalls.of(world, arn.account(), arn.region(), session.principal());
    }

    private void bury(World world, FunctionName name, String role, String target, Ended ended) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("RequestID", ended.event().id());
        attributes.put("ErrorCode", "200");
        Execution execution = ended.execution();
        Map<String, Object> error = execution == null
                ? Map.of()
                : Json.object(execution.payload().utf8()).orElse(Map.of());
        attributes.put("ErrorMessage", String.valueOf(error.getOrDefault("errorMessage", ended.condition())));
        String body = ended.event().payload().utf8();
        try {
            Arn arn = Arn.parse(target).orElseThrow(() -> LambdaErrors.invalid(target));
            Call call = caller(world, name, role, arn);
            if (arn.service().equals("sqs")) {
                send(arn, body, attributes, call);
            } else {
                publish(target, body, attributes, call);
            }
        } catch (ApiException e) {
            LOG.info("A dead-letter queue does not take an event: arn={}, code={}", target, e.code());
        }
    }

    private void send(Arn queue, String body, Map<String, String> attributes, Call call) {
        Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
        attributes.forEach((key, value) -> values.put(
                key,
                MessageAttributeValue.builder()
                        .dataType(key.equals("ErrorCode") ? "Number" : "String")
                        .stringValue(value)
                        .build()));
        var unused = cloud.client(Sqs.API)
                .sendMessage(
                        SendMessageRequest.builder()
                                .queueUrl(Queues.url(queue))
                                .messageBody(body)
                                .messageAttributes(values.isEmpty() ? null : values)
                                .build(),
                        call);
    }

    private void publish(String topic, String body, Map<String, String> attributes, Call call) {
        Map<String, cloudjar.api.sns.MessageAttributeValue> values = new LinkedHashMap<>();
        attributes.forEach((key, value) -> values.put(
                key,
                cloudjar.api.sns.MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build()));
        var unused = cloud.client(Sns.API)
                .publish(
                        PublishInput.builder()
                                .topicArn(topic)
                                .message(body)
                                .messageAttributes(values.isEmpty() ? null : values)
                                .build(),
                        call);
    }

    private void invoke(String function, String body, Call call) {
        var unused = cloud.client(Lambda.API)
                .invoke(
                        InvocationRequest.builder()
                                .functionName(function)
                                .invocationType(InvocationType.EVENT)
                                .payload(Bytes.ofUtf8(body))
                                .build(),
                        call);
    }

    private void put(String bus, FunctionName name, String text, Map<String, Object> record, Call call) {
        boolean failed = !text.contains("\"condition\":\"Success\"");
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .source("lambda")
                .detailType("Lambda Function Invocation Result - " + (failed ? "Failure" : "Success"))
                .eventBusName(bus)
                .resources(List.of(bus, name.arn(name.qualifierOrLatest())))
                .detail(Json.write(record))
                .build();
        var unused = cloud.client(EventBridge.API)
                .putEvents(PutEventsRequest.builder().entries(List.of(entry)).build(), call);
    }

    /**
     * Puts a record into a bucket, under the name that AWS gives it.
     *
     * @param place after {@code aws/lambda/}: of which mapping and shard it is, or of which function
     */
    private void keep(Arn bucket, String place, String text, Call call) {
        ZonedDateTime now = call.time().atZone(ZoneOffset.UTC);
        var unused = cloud.client(S3.API)
                .putObject(
                        PutObjectRequest.builder()
                                .bucket(bucket.resource())
                                .key("aws/lambda/" + place + "/" + DAY.format(now) + SECOND.format(now)
                                        + call.world().ids().uuid())
                                .body(Body.of(Bytes.ofUtf8(text)))
                                .build(),
                        call);
    }
}
