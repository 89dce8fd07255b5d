package cloudjar.kernel.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;

/** A key with which an issuer of our own signs tokens; {@link IdentityToken} reads them. Immutable. */
public final class TokenKey {
    private static final int RSA_BITS = 2048;

    private final JWK key;
    private final JWSAlgorithm algorithm;

    private TokenKey(JWK key) {
        this.key = key;
        this.algorithm = JWSAlgorithm.parse(key.getAlgorithm().getName());
    }

    /** A new key for RS256: RSA with SHA-256. */
    public static TokenKey rsa(String id) {
        try {
            return new TokenKey(new RSAKeyGenerator(RSA_BITS)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** A new key for ES384: the curve P-384 with SHA-384. */
    public static TokenKey ellipticCurve(String id) {
        try {
            return new TokenKey(new ECKeyGenerator(Curve.P_384)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES384)
                    .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has elliptic curves", e);
        }
    }

    /** A key as {@link #secret} gave it. */
    public static TokenKey of(String secret) {
        try {
            return new TokenKey(JWK.parse(secret));
        } catch (ParseException e) {
            throw new IllegalStateException("a stored key is malformed", e);
        }
    }

    /** The whole key, as JSON: to be sealed. */
    public String secret() {
        return key.toJSONString();
    }

    /** What everybody may know of it: a member of a JSON Web Key Set. */
    public Map<String, Object> shown() {
        return key.toPublicJWK().toJSONObject();
    }

    /** Its algorithm by its name in JSON Web Tokens. */
    public String algorithm() {
        return algorithm.getName();
    }

    /** A token with these claims. */
    public String sign(Map<String, Object> claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(algorithm)
                            .keyID(key.getKeyID())
                            .type(JOSEObjectType.JWT)
                            .build(),
                    JWTClaimsSet.parse(claims));
            token.sign(signer());
            return token.serialize();
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("a key of our own does not sign", e);
        }
    }

    private JWSSigner signer() throws JOSEException {
        return key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
    }

    @Override
    public String toString() {
        return "TokenKey[" + key.getKeyID() + "]";
    }
}
