package cloudjar.kernel.clock;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Random bytes fetched in large portions, because fetching costs the same for few as for many. */
final class RandomPool {
    private static final int PORTION_BYTES = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Consumer<byte[]> source;
    private final byte[] portion = new byte[PORTION_BYTES];
    private int used = PORTION_BYTES;

    RandomPool(Consumer<byte[]> source) {
        this.source = source;
    }

    /** Fills the array with bytes that nobody else gets. */
    void take(byte[] wanted) {
        lock.lock();
        try {
            int filled = 0;
            while (filled < wanted.length) {
                if (used == PORTION_BYTES) {
                    source.accept(portion);
                    used = 0;
                }
                int count = Math.min(wanted.length - filled, PORTION_BYTES - used);
                System.arraycopy(portion, used, wanted, filled, count);
                // What was given away is not kept: it may be a secret by now.
                Arrays.fill(portion, used, used + count, (byte) 0);
                used += count;
                filled += count;
            }
        } finally {
            lock.unlock();
        }
    }
}
