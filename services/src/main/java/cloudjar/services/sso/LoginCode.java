package cloudjar.services.sso;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/**
 * A code that a browser brings back to the program, which proves by its verifier that it asked.
 *
 * @param challenge the SHA-256 of the verifier, in Base64 for URLs
 */
record LoginCode(
        String code,
        String clientId,
        String redirectUri,
        String challenge,
        String instanceArn,
        String userId,
        Instant expires) {
    /** Whether the verifier is that of the challenge; takes as long whatever is wrong. */
    boolean answers(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            byte[] given = Base64.getUrlEncoder().withoutPadding().encode(digest);
            return MessageDigest.isEqual(given, challenge.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
