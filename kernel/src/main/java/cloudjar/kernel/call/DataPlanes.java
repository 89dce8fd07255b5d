package cloudjar.kernel.call;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The data planes of services, and the ports at which those that listen do. Thread-safe. */
public final class DataPlanes {
    private final Map<String, DataPlane> offered = new ConcurrentHashMap<>();
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();

    /** A service says what it would say, if somebody listened for it. */
    public void offer(String service, DataPlane plane) {
        offered.put(service, plane);
    }

    /** What a service offers; null where it offers nothing. */
    public @Nullable DataPlane of(String service) {
        return offered.get(service);
    }

    /** Notes that clients of a service's data plane are answered at a port. */
    public void opened(String service, int port) {
        ports.put(service, port);
    }

    /** The port at which clients of a service's data plane are answered; empty where they are not. */
    public OptionalInt port(String service) {
        Integer port = ports.get(service);
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }
}
