package cloudjar.services.sqs;

import cloudjar.api.sqs.CreateQueueRequest;
import cloudjar.api.sqs.DeleteMessageRequest;
import cloudjar.api.sqs.GetQueueAttributesRequest;
import cloudjar.api.sqs.Message;
import cloudjar.api.sqs.ReceiveMessageRequest;
import cloudjar.api.sqs.SendMessageBatchRequest;
import cloudjar.api.sqs.SendMessageBatchRequestEntry;
import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.SendMessageResult;
import cloudjar.api.sqs.SetQueueAttributesRequest;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.call.ServiceApi;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.CheckingEngine;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import cloudjar.testkit.TestCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** SQS alone in a world of its own, whose clock stands until a test moves it. */
final class TestCloud implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final SqsService sqs;
    final World world;
    private final Worlds worlds;

    /** There are no other services. */
    private static final class Alone implements Cloud {
        @Override
        public <S> S client(ServiceApi<S> api) {
            throw new IllegalStateException("SQS is alone");
        }

        @Override
        public EndedCalls endedCalls() {
            return new EndedCalls();
        }
    }

    TestCloud() {
        this(new CheckingEngine(new MemoryEngine()), LimitProfile.CURRENT);
    }

    TestCloud(StoreEngine engine, LimitProfile limits) {
        this(engine, limits, Ids.seeded(7));
        world.clock().freeze();
        world.clock().set(START);
    }

    /** What an engine has kept, its clock included. */
    static TestCloud again(StoreEngine engine, int time) {
        return new TestCloud(engine, LimitProfile.CURRENT, Ids.seeded(7 + time));
    }

    private TestCloud(StoreEngine engine, LimitProfile limits, Ids ids) {
        TimerHandlers timers = new TimerHandlers();
        sqs = new SqsService(new Alone(), limits, timers);
        try {
            worlds = new Worlds(engine, FileBlobs.temporary(), Clock::new, ids, timers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        world = worlds.defaultWorld();
        worlds.start();
    }

    Call call() {
        return TestCalls.ofRoot(world, Account.DEFAULT);
    }

    void advance(Duration duration) {
        world.clock().advance(duration);
    }

    void advanceSeconds(long seconds) {
        advance(Duration.ofSeconds(seconds));
    }

    String queue(String name) {
        return queue(name, Map.of());
    }

    String queue(String name, Map<String, String> attributes) {
        CreateQueueRequest request = CreateQueueRequest.builder()
                .queueName(name)
                .attributes(attributes)
                .build();
        return Objects.requireNonNull(sqs.createQueue(request, call()).queueUrl());
    }

    SendMessageResult send(String url, String body) {
        return sqs.sendMessage(
                SendMessageRequest.builder().queueUrl(url).messageBody(body).build(), call());
    }

    SendMessageResult send(String url, String body, int delaySeconds) {
        return sqs.sendMessage(
                SendMessageRequest.builder()
                        .queueUrl(url)
                        .messageBody(body)
                        .delaySeconds(delaySeconds)
                        .build(),
                call());
    }

    void sendTen(String url) {
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, 10)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id("m" + i)
                        .messageBody("body")
                        .build())
                .toList();
        sqs.sendMessageBatch(
                SendMessageBatchRequest.builder().queueUrl(url).entries(entries).build(), call());
    }

    SendMessageResult sendToGroup(String url, String group, String body) {
        return sqs.sendMessage(
                SendMessageRequest.builder()
                        .queueUrl(url)
                        .messageBody(body)
                        .messageGroupId(group)
                        .build(),
                call());
    }

    List<Message> receive(String url, int max) {
        return receive(ReceiveMessageRequest.builder().queueUrl(url).maxNumberOfMessages(max));
    }

    List<Message> receive(ReceiveMessageRequest.Builder request) {
        return sqs.receiveMessage(request.attributeNames(List.of("All")).build(), call())
                .messages();
    }

    List<String> receiveBodies(String url, int max) {
        return receive(url, max).stream().map(Message::body).toList();
    }

    void delete(String url, Message message) {
        sqs.deleteMessage(
                DeleteMessageRequest.builder()
                        .queueUrl(url)
                        .receiptHandle(message.receiptHandle())
                        .build(),
                call());
    }

    void set(String url, String attribute, String value) {
        sqs.setQueueAttributes(
                SetQueueAttributesRequest.builder()
                        .queueUrl(url)
                        .attributes(Map.of(attribute, value))
                        .build(),
                call());
    }

    Map<String, String> attributes(String url) {
        return sqs.getQueueAttributes(
                        GetQueueAttributesRequest.builder()
                                .queueUrl(url)
                                .attributeNames(List.of("All"))
                                .build(),
                        call())
                .attributes();
    }

    /** Visible, in flight, delayed. */
    List<String> counts(String url) {
        Map<String, String> all = attributes(url);
        return List.of(
                all.getOrDefault("ApproximateNumberOfMessages", ""),
                all.getOrDefault("ApproximateNumberOfMessagesNotVisible", ""),
                all.getOrDefault("ApproximateNumberOfMessagesDelayed", ""));
    }

    /** How many rows SQS has, of all tables, with its timers: the world itself keeps a row for its clock. */
    long rows() {
        return world.store()
                .read(snapshot ->
                        snapshot.count(Range.all()) - snapshot.count(Range.prefix(Key.of("", "", "kernel", "clock"))));
    }

    @Override
    public void close() {
        worlds.close();
    }
}
