package cloudjar.server.admin;

import cloudjar.gateway.SideDoor;
import cloudjar.protocols.HttpRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the admin API, read: what its query and its JSON body say is one set of parameters, so that a page can be
 * used from a browser's address line and from a program alike.
 *
 * @param path without a slash at its end
 * @param rest what follows the page's own path and a slash; empty where nothing does
 * @param world the one that the parameter {@code world} or the path's prefix chose
 */
record AdminRequest(String method, String path, String rest, String world, Map<String, String> parameters) {
    private static final int BODY_MAX = 64 << 10;

    AdminRequest {
        parameters = Map.copyOf(parameters);
    }

    static AdminRequest read(HttpRequest request, SideDoor.Visitor visitor, String path, String rest)
            throws IOException {
        Map<String, String> parameters = queryOf(request);
        byte[] body =
                request.contentLength() == 0 ? new byte[0] : request.body().readNBytes(BODY_MAX + 1);
        if (body.length > BODY_MAX) {
            throw AdminException.badRequest("the body is longer than " + BODY_MAX + " bytes");
        }
        if (body.length > 0) {
            Json.readFlat(body, parameters);
        }
        return of(request, visitor, path, rest, parameters);
    }

    /** As the other, without the body, which is content. */
    static AdminRequest readHead(HttpRequest request, SideDoor.Visitor visitor, String path, String rest) {
        return of(request, visitor, path, rest, queryOf(request));
    }

    private static AdminRequest of(
            HttpRequest request, SideDoor.Visitor visitor, String path, String rest, Map<String, String> parameters) {
        String world = parameters.getOrDefault("world", visitor.world());
        return new AdminRequest(request.method(), path, rest, world, parameters);
    }

    private static Map<String, String> queryOf(HttpRequest request) {
        Map<String, String> parameters = new HashMap<>();
        String query = request.rawQuery();
        if (query != null) {
            readQuery(query, parameters);
        }
        return parameters;
    }

    private static void readQuery(String query, Map<String, String> parameters) {
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AdminException.badRequest("the query is not percent-encoded: " + text);
        }
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** A parameter that must be there. */
    String required(String name) {
        String value = parameters.get(name);
        if (value == null || value.isEmpty()) {
            throw AdminException.badRequest(path + " needs the parameter '" + name + "'");
        }
        return value;
    }

    /** Refuses other methods; a {@code HEAD} is a {@code GET}. */
    AdminRequest only(String... methods) {
        for (String allowed : methods) {
            if (is(allowed)) {
                return this;
            }
        }
        throw AdminException.methodNotAllowed(method, path, String.join(", ", methods));
    }

    boolean is(String allowed) {
        return method.equals(allowed) || (allowed.equals("GET") && method.equals("HEAD"));
    }
}
