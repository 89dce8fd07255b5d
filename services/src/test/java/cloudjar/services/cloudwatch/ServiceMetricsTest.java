package cloudjar.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.sqs.BatchResultErrorEntry;
import cloudjar.api.sqs.SendMessageBatchRequest;
import cloudjar.api.sqs.SendMessageBatchRequestEntry;
import cloudjar.api.sqs.SendMessageBatchResult;
import cloudjar.api.sqs.SendMessageBatchResultEntry;
import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.SendMessageResult;
import cloudjar.api.sqs.Sqs;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import cloudjar.services.MetricData;
import cloudjar.testkit.TestCalls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ServiceMetricsTest {
    private static final OperationSchema SEND =
            Objects.requireNonNull(Sqs.API.schema().operation("SendMessage"));

    /** More than would wait to be recorded one by one. */
    private static final int CALLS = 20_000;

    /** Calls beyond those that could wait in a line were left out once, so that a busy queue showed too few messages. */
    @Test
    void noCallOfAFloodIsLeftOut() throws IOException {
        Worlds worlds =
                new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(7), new TimerHandlers());
        World world = worlds.defaultWorld();
        Instant time = freeze(world);
        Call call = call(world, Account.DEFAULT);
        SendMessageRequest input = SendMessageRequest.builder()
                .queueUrl("http://localhost:4566/000000000000/orders")
                .messageBody("größe")
                .build();
        SendMessageResult output = SendMessageResult.builder().build();
        EndedCall ended = new EndedCall(call, SEND, input, output, null, EndedCall.Signature.NONE, null);
        try (EndedCalls calls = new EndedCalls()) {
            calls.tell(metrics());
            for (int i = 0; i < CALLS; i++) {
                calls.ended(call, SEND, () -> ended);
            }
            calls.settle();
            assertThat(calls.dropped()).isZero();
        }

        assertThat(point(world, "NumberOfMessagesSent", "Count", time).count()).isEqualTo(CALLS);
        Point sizes = point(world, "SentMessageSize", "Bytes", time);
        assertThat(sizes.sum()).isEqualTo(7.0 * CALLS);
        assertThat(sizes.max()).isEqualTo(7);
    }

    private static ServiceMetrics metrics() {
        LimitProfile limits = LimitProfile.CURRENT;
        return new ServiceMetrics(new MetricData(new MetricOperations(limits), "monitoring.amazonaws.com", limits));
    }

    private static Instant freeze(World world) {
        Instant time = Instant.parse("2026-03-01T10:00:30Z");
        world.clock().freeze();
        world.clock().set(time);
        return time;
    }

    private static Call call(World world, String account) {
        return TestCalls.ofRoot(world, account);
    }

    /** A clock that is moved far fires timers on the way: what they call is long past when it is written. */
    @Test
    void whatWasBeforeAJumpOfTheClockIsKept() throws IOException {
        Worlds worlds =
                new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(7), new TimerHandlers());
        World world = worlds.defaultWorld();
        Instant time = freeze(world);
        SendMessageRequest input = SendMessageRequest.builder()
                .queueUrl("http://localhost:4566/" + Account.DEFAULT + "/orders")
                .messageBody("m")
                .build();
        ServiceMetrics metrics = metrics();
        assertThat(metrics.add(new EndedCall(
                        call(world, Account.DEFAULT),
                        SEND,
                        input,
                        SendMessageResult.builder().build(),
                        null,
                        EndedCall.Signature.NONE,
                        null)))
                .isTrue();
        world.clock().advance(Duration.ofDays(30));
        metrics.write();

        assertThat(point(world, "NumberOfMessagesSent", "Count", time).count()).isEqualTo(1);
    }

    /** What another account sent to a queue was once counted in that account, where its owner did not see it. */
    @Test
    void aMessageOfAnotherAccountIsCountedWhereTheQueueIs() throws IOException {
        Worlds worlds =
                new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(7), new TimerHandlers());
        World world = worlds.defaultWorld();
        Instant time = freeze(world);
        SendMessageRequest input = SendMessageRequest.builder()
                .queueUrl("http://localhost:4566/" + Account.DEFAULT + "/orders")
                .messageBody("m")
                .build();
        ServiceMetrics metrics = metrics();
        assertThat(metrics.add(new EndedCall(
                        call(world, "111122223333"),
                        SEND,
                        input,
                        SendMessageResult.builder().build(),
                        null,
                        EndedCall.Signature.NONE,
                        null)))
                .isTrue();
        metrics.write();

        assertThat(point(world, "NumberOfMessagesSent", "Count", time).count()).isEqualTo(1);
    }

    /** Entries of a batch that were refused once counted as sent. */
    @Test
    void entriesThatFailAreNotSent() throws IOException {
        Worlds worlds =
                new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(7), new TimerHandlers());
        World world = worlds.defaultWorld();
        Instant time = freeze(world);
        SendMessageBatchRequest input = SendMessageBatchRequest.builder()
                .queueUrl("http://localhost:4566/" + Account.DEFAULT + "/orders")
                .entries(List.of(entry("a", "12345"), entry("b", "123")))
                .build();
        SendMessageBatchResult output = SendMessageBatchResult.builder()
                .successful(
                        List.of(SendMessageBatchResultEntry.builder().id("b").build()))
                .failed(List.of(BatchResultErrorEntry.builder().id("a").build()))
                .build();
        ServiceMetrics metrics = metrics();
        assertThat(metrics.add(new EndedCall(
                        call(world, Account.DEFAULT), SEND, input, output, null, EndedCall.Signature.NONE, null)))
                .isTrue();
        metrics.write();

        assertThat(point(world, "NumberOfMessagesSent", "Count", time).count()).isEqualTo(1);
        assertThat(point(world, "SentMessageSize", "Bytes", time).sum()).isEqualTo(3);
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static Point point(World world, String name, String unit, Instant time) {
        MetricKey key = new MetricKey("AWS/SQS", name, new TreeMap<>(Map.of("QueueName", "orders")));
        long from = time.getEpochSecond() - 30;
        SortedMap<Long, Point> points = world.store()
                .read(snapshot -> Metrics.read(
                        snapshot,
                        CloudWatchTables.in(Account.DEFAULT, "us-east-1"),
                        new Metrics.Reading(key, unit, from, from + 60, 60),
                        time))
                .get(unit);
        return Objects.requireNonNull(points).values().iterator().next();
    }
}
