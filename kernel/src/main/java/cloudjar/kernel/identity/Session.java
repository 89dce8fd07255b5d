package cloudjar.kernel.identity;

import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a session beside its credential.
 *
 * @param issuer the role or user whose session it is; null for the root user's
 * @param tags by their keys, as they were written
 * @param transitiveTags the keys of tags that go on to sessions made from this one
 * @param policies passed when it was made, as documents: the most that it has of its identity's permissions
 * @param multiFactorTime when a device of the caller gave a code; null where none did
 * @param sourceIdentity set when it was made, and kept by sessions made from it; null where none was set
 */
public record Session(
        Instant issued,
        @Nullable Arn issuer,
        Map<String, String> tags,
        List<String> transitiveTags,
        List<String> policies,
        @Nullable Instant multiFactorTime,
        @Nullable String sourceIdentity) {
    public Session {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        transitiveTags = List.copyOf(transitiveTags);
        policies = List.copyOf(policies);
    }

    /** Whether it makes another account's principal the root user: no other session of a root user has policies. */
    public boolean assumedRoot(Principal principal) {
        return principal instanceof Principal.Root && !policies.isEmpty();
    }
}
