package cloudjar.services.lambda;

import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.world.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts invocations underway and holds them to what is reserved and what an account has. Thread-safe. */
final class Places {
    private final LimitProfile limits;

    Places(LimitProfile limits) {
        this.limits = limits;
    }

    /** The counts of a world. */
    private static final class Underway {
        private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

        AtomicInteger of(String key) {
            AtomicInteger known = counts.get(key);
            return known == null ? counts.computeIfAbsent(key, _ -> new AtomicInteger()) : known;
        }
    }

    /**
     * A place that an invocation has; to be given back.
     *
     * @param counts all that count it
     * @param ofFunction how many of its function there are with it
     * @param ofAccount how many of its account there are with it
     */
    record Place(List<AtomicInteger> counts, int ofFunction, int ofAccount) {
        Place {
            counts = List.copyOf(counts);
        }

        void leave() {
            counts.forEach(AtomicInteger::decrementAndGet);
        }
    }

    /**
     * A place for an invocation.
     *
     * @param unreserved how many at once are left for functions without a reservation
     * @throws cloudjar.kernel.shape.ApiException TooManyRequestsException
     */
    Place enter(World world, FunctionName name, Function function, int unreserved) {
        Underway underway = world.derived(Underway.class, Underway::new);
        String account = name.account() + "/" + name.region();
        Integer reserved = function.reserved();
        AtomicInteger held;
        if (reserved == null) {
            held = underway.of(account + "/unreserved");
            enter(held, unreserved, "ConcurrentInvocationLimitExceeded");
        } else {
            held = underway.of(name.functionArn() + "/reserved");
            enter(held, reserved, "ReservedFunctionConcurrentInvocationLimitExceeded");
        }
        AtomicInteger own = underway.of(name.functionArn());
        AtomicInteger all = underway.of(account);
        return new Place(List.of(held, own, all), own.incrementAndGet(), all.incrementAndGet());
    }

    private static void enter(AtomicInteger count, int max, String reason) {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            throw LambdaErrors.throttled(reason);
        }
    }

    /** How many at once are left for functions without a reservation. */
    int unreserved(Snapshot snapshot, LambdaTables tables) {
        return LambdaLimits.CONCURRENT.intIn(limits) - Usage.reserved(snapshot, tables, "");
    }
}
