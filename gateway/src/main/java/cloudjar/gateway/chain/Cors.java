package cloudjar.gateway.chain;

import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages served from this machine call APIs, as a console or a web application under development does. Pages from
 * elsewhere get no permission, so that a browser keeps answers from them; S3's own CORS rules go before this.
 */
public final class Cors {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String[] LOCAL = {"localhost", "127.0.0.1", "[::1]", "localhost.localstack.cloud"};

    private Cors() {}

    /** The answer to a browser that asks beforehand; null where the request is none. */
    public static @Nullable HttpResponse preflight(HttpRequest request) {
        if (!request.method().equals("OPTIONS") || request.header("Access-Control-Request-Method") == null) {
            return null;
        }
        String origin = request.header("Origin");
        if (origin == null || !isLocal(origin)) {
            return null;
        }
        String headers = request.header("Access-Control-Request-Headers");
        HttpResponse answer = new HttpResponse(204)
                .header("Access-Control-Allow-Methods", "HEAD,GET,PUT,POST,DELETE,OPTIONS,PATCH")
                .header("Access-Control-Allow-Headers", headers == null ? "*" : headers)
                .header("Access-Control-Max-Age", "600");
        return allow(request, answer);
    }

    /** Adds the permission to read the answer, where the request came from a page of this machine. */
    public static HttpResponse allow(HttpRequest request, HttpResponse answer) {
        String origin = request.header("Origin");
        if (origin != null && isLocal(origin) && answer.header(ALLOW_ORIGIN) == null) {
            answer.header(ALLOW_ORIGIN, origin)
                    .header("Access-Control-Expose-Headers", "*")
                    .header("Vary", "Origin");
        }
        return answer;
    }

    private static boolean isLocal(String origin) {
        int start = origin.indexOf("://");
        if (start < 0) {
            return false;
        }
        int colon = origin.lastIndexOf(':');
        int end = colon > start && colon > origin.lastIndexOf(']') ? colon : origin.length();
        String host = origin.substring(start + 3, end);
        for (String local : LOCAL) {
            if (host.equals(local) || host.endsWith("." + local)) {
                return true;
            }
        }
        return false;
    }
}
