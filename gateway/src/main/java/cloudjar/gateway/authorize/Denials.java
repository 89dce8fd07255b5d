package cloudjar.gateway.authorize;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** The last denials, of all worlds. Thread-safe. */
public final class Denials {
    /** How many are remembered. */
    public static final int KEPT_MAX = 1_000;

    private final Deque<Denial> kept = new ArrayDeque<>();
    private long sequence;

    /** Notes a denial, made of its number. What a read of the store found twice in one call is noted once. */
    synchronized void add(LongFunction<Denial> denial) {
        Denial made = denial.apply(sequence + 1);
        for (Denial known : kept) {
            if (made.isSameAs(known)) {
                return;
            }
        }
        sequence++;
        if (kept.size() == KEPT_MAX) {
            kept.removeLast();
        }
        kept.addFirst(made);
    }

    /** Those that are wanted, the newest first, so many at most. */
    public synchronized List<Denial> recent(Predicate<Denial> wanted, int limit) {
        List<Denial> found = new ArrayList<>();
        for (Denial denial : kept) {
            if (found.size() == limit) {
                break;
            }
            if (wanted.test(denial)) {
                found.add(denial);
            }
        }
        return found;
    }

    /** How many there were since the start, forgotten ones included. */
    public synchronized long count() {
        return sequence;
    }
}
