package cloudjar.gateway.sigv4;

import cloudjar.gateway.stage.Admitted;
import cloudjar.gateway.stage.Claim;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a presigned URL.
 *
 * @param raw the query as it was sent; empty where the signature stands in a header
 */
record SignedQuery(String raw) {
    static SignedQuery of(Admitted admitted, Claim.Version4 claim) {
        String query = admitted.request().rawQuery();
        return new SignedQuery(claim.presigned() && query != null ? query : "");
    }

    /** A parameter's value; null where it is absent. */
    @Nullable
    String value(String name) {
        for (String parameter : raw.split("&", -1)) {
            if (parameter.startsWith(name) && parameter.startsWith("=", name.length())) {
                return decoded(parameter.substring(name.length() + 1));
            }
        }
        return null;
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
