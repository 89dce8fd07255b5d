package cloudjar.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.store.CheckingStore;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.MemoryStore;
import cloudjar.kernel.store.Peers;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimersTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final Clock clock = new Clock();
    private final Timers timers = new Timers(clock, "test", Peers.NONE);
    private final BlockingQueue<String> fired = new LinkedBlockingQueue<>();
    private Timers.Firing handler = (timer, due) -> {};
    private final Store store = new CheckingStore(new MemoryStore(new CommitListener() {
        @Override
        public void signalled(String topic) {}

        @Override
        public void timerSet(Instant due) {
            timers.set(due);
        }
    }));

    @AfterEach
    void end() {
        timers.close();
    }

    private void start(Timers.Firing firing) {
        handler = firing;
        timers.start(store, (timer, due) -> {
            fired.add(timer.id() + " at " + Duration.between(START, due).toHours());
            handler.fire(timer, due);
        });
    }

    private void frozen(Timers.Firing firing) {
        clock.freeze();
        clock.set(START);
        start(firing);
    }

    private void set(String id, Duration in) {
        store.write(tx -> {
            tx.at(START.plus(in), Timer.of("handler", id));
            return 0;
        });
    }

    private List<String> fired() {
        List<String> all = new ArrayList<>();
        fired.drainTo(all);
        return all;
    }

    @Test
    void advanceFiresInOrderOfDueTimeEachAtItsOwn() {
        List<Instant> seen = new ArrayList<>();
        frozen((timer, due) -> seen.add(clock.now()));
        set("late", Duration.ofHours(3));
        set("early", Duration.ofHours(1));
        set("beyond", Duration.ofHours(5));
        set("b", Duration.ofHours(2));
        set("a", Duration.ofHours(2));

        clock.advance(Duration.ofHours(4));

        assertThat(fired()).containsExactly("early at 1", "a at 2", "b at 2", "late at 3");
        assertThat(seen)
                .containsExactly(
                        START.plusSeconds(3600),
                        START.plusSeconds(7200),
                        START.plusSeconds(7200),
                        START.plusSeconds(10800));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofHours(4)));
        assertThat(timers.pending(10)).hasSize(1);
    }

    /** What timers did on the way was once finished when the clock was far beyond, where metrics that are weeks old are refused. */
    @Test
    void whatTimersBeginIsFinishedBeforeAnotherMinuteIsShown() {
        List<Instant> begun = new ArrayList<>();
        List<String> finished = new ArrayList<>();
        clock.beforeMove(() -> {
            begun.forEach(at -> finished.add(at + " at " + clock.now()));
            begun.clear();
        });
        frozen((timer, due) -> begun.add(due));
        set("a", Duration.ofHours(1));
        set("same minute", Duration.ofHours(1).plusSeconds(1));
        set("b", DAY.multipliedBy(20));

        clock.advance(DAY.multipliedBy(40));

        Instant hour = START.plus(Duration.ofHours(1));
        Instant late = START.plus(DAY.multipliedBy(20));
        assertThat(finished)
                .containsExactly(
                        hour + " at " + hour.plusSeconds(1),
                        hour.plusSeconds(1) + " at " + hour.plusSeconds(1),
                        late + " at " + late);
    }

    @Test
    void timersThatTimersSetFireInTheSameAdvance() {
        frozen((timer, due) -> {
            if (!timer.id().equals("other")) {
                set(timer.id(), Duration.between(START, due).plus(DAY));
            }
        });
        set("daily", DAY);
        set("other", DAY.multipliedBy(2).plusHours(1));

        clock.advance(DAY.multipliedBy(3));

        assertThat(fired()).containsExactly("daily at 24", "daily at 48", "other at 49", "daily at 72");
    }

    @Test
    void runningClockAdvancesAndRunsOn() {
        start((timer, due) -> {});
        Instant before = clock.now();
        store.write(tx -> {
            tx.at(before.plus(DAY), Timer.of("handler", "id"));
            return 0;
        });

        clock.advance(DAY.multipliedBy(14));

        assertThat(fired()).hasSize(1);
        assertThat(clock.now()).isBetween(before.plus(DAY.multipliedBy(14)), before.plus(DAY.multipliedBy(15)));
        assertThat(clock.frozen()).isFalse();
    }

    @Test
    void dueTimerFiresByItselfWhenTheTimeHasCome() throws Exception {
        start((timer, due) -> {});
        Instant due = clock.now().plusMillis(30);
        store.write(tx -> {
            tx.at(due.plus(DAY), Timer.of("handler", "tomorrow"));
            return 0;
        });
        store.write(tx -> {
            tx.at(due, Timer.of("handler", "soon"));
            return 0;
        });

        assertThat(fired.take()).startsWith("soon");
        assertThat(clock.now()).isAfterOrEqualTo(due);
    }

    @Test
    void timerDueInThePastFiresAtOnceUnderAFrozenClockToo() throws Exception {
        frozen((timer, due) -> {});
        set("past", Duration.ofHours(-1));

        assertThat(fired.take()).isEqualTo("past at -1");
        assertThat(clock.now()).isEqualTo(START);
    }

    @Test
    void whatFellDueBeforeTheStartFiresAtTheStart() throws Exception {
        set("earlier", Duration.ofHours(-1));
        start((timer, due) -> {});

        assertThat(fired.take()).isEqualTo("earlier at -1");
    }

    @Test
    void cancelledTimerDoesNotFire() {
        frozen((timer, due) -> {});
        set("a", DAY);
        store.write(tx -> tx.cancel("handler", "a"));

        clock.advance(DAY);

        assertThat(fired()).isEmpty();
    }

    @Test
    void failingHandlerIsTriedAgainWithGrowingPauses() {
        AtomicReference<Integer> failures = new AtomicReference<>(3);
        List<Instant> seen = new ArrayList<>();
        frozen((timer, due) -> {
            seen.add(clock.now());
            if (failures.getAndUpdate(n -> n - 1) > 0) {
                throw new IllegalStateException("fails, for the test");
            }
        });
        set("a", Duration.ZERO.plusHours(1));

        clock.advance(DAY);

        Instant first = START.plusSeconds(3600);
        assertThat(seen).containsExactly(first, first.plusSeconds(1), first.plusSeconds(3), first.plusSeconds(7));
        assertThat(timers.pending(10)).isEmpty();
    }

    @Test
    void handlerThatAlwaysFailsIsGivenUpAndOthersStillFire() {
        frozen((timer, due) -> {
            if (timer.id().equals("bad")) {
                throw new IllegalStateException("fails, for the test");
            }
        });
        set("bad", Duration.ofHours(1));
        set("good", Duration.ofHours(2));

        clock.advance(DAY);

        assertThat(fired()).hasSize(Timers.FAILURES_MAX + 1).endsWith("good at 2");
        assertThat(timers.pending(10)).isEmpty();
    }

    @Test
    void timerSetAgainWhileItFiresIsNotLost() {
        frozen((timer, due) -> {
            if (due.equals(START.plus(DAY)) && fired.size() == 1) {
                store.write(tx -> tx.cancel("handler", "a"));
                set("a", DAY);
            }
        });
        set("a", DAY);

        clock.advance(DAY);

        assertThat(fired()).containsExactly("a at 24", "a at 24");
    }

    @Test
    void handlerMustNotMoveTheClock() {
        AtomicReference<Throwable> refused = new AtomicReference<>();
        frozen((timer, due) -> {
            try {
                clock.advance(DAY);
            } catch (IllegalStateException e) {
                refused.set(e);
            }
        });
        set("a", DAY);

        clock.advance(DAY);

        assertThat(refused.get()).hasMessageContaining("must not move the clock");
    }

    @Test
    void advanceWaitsForATimerThatIsFiring() throws Exception {
        CountDownLatch firing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        frozen((timer, due) -> {
            if (timer.id().equals("slow")) {
                firing.countDown();
                awaitUninterruptibly(go);
                set("set by slow", Duration.ofHours(1));
            }
        });
        set("slow", Duration.ZERO);
        firing.await();
        Thread advance = Thread.startVirtualThread(() -> clock.advance(DAY));
        go.countDown();
        advance.join();

        assertThat(fired()).containsExactly("slow at 0", "set by slow at 1");
    }

    @Test
    void closingEndsTheThreadAndInterruptsTheHandler() throws Exception {
        CountDownLatch firing = new CountDownLatch(1);
        AtomicReference<Thread> worker = new AtomicReference<>();
        frozen((timer, due) -> {
            worker.set(Thread.currentThread());
            firing.countDown();
            awaitUninterruptibly(new CountDownLatch(1));
        });
        set("stuck", Duration.ZERO);
        firing.await();

        timers.close();

        assertThat(worker.get()).isNotNull().matches(thread -> !thread.isAlive(), "has ended");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted, for the test", e);
        }
    }
}
