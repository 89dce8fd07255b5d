package cloudjar.services.sqs;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Deadline;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.clock.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/**
 * Receives, and waits for messages where there are none. Who waits takes no time: it is woken by a signal of the queue, by
 * the return of the next hidden message, or by the end of its wait.
 */
final class LongPoll {
    private static final Duration PAUSE_MIN = Duration.ofMillis(1);

    /** A hidden message does not return while the clock stands; when it is moved, that ends the pause. */
    private static final Duration PAUSE_FROZEN = Duration.ofMillis(250);

    private final Call call;
    private final LongFunction<Reception> attempt;
    private final BooleanSupplier promising;

    /**
     * A poll.
     *
     * @param attempt receives in one transaction at the given time, in milliseconds
     * @param promising whether a look without a transaction says that an attempt may find something
     */
    LongPoll(Call call, LongFunction<Reception> attempt, BooleanSupplier promising) {
        this.call = call;
        this.attempt = attempt;
        this.promising = promising;
    }

    /** Receives at once, whatever there is. */
    Reception once(long nowMillis) {
        Reception reception = attempt.apply(nowMillis);
        while (reception.messages().isEmpty() && reception.more()) {
            reception = attempt.apply(nowMillis);
        }
        return reception;
    }

    /** Receives, waiting for so long at most. Returns early where the caller stops waiting or the world closes. */
    Reception upTo(Duration wait, String topic) {
        Clock clock = call.world().clock();
        Instant end = clock.now().plus(callerWaits(wait, clock.now()));
        Deadline deadline = clock.deadlineIn(Duration.between(clock.now(), end));
        try (Subscription news = call.world().signals().subscribe(topic)) {
            Reception reception = once(clock.now().toEpochMilli());
            while (reception.messages().isEmpty()) {
                long returnsAt = reception.nextVisibleAtMillis();
                Deadline pause = returnsAt == 0 ? deadline : clock.deadlineIn(pause(clock, returnsAt, end));
                // An interrupt says that the caller has hung up: nobody would read what is received from then on.
                Wakeup wakeup = news.awaitUnlessInterrupted(pause);
                boolean over = wakeup == Wakeup.CLOSED || deadline.passed();
                if (wakeup == Wakeup.CLOSED || (over && returnsAt == 0 && wakeup != Wakeup.SIGNALLED)) {
                    return reception;
                }
                if (wakeup == Wakeup.TIMED_OUT || promising.getAsBoolean()) {
                    reception = once(clock.now().toEpochMilli());
                }
                if (over) {
                    return reception;
                }
            }
            return reception;
        }
    }

    private Duration callerWaits(Duration wait, Instant now) {
        Instant end = call.deadline();
        if (end == null) {
            return wait;
        }
        Duration left = Duration.between(now, end);
        return left.isNegative() ? Duration.ZERO : left.compareTo(wait) < 0 ? left : wait;
    }

    private static Duration pause(Clock clock, long returnsAtMillis, Instant end) {
        if (clock.frozen()) {
            return PAUSE_FROZEN;
        }
        Instant returnsAt = Instant.ofEpochMilli(returnsAtMillis);
        Duration pause = Duration.between(clock.now(), returnsAt.isBefore(end) ? returnsAt : end);
        return pause.compareTo(PAUSE_MIN) < 0 ? PAUSE_MIN : pause;
    }
}
