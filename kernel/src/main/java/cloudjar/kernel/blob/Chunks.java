package cloudjar.kernel.blob;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A few buffers that are used again, since a fresh one of this size costs as much as filling it. */
final class Chunks {
    /** How long a buffer is, in bytes. */
    static final int BYTES = 64 * 1024;

    private static final int KEPT_MAX = 64;

    private final BlockingQueue<byte[]> kept = new ArrayBlockingQueue<>(KEPT_MAX);

    byte[] take() {
        byte[] buffer = kept.poll();
        return buffer == null ? new byte[BYTES] : buffer;
    }

    void giveBack(byte[] buffer) {
        // Where enough are kept, this one is left to the collector.
        boolean unused = kept.offer(buffer);
    }
}
