package cloudjar.services.sts;

import cloudjar.api.sts.Credentials;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;

/**
 * A temporary credential.
 *
 * @param principal whom it stands for
 */
record StoredSession(
        String accessKeyId, String secret, String token, Principal principal, Instant expires, Session session) {
    Credential credential() {
        return new Credential(accessKeyId, secret, token, expires, true, principal);
    }

    Credentials shown() {
        return Credentials.builder()
                .accessKeyId(accessKeyId)
                .secretAccessKey(secret)
                .sessionToken(token)
                .expiration(expires)
                .build();
    }
}
