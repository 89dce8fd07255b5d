package cloudjar.bench;

/** A histogram of durations, exact to one part in {@value #STEPS}. Used by one thread. */
final class Latencies {
    private static final int STEP_BITS = 5;
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[(64 - STEP_BITS) * STEPS + STEPS];
    private long total;

    void add(long nanos) {
        counts[slot(Math.max(0, nanos))]++;
        total++;
    }

    void add(Latencies other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    long count() {
        return total;
    }

    /** The duration that a share of all do not exceed, in microseconds. */
    double micros(double share) {
        long rank = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return upper(i) / 1000.0;
            }
        }
        return 0;
    }

    private static int slot(long nanos) {
        int magnitude = 63 - Long.numberOfLeadingZeros(nanos | 1);
        if (magnitude < STEP_BITS) {
            return (int) nanos;
        }
        int shift = magnitude - STEP_BITS;
        return (shift + 1) * STEPS + (int) (nanos >>> shift) - STEPS;
    }

    private static long upper(int slot) {
        if (slot < STEPS) {
            return slot;
        }
        int shift = slot / STEPS - 1;
        return ((slot % STEPS) + STEPS + 1L << shift) - 1;
    }
}
