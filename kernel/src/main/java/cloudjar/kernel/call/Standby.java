package cloudjar.kernel.call;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Services that are made when somebody first needs them: most users call few of many, and each that is made takes its part of the
 * start and of the memory. A call makes its service; a timer that fires, and whoever asks what resources say of a caller, name
 * the service that has to say it. Thread-safe.
 */
public final class Standby {
    private final Map<String, List<Once<?>>> asleep = new ConcurrentHashMap<>();

    /** Something that is made once, by the first who asks. */
    private static final class Once<T> implements Supplier<T> {
        private @Nullable Supplier<? extends T> maker;
        private volatile @Nullable T made;

        Once(Supplier<? extends T> maker) {
            this.maker = maker;
        }

        @Override
        public T get() {
            T there = made;
            return there == null ? make() : there;
        }

        private synchronized T make() {
            T there = made;
            Supplier<? extends T> how = maker;
            if (there != null || how == null) {
                return Objects.requireNonNull(there);
            }
            there = how.get();
            made = there;
            maker = null;
            return there;
        }
    }

    /**
     * A service that is made when it is called, or named, and is found by the name of its API.
     *
     * @param maker registers what the service has to say beyond its operations; it asks nobody anything
     * @param names what it registers under besides: what its timers' names begin with, and its name in ARNs
     */
    public <S> ServiceBinding<S> bind(ServiceApi<S> api, Supplier<? extends S> maker, String... names) {
        return bind(api, OriginRules.NONE, maker, names);
    }

    /** The same for a service that has rules for browsers. */
    public <S> ServiceBinding<S> bind(
            ServiceApi<S> api, OriginRules origins, Supplier<? extends S> maker, String... names) {
        Once<S> once = new Once<>(maker);
        sleep(api.id(), once);
        for (String name : names) {
            sleep(name, once);
        }
        return new ServiceBinding<>(api, once, origins);
    }

    private void sleep(String name, Once<?> once) {
        asleep.computeIfAbsent(name, unused -> new CopyOnWriteArrayList<>()).add(once);
    }

    /** Makes the services of that name, where they are not made yet. */
    public void wake(String name) {
        List<Once<?>> named = asleep.get(name);
        if (named != null) {
            named.forEach(Once::get);
            asleep.remove(name);
        }
    }
}
