package cloudjar.services.s3;

import cloudjar.api.s3.SessionCredentials;
import cloudjar.api.s3.SessionMode;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;

/**
 * A session with a directory bucket: a temporary credential that is good for this bucket alone.
 *
 * @param principal who began it
 * @param mode what may be done with it: everything, or reading
 */
record ExpressSession(
        String accessKeyId,
        String secret,
        String token,
        Principal principal,
        Instant expires,
        String bucket,
        String mode) {
    Credential credential() {
        return new Credential(accessKeyId, secret, token, expires, true, principal);
    }

    boolean readsOnly() {
        return mode.equals(SessionMode.READ_ONLY);
    }

    SessionCredentials shown() {
        return SessionCredentials.builder()
                .accessKeyId(accessKeyId)
                .secretAccessKey(secret)
                .sessionToken(token)
                .expiration(expires)
                .build();
    }
}
