package cloudjar.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.SendMessageResult;
import cloudjar.api.sqs.Sqs;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.call.Endpoint;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import java.io.IOException;
import java.time.Instant;
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
        Instant time = Instant.parse("2026-03-01T10:00:30Z");
        Call call = new Call(
                world,
                Account.DEFAULT,
                "us-east-1",
                new Principal.Root(Account.DEFAULT, Partition.AWS),
                time,
                "request",
                "127.0.0.1",
                new Endpoint("http", "localhost:4566", ""),
                0,
                null,
                "trace");
        SendMessageRequest input = SendMessageRequest.builder()
                .queueUrl("http://localhost:4566/000000000000/orders")
                .messageBody("größe")
                .build();
        SendMessageResult output = SendMessageResult.builder().build();
        EndedCall ended = new EndedCall(call, SEND, input, output, null, EndedCall.Signature.NONE, null);
        try (EndedCalls calls = new EndedCalls()) {
            calls.tell(new ServiceMetrics());
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
