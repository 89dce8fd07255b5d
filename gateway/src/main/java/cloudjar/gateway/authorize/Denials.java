package cloudjar.gateway.authorize;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** The last denials, of all worlds. Thread-safe. */
public final class Denials {
    /** How many are remembered. */
    public static final int KEPT_MAX = 1_000;

    private final Deque<Denial> kept = new ArrayDeque<>();
    private final Set<Subject> known = new HashSet<>();
    private long sequence;

    /** What one call was refused: no two denials that are kept are about the same. */
    private record Subject(String world, String requestId, String operation, String action, String resource) {
        static Subject of(Denial denial) {
            return new Subject(
                    denial.world(), denial.requestId(), denial.operation(), denial.action(), denial.resource());
        }
    }

    /** Notes a denial, made of its number. What a read of the store found twice in one call is noted once. */
    synchronized void add(LongFunction<Denial> denial) {
        Denial made = denial.apply(sequence + 1);
        if (!known.add(Subject.of(made))) {
            return;
        }
        sequence++;
        if (kept.size() == KEPT_MAX) {
            known.remove(Subject.of(kept.removeLast()));
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
