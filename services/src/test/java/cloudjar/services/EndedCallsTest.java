package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.Sqs;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import cloudjar.testkit.TestCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who is told of calls that have ended: each only of those that it wants, and of no more than there is room for. */
class EndedCallsTest {
    private static final OperationSchema SEND =
            Objects.requireNonNull(Sqs.API.schema().operation("SendMessage"));

    /** Records nothing before it is let. */
    private static final class Held implements EndedCalls.Recorder {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final AtomicInteger recorded = new AtomicInteger();

        @Override
        public boolean wants(Call call, OperationSchema operation) {
            return true;
        }

        @Override
        public void record(List<EndedCall> calls) {
            entered.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            recorded.addAndGet(calls.size());
        }
    }

    private static Call call(World world) {
        return TestCalls.ofRoot(world, Account.DEFAULT);
    }

    @Test
    void largeCallsThatFindNoRoomAreCounted() throws IOException, InterruptedException {
        Worlds worlds =
                new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(7), new TimerHandlers());
        Call call = call(worlds.defaultWorld());
        SendMessageRequest large = SendMessageRequest.builder()
                .queueUrl("url")
                .messageBody("x".repeat(1 << 20))
                .build();
        Held held = new Held();
        try (EndedCalls calls = new EndedCalls()) {
            calls.tell(held);
            calls.ended(call, SEND, () -> ended(call, large));
            held.entered.await();
            for (int i = 0; i < 100; i++) {
                calls.ended(call, SEND, () -> ended(call, large));
            }

            assertThat(calls.dropped()).isBetween(60L, 80L);
            held.released.countDown();
            calls.settle();
            assertThat(held.recorded.get()).isEqualTo(101 - (int) calls.dropped());
            calls.ended(call, SEND, () -> ended(call, large));
            calls.settle();
            assertThat(held.recorded.get()).isEqualTo(102 - (int) calls.dropped());
        }
    }

    @Test
    void aBurstIsRecordedWholeAndAFloodInPartUntilItIsOver() throws IOException, InterruptedException {
        Worlds worlds =
                new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(7), new TimerHandlers());
        Call call = call(worlds.defaultWorld());
        SendMessageRequest small =
                SendMessageRequest.builder().queueUrl("url").messageBody("x").build();
        Held held = new Held();
        try (EndedCalls calls = new EndedCalls()) {
            calls.tell(held);
            calls.ended(call, SEND, () -> ended(call, small));
            held.entered.await();
            for (int i = 0; i < 8192; i++) {
                calls.ended(call, SEND, () -> ended(call, small));
            }
            assertThat(calls.dropped()).isZero();

            calls.ended(call, SEND, () -> ended(call, small));
            assertThat(calls.dropped()).isOne();
            held.released.countDown();
            calls.settle();
            assertThat(held.recorded.get()).isEqualTo(8193);

            for (int i = 0; i < 1000; i++) {
                calls.ended(call, SEND, () -> ended(call, small));
            }
            calls.settle();
            assertThat(calls.dropped()).isOne();
            assertThat(held.recorded.get()).isEqualTo(9193);
        }
    }

    private static EndedCall ended(Call call, SendMessageRequest input) {
        return new EndedCall(call, SEND, input, null, null, EndedCall.Signature.NONE, null);
    }

    /** Adds up how many calls of one operation there were. */
    private static final class Counted implements EndedCalls.Tally {
        private final OperationSchema operation;
        private final List<String> asked = new ArrayList<>();
        private int calls;

        Counted(OperationSchema operation) {
            this.operation = operation;
        }

        @Override
        public boolean wants(OperationSchema other) {
            asked.add(other.name());
            return other.equals(operation);
        }

        @Override
        public boolean add(EndedCall call) {
            calls++;
            return true;
        }

        @Override
        public boolean pending() {
            return false;
        }

        @Override
        public void write() {
            // Nothing waits.
        }
    }

    @Test
    void aTallyIsAskedOnceForEachOperation() throws IOException {
        Worlds worlds =
                new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(7), new TimerHandlers());
        Call call = call(worlds.defaultWorld());
        OperationSchema receive = Objects.requireNonNull(Sqs.API.schema().operation("ReceiveMessage"));
        SendMessageRequest input =
                SendMessageRequest.builder().queueUrl("url").messageBody("m").build();
        Counted sent = new Counted(SEND);
        Counted later = new Counted(SEND);
        Counted received = new Counted(receive);
        try (EndedCalls calls = new EndedCalls()) {
            calls.tell(sent);
            calls.tell(received);
            for (int i = 0; i < 3; i++) {
                calls.ended(call, SEND, () -> ended(call, input));
                calls.ended(call, receive, () -> ended(call, input));
            }
            assertThat(sent.asked).containsExactly("SendMessage", "ReceiveMessage");
            calls.tell(later);
            calls.ended(call, SEND, () -> ended(call, input));
            calls.ended(call, Objects.requireNonNull(Sqs.API.schema().operation("ListQueues")), () -> {
                throw new AssertionError("made up for nobody");
            });
        }
        assertThat(sent.calls).isEqualTo(4);
        assertThat(received.calls).isEqualTo(3);
        assertThat(later.calls).isEqualTo(1);
    }
}
