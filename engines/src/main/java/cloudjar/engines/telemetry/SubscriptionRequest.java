package cloudjar.engines.telemetry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an extension asks for.
 *
 * @param version of what it is told
 * @param types the streams that it wants
 * @param tcp whether it is told line by line over a connection, and not by requests
 * @param port where it listens
 * @param path what is posted to
 */
public record SubscriptionRequest(
        TelemetryApi api, String version, Set<String> types, Buffering buffering, boolean tcp, int port, String path) {
    /** Lambda's own (Telemetry API, Specifying a destination protocol). */
    private static final int RESERVED_PORT = 9001;

    private static final int PORT_MAX = 65_535;
    private static final Set<String> TYPES = Set.of("platform", "function", "extension");

    /** All names of the sandbox, as those in it know it. */
    private static final Set<String> HOSTS = Set.of("sandbox.localdomain", "sandbox", "localhost", "127.0.0.1");

    public SubscriptionRequest {
        types = Set.copyOf(types);
    }

    /** How events are gathered: until there are so many, they are so long, or the first has waited so long. */
    record Buffering(int items, int bytes, int millis) {
        private static final int ITEMS = 10_000;
        private static final int BYTES = 262_144;
        private static final int MILLIS = 1_000;
    }

    /** A request that says what no subscription can be made of. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message, null, false, false);
        }
    }

    /** Reads a request. */
    public static SubscriptionRequest of(TelemetryApi api, Map<String, Object> said) throws RefusedException {
        List<String> wrong = new ArrayList<>();
        String version = String.valueOf(said.get("schemaVersion"));
        if (!api.versions().contains(version)) {
            wrong.add("schemaVersion should be one of " + api.versions());
        }
        Set<String> types = types(said.get("types"), wrong);
        Buffering buffering = buffering(said.get("buffering"), wrong);
        Map<?, ?> destination = said.get("destination") instanceof Map<?, ?> given ? given : Map.of();
        boolean tcp = "TCP".equals(destination.get("protocol"));
        if (!tcp && !"HTTP".equals(destination.get("protocol"))) {
            wrong.add("protocol should be HTTP or TCP");
        }
        URI uri = uri(destination.get("URI"), wrong);
        int port =
                destination.get("port") instanceof Number number ? number.intValue() : uri == null ? -1 : uri.getPort();
        if (port < 0) {
            wrong.add("URI port is not provided");
        } else if (port == 0 || port > PORT_MAX || port == RESERVED_PORT) {
            wrong.add("port " + port + " cannot be used");
        }
        if (!wrong.isEmpty()) {
            throw new RefusedException(String.join("; ", wrong));
        }
        String path =
                uri == null || uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new SubscriptionRequest(api, version, types, buffering, tcp, port, path);
    }

    private static Set<String> types(@Nullable Object said, List<String> wrong) {
        Set<String> types = new LinkedHashSet<>();
        if (said instanceof List<?> list) {
            list.forEach(each -> types.add(String.valueOf(each)));
        }
        if (types.isEmpty()) {
            wrong.add("types should not be empty");
        } else if (!TYPES.containsAll(types)) {
            wrong.add("types should be among " + TYPES.stream().sorted().toList());
        }
        return types;
    }

    private static Buffering buffering(@Nullable Object said, List<String> wrong) {
        Map<?, ?> given = said instanceof Map<?, ?> map ? map : Map.of();
        return new Buffering(
                bounded(given, "maxItems", Buffering.ITEMS, 1_000, 10_000, wrong),
                bounded(given, "maxBytes", Buffering.BYTES, 262_144, 1_048_576, wrong),
                bounded(given, "timeoutMs", Buffering.MILLIS, 25, 30_000, wrong));
    }

    private static int bounded(Map<?, ?> given, String name, int usual, int min, int max, List<String> wrong) {
        Object value = given.get(name);
        if (value == null) {
            return usual;
        }
        if (value instanceof Number number && number.longValue() >= min && number.longValue() <= max) {
            return number.intValue();
        }
        wrong.add(name + " should be from " + min + " to " + max);
        return usual;
    }

    private static @Nullable URI uri(@Nullable Object said, List<String> wrong) {
        if (said == null) {
            return null;
        }
        try {
            URI uri = new URI(String.valueOf(said));
            if (uri.getHost() == null || !HOSTS.contains(uri.getHost()) || "https".equals(uri.getScheme())) {
                wrong.add("URI should be http://sandbox.localdomain:PORT");
            }
            return uri;
        } catch (URISyntaxException e) {
            wrong.add("URI cannot be read");
            return null;
        }
    }
}
