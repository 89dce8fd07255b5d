package cloudjar.services.lambda;

import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.world.World;
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

    /** A place that an invocation has; to be given back. */
    record Place(AtomicInteger count) {
        void leave() {
            count.decrementAndGet();
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
        Integer reserved = function.reserved();
        if (reserved != null) {
            AtomicInteger own = underway.of(name.functionArn());
            return enter(own, reserved, "ReservedFunctionConcurrentInvocationLimitExceeded");
        }
        AtomicInteger shared = underway.of(name.account() + "/" + name.region());
        return enter(shared, unreserved, "ConcurrentInvocationLimitExceeded");
    }

    private static Place enter(AtomicInteger count, int max, String reason) {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            throw LambdaErrors.throttled(reason);
        }
        return new Place(count);
    }

    /** How many at once are left for functions without a reservation. */
    int unreserved(Snapshot snapshot, LambdaTables tables) {
        return LambdaLimits.CONCURRENT.intIn(limits) - Usage.reserved(snapshot, tables, "");
    }
}
