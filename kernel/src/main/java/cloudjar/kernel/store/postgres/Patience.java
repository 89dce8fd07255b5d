package cloudjar.kernel.store.postgres;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** How often something that lost against others is tried again, and the pauses between: random, so that they do not meet again. */
final class Patience {
    private static final int TRIES_MAX = 100;
    private static final long PAUSE_FIRST_MICROS = 500;
    private static final int DOUBLINGS_MAX = 7;

    private final LongSupplier random;
    private int tries = 1;

    Patience(LongSupplier random) {
        this.random = random;
    }

    /** How many tries there were. */
    int tries() {
        return tries;
    }

    /** Pauses before the next try; false when there have been enough. */
    boolean again() {
        if (tries >= TRIES_MAX) {
            return false;
        }
        long longest = PAUSE_FIRST_MICROS << Math.min(tries - 1, DOUBLINGS_MAX);
        tries++;
        LockSupport.parkNanos(this, TimeUnit.MICROSECONDS.toNanos(1 + Math.floorMod(random.getAsLong(), longest)));
        return true;
    }
}
