package cloudjar.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SignalsTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Clock clock = new Clock();
    private final Signals signals = new Signals(clock);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        signals.close();
        threads.close();
    }

    @Test
    void signalThatCameBeforeTheWaitEndsItAtOnce() throws Exception {
        try (Subscription news = signals.subscribe("a", "b")) {
            signals.signal("b");

            assertThat(news.await(clock.deadlineIn(LONG))).isEqualTo(Wakeup.SIGNALLED);
            assertThat(news.await(clock.deadlineIn(Duration.ZERO))).isEqualTo(Wakeup.TIMED_OUT);
        }
    }

    @Test
    void otherTopicsAreNotHeard() throws Exception {
        try (Subscription news = signals.subscribe("a")) {
            signals.signal("b");

            assertThat(news.await(clock.deadlineIn(Duration.ofMillis(1)))).isEqualTo(Wakeup.TIMED_OUT);
        }
    }

    @Test
    void signalWakesAllWaiters() throws Exception {
        List<Future<Wakeup>> waits = wait(1000);

        signals.signal("topic");

        for (Future<Wakeup> wait : waits) {
            assertThat(wait.get()).isEqualTo(Wakeup.SIGNALLED);
        }
        assertThat(signals.topicCount()).isZero();
    }

    @Test
    void advanceBeyondTheDeadlineEndsTheWait() throws Exception {
        List<Future<Wakeup>> waits = wait(10);

        clock.advance(LONG);

        for (Future<Wakeup> wait : waits) {
            assertThat(wait.get()).isEqualTo(Wakeup.TIMED_OUT);
        }
    }

    @Test
    void waitEndsUnderAFrozenClock() throws Exception {
        clock.freeze();
        try (Subscription news = signals.subscribe("topic")) {
            assertThat(news.await(clock.deadlineIn(Duration.ofMillis(20)))).isEqualTo(Wakeup.TIMED_OUT);
        }
    }

    @Test
    void shorterAdvanceDoesNotEndTheWait() throws Exception {
        List<Future<Wakeup>> waits = wait(1);

        clock.advance(LONG.minusMinutes(1));
        signals.signal("topic");

        assertThat(waits.getFirst().get()).isEqualTo(Wakeup.SIGNALLED);
    }

    @Test
    void closingEndsAllWaits() throws Exception {
        List<Future<Wakeup>> waits = wait(10);

        signals.close();

        for (Future<Wakeup> wait : waits) {
            assertThat(wait.get()).isEqualTo(Wakeup.CLOSED);
        }
    }

    @Test
    void interruptEndsTheWait() throws Exception {
        try (Subscription news = signals.subscribe("topic")) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> news.await(clock.deadlineIn(LONG))).isInstanceOf(InterruptedException.class);
        }
    }

    private List<Future<Wakeup>> wait(int count) throws InterruptedException {
        CountDownLatch subscribed = new CountDownLatch(count);
        List<Future<Wakeup>> waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waits.add(threads.submit(() -> {
                Deadline deadline = clock.deadlineIn(LONG);
                try (Subscription news = signals.subscribe("topic")) {
                    subscribed.countDown();
                    return news.await(deadline);
                }
            }));
        }
        subscribed.await();
        return waits;
    }
}
