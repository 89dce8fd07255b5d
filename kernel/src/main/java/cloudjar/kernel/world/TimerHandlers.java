package cloudjar.kernel.world;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The handlers of timers by their names, which are stored with the timers: a name once used keeps its meaning. */
public final class TimerHandlers {
    private final Map<String, TimerHandler> handlers = new ConcurrentHashMap<>();
    private volatile Consumer<String> waker = _ -> {};

    /**
     * Registers a handler, for timers of all worlds.
     *
     * @param name such as "sqs.retention", whose first part names the service
     * @throws IllegalArgumentException when the name is taken
     */
    public void register(String name, TimerHandler handler) {
        if (handlers.putIfAbsent(name, handler) != null) {
            throw new IllegalArgumentException("two handlers of timers are named " + name);
        }
    }

    /** Whom to tell the first part of a timer's name where no handler has the whole: perhaps its service is not made yet. */
    public void wokenBy(Consumer<String> wake) {
        waker = wake;
    }

    /** The names of the handlers that are registered now. */
    public Set<String> names() {
        return Set.copyOf(handlers.keySet());
    }

    /** The handler of that name; empty where there is none even after its service was made. */
    public Optional<TimerHandler> find(String name) {
        TimerHandler known = handlers.get(name);
        int dot = name.indexOf('.');
        if (known == null && dot > 0) {
            waker.accept(name.substring(0, dot));
            known = handlers.get(name);
        }
        return Optional.ofNullable(known);
    }
}
