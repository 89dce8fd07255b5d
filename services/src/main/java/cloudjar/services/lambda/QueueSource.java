package cloudjar.services.lambda;

import cloudjar.api.lambda.EventSourceMappingConfiguration;
import cloudjar.api.sqs.ChangeMessageVisibilityRequest;
import cloudjar.api.sqs.DeleteMessageBatchRequest;
import cloudjar.api.sqs.DeleteMessageBatchRequestEntry;
import cloudjar.api.sqs.Message;
import cloudjar.api.sqs.MessageAttributeValue;
import cloudjar.api.sqs.ReceiveMessageRequest;
import cloudjar.api.sqs.Sqs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.clock.Deadline;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues as sources of events: batches are received, brought to the function, and deleted where it succeeded. What it failed on
 * comes again by the queue's own rules, so nothing is lost whatever ends in between.
 */
final class QueueSource implements Pollers.Source {
    private static final Logger LOG = LoggerFactory.getLogger(QueueSource.class);
    private static final int RECEIVED_MAX = 10;
    private static final String TRACE = "AWSTraceHeader";
    private static final int WAIT_SECONDS = 5;

    /** As many batches at once as Lambda begins with (Lambda Developer Guide, Scaling behavior for SQS). */
    private static final int AT_ONCE = 5;

    private final Cloud cloud;
    private final Roles roles;
    private final FunctionEngine engine;
    private final Invoker invoker;

    QueueSource(Cloud cloud, Roles roles, FunctionEngine engine, Invoker invoker) {
        this.cloud = cloud;
        this.roles = roles;
        this.engine = engine;
        this.invoker = invoker;
    }

    /** How many batches of each mapping of a world may be underway. */
    private static final class Permits {
        private final Map<String, Semaphore> byMapping = new ConcurrentHashMap<>();
    }

    @Override
    public boolean poll(World world, FunctionName function, Mapping mapping, Subscription news)
            throws InterruptedException {
        EventSourceMappingConfiguration shown = mapping.shown();
        Arn queue = Arn.parse(String.valueOf(shown.eventSourceArn())).orElseThrow();
        Invoker.Target target = invoker.find(function, ServiceCalls.of(world, function));
        Semaphore permits = world.derived(Permits.class, Permits::new)
                .byMapping
                .computeIfAbsent(String.valueOf(shown.uuid()), _ -> new Semaphore(atOnce(shown)));
        permits.acquire();
        boolean handed = false;
        try {
            List<Message> messages = receive(world, function, target, shown, queue);
            if (messages.isEmpty()) {
                return false;
            }
            if (!stillOn(world, function, shown)) {
                giveBack(messages, queue, caller(world, function, target, queue));
                return false;
            }
            engine.run(() -> {
                try {
                    process(world, target, shown, queue, messages);
                } finally {
                    permits.release();
                }
            });
            handed = true;
            return true;
        } finally {
            if (!handed) {
                permits.release();
            }
        }
    }

    private static int atOnce(EventSourceMappingConfiguration shown) {
        return shown.scalingConfig() == null
                ? AT_ONCE
                : Objects.requireNonNullElse(shown.scalingConfig().maximumConcurrency(), AT_ONCE);
    }

    private static boolean stillOn(World world, FunctionName function, EventSourceMappingConfiguration shown) {
        Optional<Mapping> now =
                world.store().read(snapshot -> function.tables().mappings.get(snapshot, String.valueOf(shown.uuid())));
        return now.filter(Mapping::enabled).isPresent();
    }

    private Call caller(World world, FunctionName function, Invoker.Target target, Arn queue) {
        Credential session = roles.session(
                function, String.valueOf(target.version().configuration().role()), ServiceCalls.of(world, function));
        return ServiceCalls.of(world, queue.account(), queue.region(), session.principal());
    }

    /** As many messages as a batch has, or as come while its window is open. */
    private List<Message> receive(
            World world,
            FunctionName function,
            Invoker.Target target,
            EventSourceMappingConfiguration shown,
            Arn queue) {
        int size = Objects.requireNonNullElse(shown.batchSize(), RECEIVED_MAX);
        int window = Objects.requireNonNullElse(shown.maximumBatchingWindowInSeconds(), 0);
        List<Message> all = new ArrayList<>(receive(size, WAIT_SECONDS, queue, caller(world, function, target, queue)));
        if (all.isEmpty() || window == 0) {
            return all;
        }
        Deadline end = world.clock().deadlineIn(Duration.ofSeconds(window));
        while (all.size() < size && !end.passed()) {
            all.addAll(receive(size - all.size(), 1, queue, caller(world, function, target, queue)));
        }
        return all;
    }

