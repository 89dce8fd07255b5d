package cloudjar.services.s3;

import cloudjar.api.s3.CORSConfiguration;
import cloudjar.api.s3.CORSRule;
import cloudjar.kernel.call.OriginRules;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.world.World;
import cloudjar.services.s3.S3Tables.BucketKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What pages of other origins may do with a bucket, by the bucket's rules.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">how S3 evaluates them</a>
 */
final class OriginPermissions implements OriginRules {
    private static final String VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
    private static final String WEBSITES = "/_aws/s3-website/";
    private static final String ANY = "*";

    @Override
    public Optional<Map<String, String>> permissions(World world, Partition partition, OriginRequest request) {
        String path = request.path();
        int start = path.startsWith(WEBSITES) ? WEBSITES.length() : 1;
        int slash = path.indexOf('/', start);
        String bucket = path.substring(Math.min(start, path.length()), slash < 0 ? path.length() : slash);
        // Recorded of AWS: what any request says as a preflight does counts for more than what it is.
        String method = Objects.requireNonNullElse(request.askedMethod(), request.method());
        List<String> asked = names(request.askedHeaders());
        return world.store()
                .read(snapshot -> rules(snapshot, partition, bucket))
                .map(rules -> fitting(rules, request.origin(), method, asked)
                        .map(rule -> headers(rule, request.origin(), asked))
                        .orElse(Map.of()));
    }

    private static Optional<List<CORSRule>> rules(Snapshot snapshot, Partition partition, String bucket) {
        return S3Tables.buckets()
                .get(snapshot, new BucketKey(partition.id(), bucket))
                .flatMap(found -> Configuration.CORS.find(snapshot, found))
                .map(CORSConfiguration::corsRules);
    }

    /** The first rule by which a page of an origin may use a method with these headers. */
    static Optional<CORSRule> fitting(List<CORSRule> rules, String origin, String method, List<String> headers) {
        return rules.stream()
                .filter(rule -> rule.allowedMethods().contains(method)
                        && rule.allowedOrigins().stream().anyMatch(pattern -> matches(pattern, origin))
                        && headers.stream().allMatch(header -> rule.allowedHeaders().stream()
                                .anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), header))))
                .findFirst();
    }

    /** The names in a header that lists names, in lower case. */
    static List<String> names(@Nullable String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(",", -1))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(text)
                : text.length() >= pattern.length() - 1
                        && text.startsWith(pattern.substring(0, star))
                        && text.endsWith(pattern.substring(star + 1));
    }

    /** What a browser is told of a rule. */
    static Map<String, String> headers(CORSRule rule, String origin, List<String> asked) {
        Map<String, String> headers = new LinkedHashMap<>();
        boolean any = rule.allowedOrigins().contains(ANY);
        headers.put("Access-Control-Allow-Origin", any ? ANY : origin);
        if (!asked.isEmpty()) {
            headers.put("Access-Control-Allow-Headers", String.join(", ", asked));
        }
        headers.put("Access-Control-Allow-Methods", String.join(", ", rule.allowedMethods()));
        if (!rule.exposeHeaders().isEmpty()) {
            headers.put("Access-Control-Expose-Headers", String.join(", ", rule.exposeHeaders()));
        }
        if (rule.maxAgeSeconds() != null) {
            headers.put("Access-Control-Max-Age", rule.maxAgeSeconds().toString());
        }
        if (!any) {
            headers.put("Access-Control-Allow-Credentials", "true");
        }
        headers.put("Vary", VARY);
        return headers;
    }
}
