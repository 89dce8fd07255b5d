package cloudjar.services.sts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody for whom an identity provider vouches.
 *
 * @param provider the provider's ARN
 * @param sessionName what the session is to be called
 * @param sourceIdentity null where the proof names none
 * @param keys what the proof adds to what conditions can ask about
 * @param ends when a session ends at the latest; null where the proof does not say
 */
record FederatedIdentity(
        String provider,
        String sessionName,
        SessionTags tags,
        @Nullable String sourceIdentity,
        Map<String, List<String>> keys,
        @Nullable Instant ends) {
    FederatedIdentity {
        keys = Map.copyOf(keys);
    }
}
