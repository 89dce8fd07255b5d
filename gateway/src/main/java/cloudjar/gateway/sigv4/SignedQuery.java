package cloudjar.gateway.sigv4;

import cloudjar.gateway.stage.Admitted;
import cloudjar.gateway.stage.Claim;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a presigned URL.
 *
 * @param values by their names, as they were sent; of a name that is there twice, the first; empty where the signature stands
 *     in a header
 */
record SignedQuery(Map<String, String> values) {
    private static final SignedQuery NONE = new SignedQuery(Map.of());

    static SignedQuery of(Admitted admitted, Claim.Version4 claim) {
        String query = admitted.request().rawQuery();
        return claim.presigned() && query != null ? parse(query) : NONE;
    }

    private static SignedQuery parse(String query) {
        Map<String, String> values = new HashMap<>();
        int start = 0;
        while (start <= query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', start);
            if (equals >= start && equals < end) {
                values.putIfAbsent(query.substring(start, equals), query.substring(equals + 1, end));
            }
            start = end + 1;
        }
        return new SignedQuery(values);
    }

    /** A parameter's value; null where it is absent. */
    @Nullable
    String value(String name) {
        String value = values.get(name);
        return value == null ? null : decoded(value);
    }

    private static @Nullable String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Broken escapes: as good as absent.
            return null;
        }
    }
}
