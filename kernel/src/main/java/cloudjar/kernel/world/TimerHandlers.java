package cloudjar.kernel.world;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The handlers of timers by their names, which are stored with the timers: a name once used keeps its meaning. */
public final class TimerHandlers {
    private final Map<String, TimerHandler> handlers = new ConcurrentHashMap<>();

    /**
     * Registers a handler, for timers of all worlds.
     *
     * @param name such as "sqs.retention"
     * @throws IllegalArgumentException when the name is taken
     */
    public void register(String name, TimerHandler handler) {
        if (handlers.putIfAbsent(name, handler) != null) {
            throw new IllegalArgumentException("two handlers of timers are named " + name);
        }
    }

    Optional<TimerHandler> find(String name) {
        return Optional.ofNullable(handlers.get(name));
    }
}
