package cloudjar.services.sts;

import cloudjar.kernel.federation.TokenKey;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.Secret;
import cloudjar.kernel.vault.Vault;
import cloudjar.kernel.world.World;
import java.util.List;
import java.util.Map;

/**
 * An account as an issuer of tokens for services outside.
 *
 * @param url as tokens and their checkers name it
 * @param rsa the key for RS256
 * @param ellipticCurve the key for ES384
 */
record OutboundIssuer(String url, Secret rsa, Secret ellipticCurve) {
    /** The algorithms by their names in JSON Web Tokens. */
    static final List<String> ALGORITHMS = List.of("RS256", "ES384");

    /** A new one, with keys of its own. */
    static OutboundIssuer make(String url, World world, Vault vault) {
        return new OutboundIssuer(
                url,
                vault.seal(Bytes.ofUtf8(TokenKey.rsa(world.ids().uuid()).secret())),
                vault.seal(
                        Bytes.ofUtf8(TokenKey.ellipticCurve(world.ids().uuid()).secret())));
    }

    /** The id at the end of its address. */
    String id() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** The key for an algorithm. */
    TokenKey key(String algorithm, Vault vault) {
        return open(algorithm.equals("RS256") ? rsa : ellipticCurve, vault);
    }

    /** What is found at {@code /.well-known/openid-configuration} behind its address. */
    Map<String, Object> configuration() {
        return Map.of(
                "issuer",
                url,
                "jwks_uri",
                url + OutboundIssuers.KEYS,
                "response_types_supported",
                List.of("id_token"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                ALGORITHMS,
                "claims_supported",
                List.of("iss", "sub", "aud", "exp", "iat", "jti", OutboundTokens.CLAIM));
    }

    /** What is found at {@code /.well-known/jwks.json} behind its address. */
    Map<String, Object> keys(Vault vault) {
        return Map.of(
                "keys",
                List.of(open(rsa, vault).shown(), open(ellipticCurve, vault).shown()));
    }

    private static TokenKey open(Secret key, Vault vault) {
        return TokenKey.of(vault.open(key).utf8());
    }
}
