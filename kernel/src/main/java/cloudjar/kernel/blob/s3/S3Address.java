package cloudjar.kernel.blob.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where a bucket is, and who may use it.
 *
 * @param endpoint the store's URL, without a path
 * @param prefix what the names of objects begin with; empty, or ends with a slash
 * @param accessKey whose
 * @param secretKey of that access key
 */
public record S3Address(URI endpoint, String region, String bucket, String prefix, String accessKey, String secretKey) {
    private static final Set<String> PARAMETERS = Set.of("endpoint", "region");

    /**
     * Reads {@code s3://ACCESSKEY:SECRETKEY@BUCKET/PREFIX?region=REGION&endpoint=URL}, percent-encoded; prefix, region and
     * endpoint may be left out.
     *
     * @throws IllegalArgumentException with the reason, as the end of a sentence that names the option
     */
    public static S3Address parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw refused(e);
        }
        String user = uri.getRawUserInfo();
        String authority = uri.getRawAuthority();
        if (!"s3".equals(uri.getScheme()) || authority == null || user == null || user.indexOf(':') < 1) {
            throw refused(null);
        }
        Map<String, String> parameters = parameters(uri.getRawQuery());
        String region = parameters.getOrDefault("region", "us-east-1");
        String endpoint = parameters.getOrDefault("endpoint", "https://s3." + region + ".amazonaws.com");
        String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        int colon = user.indexOf(':');
        return new S3Address(
                endpoint(endpoint),
                region,
                authority.substring(authority.indexOf('@') + 1),
                path.isEmpty() || path.endsWith("/") ? path : path + "/",
                decode(user.substring(0, colon)),
                decode(user.substring(colon + 1)));
    }

    private static URI endpoint(String text) {
        URI uri = URI.create(text);
        boolean plain = uri.getRawPath() == null
                || uri.getRawPath().isEmpty()
                || uri.getRawPath().equals("/");
        if (uri.getHost() == null
                || !plain
                || uri.getRawQuery() != null
                || !uri.getScheme().matches("https?")) {
            throw new IllegalArgumentException("takes an endpoint like https://store.example:9000, not '" + text + "'");
        }
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    private static Map<String, String> parameters(@org.jspecify.annotations.Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                if (!PARAMETERS.contains(name)) {
                    throw new IllegalArgumentException("takes no '" + name + "'; it takes endpoint and region");
                }
                parameters.put(name, decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Does not repeat the text, which holds a secret. */
    private static IllegalArgumentException refused(@org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(
                "takes s3://ACCESSKEY:SECRETKEY@BUCKET/PREFIX?region=REGION&endpoint=URL, percent-encoded", cause);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix + " at " + endpoint;
    }
}
