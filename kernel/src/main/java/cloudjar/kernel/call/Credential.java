package cloudjar.kernel.call;

import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access key and whom it stands for.
 *
 * @param secret what requests are signed with
 * @param sessionToken that requests must carry as well; null for keys that last
 * @param expires when it ends, by the world's clock; null for keys that last
 * @param active whether it may be used: keys of users can be switched off
 */
public record Credential(
        String accessKeyId,
        String secret,
        @Nullable String sessionToken,
        @Nullable Instant expires,
        boolean active,
        Principal principal) {
    /** Without the secret and the token: they must not come into a log. */
    @Override
    public String toString() {
        return "Credential[" + accessKeyId + ", " + principal.id() + "]";
    }
}
