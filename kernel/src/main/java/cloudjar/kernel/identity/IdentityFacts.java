package cloudjar.kernel.identity;

import cloudjar.kernel.policy.PolicySet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is kept of a user or role.
 *
 * @param policies its identity policies and its permissions boundary
 * @param tags by their keys, as they were written
 */
public record IdentityFacts(PolicySet policies, Map<String, String> tags) {
    /** An identity of which nothing is known: it is allowed nothing. */
    public static final IdentityFacts NONE = new IdentityFacts(PolicySet.NONE, Map.of());

    public IdentityFacts {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
