package cloudjar.kernel.federation;

import cloudjar.kernel.federation.UntrustedProofException.Reason;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A token of an OpenID Connect provider: what it claims, to be believed once it is {@link #verify verified}. */
public final class IdentityToken {
    /** Of those that there are, the ones with keys that are public. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final SignedJWT token;
    private final JWTClaimsSet claims;

    private IdentityToken(SignedJWT token, JWTClaimsSet claims) {
        this.token = token;
        this.claims = claims;
    }

    /**
     * Reads a token.
     *
     * @throws UntrustedProofException where it is none, or lacks a claim that every token has
     */
    public static IdentityToken parse(String text) throws UntrustedProofException {
        IdentityToken token;
        try {
            SignedJWT signed = SignedJWT.parse(text);
            token = new IdentityToken(signed, signed.getJWTClaimsSet());
        } catch (ParseException e) {
            throw new UntrustedProofException(Reason.MALFORMED, "not a signed token", e);
        }
        require("iss", token.claims.getIssuer());
        require("sub", token.claims.getSubject());
        require("aud", token.claims.getAudience().isEmpty() ? null : "aud");
        require("exp", token.claims.getExpirationTime());
        require("iat", token.claims.getIssueTime());
        return token;
    }

    private static void require(String name, @Nullable Object claim) throws UntrustedProofException {
        if (claim == null) {
            throw new UntrustedProofException(Reason.INCOMPLETE, name);
        }
    }

    /** The URL of the provider. */
    public String issuer() {
        return claims.getIssuer();
    }

    /** Whom it is about. */
    public String subject() {
        return claims.getSubject();
    }

    /** For whom it is meant; never empty. */
    public List<String> audience() {
        return List.copyOf(claims.getAudience());
    }

    /** For whom it was made ({@code azp}); null where it does not say. */
    public @Nullable String authorizedParty() {
        return claims.getClaim("azp") instanceof String party ? party : null;
    }

    /** When it ends. */
    public Instant expires() {
        return instant(claims.getExpirationTime());
    }

    /** When it was made. */
    public Instant issued() {
        return instant(claims.getIssueTime());
    }

    /** When it begins; when it was made, where it does not say. */
    public Instant begins() {
        Date begins = claims.getNotBeforeTime();
        return begins == null ? issued() : instant(begins);
    }

    /** A claim as JSON has it: a map, list, text, number or boolean; null where it is absent. */
    public @Nullable Object claim(String name) {
        return claims.getClaim(name);
    }

    /** All claims by their names. */
    public Map<String, Object> claims() {
        return claims.getClaims();
    }

    private static Instant instant(Date date) {
        return Objects.requireNonNull(date).toInstant();
    }

    /**
     * Checks the signature.
     *
     * @throws UntrustedProofException where none of the keys made it
     */
    public void verify(IssuerKeys keys) throws UntrustedProofException {
        JWSHeader header = token.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw new UntrustedProofException(Reason.KEY, "no public key signs with " + header.getAlgorithm());
        }
        List<JWK> fitting = new JWKSelector(JWKMatcher.forJWSHeader(header)).select(keys.set());
        if (fitting.isEmpty()) {
            throw new UntrustedProofException(Reason.KEY, "no key " + header.getKeyID());
        }
        for (JWK key : fitting) {
            if (signed(key)) {
                return;
            }
        }
        throw new UntrustedProofException(Reason.SIGNATURE, "the signature is wrong");
    }

    private boolean signed(JWK key) {
        try {
            JWSVerifier verifier =
                    switch (key) {
                        case RSAKey rsa -> new RSASSAVerifier(rsa.toRSAPublicKey());
                        case ECKey curve -> new ECDSAVerifier(curve.toECPublicKey());
                        default -> null;
                    };
            return verifier != null && token.verify(verifier);
        } catch (JOSEException e) {
            // A key that is none, or of another curve than the algorithm's.
            return false;
        }
    }
}
