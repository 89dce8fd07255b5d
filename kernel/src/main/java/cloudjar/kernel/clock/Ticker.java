package cloudjar.kernel.clock;

/** Measures how long things take on this machine, whatever the clocks of worlds show. Thread-safe. */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since some moment, always the same one; never fewer than before. */
    long nanos();

    /** The machine's own. */
    static Ticker system() {
        return System::nanoTime;
    }
}
