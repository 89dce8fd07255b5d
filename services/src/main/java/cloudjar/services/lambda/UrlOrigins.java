package cloudjar.services.lambda;

import cloudjar.api.lambda.Cors;
import cloudjar.kernel.call.OriginRules;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What pages of other origins may do at the addresses of functions, by their configuration; where it says nothing, that is
 * the function's to say.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors">Cross-origin resource sharing</a>
 */
final class UrlOrigins implements OriginRules {
    private static final String PREFIX = "/_aws/lambda-url/";
    private static final String ANY = "*";

    @Override
    public Optional<Map<String, String>> permissions(World world, Partition partition, OriginRequest request) {
        if (!request.path().startsWith(PREFIX)) {
            return Optional.empty();
        }
        UrlTarget target = UrlTarget.of(request.path().substring(PREFIX.length()));
        return Optional.of(world.store()
                .read(snapshot -> Urls.find(snapshot, target.id()))
                .map(url -> url.configuration().cors())
                .map(cors -> answer(cors, request.origin()))
                .orElse(Map.of()));
    }

    /** What the answer to a browser that asks beforehand says; nothing where the page may not. */
    static Map<String, String> preflight(Cors cors, String origin, String method) {
        if (!(cors.allowMethods().contains(ANY) || cors.allowMethods().contains(method))) {
            return Map.of();
        }
        Map<String, String> headers = answer(cors, origin);
        if (headers.isEmpty()) {
            return headers;
        }
        headers.remove("Access-Control-Expose-Headers");
        put(headers, "Access-Control-Allow-Methods", cors.allowMethods());
        put(headers, "Access-Control-Allow-Headers", cors.allowHeaders());
        if (cors.maxAge() != null) {
            headers.put("Access-Control-Max-Age", cors.maxAge().toString());
        }
        return headers;
    }

    private static Map<String, String> answer(Cors cors, String origin) {
        Map<String, String> headers = new LinkedHashMap<>();
        boolean any = cors.allowOrigins().contains(ANY);
        if (!any && !cors.allowOrigins().contains(origin)) {
            return headers;
        }
        headers.put("Access-Control-Allow-Origin", any ? ANY : origin);
        if (Boolean.TRUE.equals(cors.allowCredentials())) {
            headers.put("Access-Control-Allow-Credentials", "true");
        }
        put(headers, "Access-Control-Expose-Headers", cors.exposeHeaders());
        headers.put("Vary", "Origin");
        return headers;
    }

    private static void put(Map<String, String> headers, String name, List<String> values) {
        if (!values.isEmpty()) {
            headers.put(name, String.join(",", values));
        }
    }
}