    private List<Message> receive(int most, int wait, Arn queue, Call call) {
        return cloud.client(Sqs.API)
                .receiveMessage(
                        ReceiveMessageRequest.builder()
                                .queueUrl(Queues.url(queue))
                                .maxNumberOfMessages(Math.min(most, RECEIVED_MAX))
                                .waitTimeSeconds(wait)
                                .attributeNames(List.of("All"))
                                .messageAttributeNames(List.of("All"))
                                .build(),
                        call)
                .messages();
    }

    private void giveBack(List<Message> messages, Arn queue, Call call) {
        for (Message message : messages) {
            var unused = cloud.client(Sqs.API)
                    .changeMessageVisibility(
                            ChangeMessageVisibilityRequest.builder()
                                    .queueUrl(Queues.url(queue))
                                    .receiptHandle(message.receiptHandle())
                                    .visibilityTimeout(0)
                                    .build(),
                            call);
        }
    }

    private void process(
            World world, Invoker.Target target, EventSourceMappingConfiguration shown, Arn queue, List<Message> all) {
        List<Message> done = new ArrayList<>();
        List<Message> wanted = new ArrayList<>();
        List<Object> records = new ArrayList<>();
        Lineage longest = Lineage.NONE;
        String trace = null;
        for (Message message : all) {
            Lineage lineage = Lineage.of(message.attributes().get(TRACE));
            if (invoker.stops(target, lineage, world)) {
                // It stays where it is, until its queue's redrive policy takes it away.
                LOG.debug("A message goes in a loop: function={}", target.name().arn());
                continue;
            }
            if (lineage.count(target.name()) > longest.count(target.name())) {
                longest = lineage;
                trace = message.attributes().get(TRACE);
            }
            Map<String, Object> record = record(message, queue);
            if (Filters.pass(shown.filterCriteria(), filtered(record))) {
                wanted.add(message);
                records.add(record);
            } else {
                done.add(message);
            }
        }
        if (!wanted.isEmpty()) {
            Call call = ServiceCalls.of(world, target.name());
            Bytes payload = Bytes.ofUtf8(Json.write(Map.of("Records", records)));
            try {
                Execution execution =
                        invoker.run(target, new Invoker.Order(call.requestId(), payload, null, trace, null), call);
                done.addAll(succeeded(execution, shown, wanted));
            } catch (ApiException e) {
                LOG.debug(
                        "A batch comes again: function={}, code={}",
                        target.name().arn(),
                        e.code());
            }
        }
        delete(done, queue, caller(world, target.name(), target, queue));
    }

    /** The body is looked into where it is JSON. */
    private static Map<String, Object> filtered(Map<String, Object> record) {
        Map<String, Object> seen = new LinkedHashMap<>(record);
        Json.value(String.valueOf(record.get("body"))).ifPresent(body -> seen.put("body", body));
        return seen;
    }

    private static List<Message> succeeded(
            Execution execution, EventSourceMappingConfiguration shown, List<Message> messages) {
        if (execution.failed()) {
            return List.of();
        }
        if (!shown.functionResponseTypes().contains("ReportBatchItemFailures")) {
            return messages;
        }
        Optional<Set<String>> failures = ItemFailures.of(execution.payload());
        if (failures.isEmpty()) {
            return List.of();
        }
        Set<String> known = new HashSet<>();
        messages.forEach(message -> known.add(String.valueOf(message.messageId())));
        if (!known.containsAll(failures.get())) {
            return List.of();
        }
        return messages.stream()
                .filter(message -> !failures.get().contains(String.valueOf(message.messageId())))
                .toList();
    }

    private void delete(List<Message> messages, Arn queue, Call call) {
        for (int from = 0; from < messages.size(); from += RECEIVED_MAX) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : messages.subList(from, Math.min(from + RECEIVED_MAX, messages.size()))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            var unused = cloud.client(Sqs.API)
                    .deleteMessageBatch(
                            DeleteMessageBatchRequest.builder()
                                    .queueUrl(Queues.url(queue))
                                    .entries(entries)
                                    .build(),
                            call);
        }
    }

    private static Map<String, Object> record(Message message, Arn queue) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        message.messageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("messageId", String.valueOf(message.messageId()));
        record.put("receiptHandle", String.valueOf(message.receiptHandle()));
        record.put("body", String.valueOf(message.body()));
        record.put("attributes", message.attributes());
        record.put("messageAttributes", attributes);
        if (message.md5OfMessageAttributes() != null) {
            record.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
        }
        record.put("md5OfBody", String.valueOf(message.md5OfBody()));
        record.put("eventSource", "aws:sqs");
        record.put("eventSourceARN", queue.toString());
        record.put("awsRegion", queue.region());
        return record;
    }

    private static Map<String, Object> attribute(MessageAttributeValue value) {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (value.stringValue() != null) {
            shown.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            shown.put("binaryValue", value.binaryValue().toBase64());
        }
        shown.put("stringListValues", List.of());
        shown.put("binaryListValues", List.of());
        shown.put("dataType", String.valueOf(value.dataType()));
        return shown;
    }
}
