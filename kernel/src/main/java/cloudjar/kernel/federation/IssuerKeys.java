package cloudjar.kernel.federation;

import cloudjar.kernel.federation.UntrustedProofException.Reason;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;

/** The public keys of an OpenID Connect provider, as its server tells them now. */
public final class IssuerKeys {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String SECURE = "https";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Longer than any list of keys: AWS takes a hundred at most. */
    private static final int BODY_MAX = 256 * 1024;

    private final JWKSet keys;

    private IssuerKeys(JWKSet keys) {
        this.keys = keys;
    }

    /** These keys, written as JSON. */
    public static IssuerKeys parse(String json) throws UntrustedProofException {
        try {
            return new IssuerKeys(JWKSet.parse(json));
        } catch (ParseException e) {
            throw new UntrustedProofException(Reason.KEY, "not a list of keys", e);
        }
    }

    /**
     * Whether a provider may have this URL: one of {@code https}, or of {@code http} on this machine.
     */
    public static boolean isIssuer(String url) {
        try {
            URI uri = URI.create(url);
            String host = uri.getHost();
            return host != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && (SECURE.equals(uri.getScheme()) || "http".equals(uri.getScheme()) && LOOPBACK.contains(host));
        } catch (IllegalArgumentException e) {
            // No URL at all.
            return false;
        }
    }

    /**
     * Asks a provider for its keys.
     *
     * @param issuer its URL, which {@link #isIssuer may be one}
     * @param thumbprints SHA-1 hashes, in hexadecimal, of certificates that its server may end its chain with though nobody
     *     else vouches for them
     * @throws UntrustedProofException where it cannot be reached, is somebody else, or has no keys
     */
    public static IssuerKeys fetch(String issuer, List<String> thumbprints) throws UntrustedProofException {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        if (issuer.startsWith(SECURE)) {
            builder.sslContext(IssuerTrust.context(thumbprints));
        }
        try (HttpClient http = builder.build()) {
            String root = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            Object keysUrl = JSONObjectUtils.parse(get(http, root + DISCOVERY)).get("jwks_uri");
            if (!(keysUrl instanceof String url) || !isIssuer(url)) {
                throw new UntrustedProofException(Reason.KEY, "no address of keys");
            }
            return parse(get(http, url));
        } catch (ParseException e) {
            throw new UntrustedProofException(Reason.KEY, "no configuration", e);
        }
    }

    private static String get(HttpClient http, String url) throws UntrustedProofException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            HttpResponse<String> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), BODY_MAX));
            if (response.statusCode() != 200) {
                throw new UntrustedProofException(Reason.KEY, url + " answers " + response.statusCode());
            }
            return response.body();
        } catch (SSLException e) {
            throw new UntrustedProofException(Reason.CERTIFICATE, "the certificate is not trusted", e);
        } catch (IOException e) {
            throw new UntrustedProofException(Reason.UNREACHABLE, "cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UntrustedProofException(Reason.UNREACHABLE, "interrupted", e);
        }
    }

    JWKSet set() {
        return keys;
    }
}
