package cloudjar.kernel.call.access;

import cloudjar.kernel.policy.KeySource;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.policy.ResourceGrant;

/**
 * What a resource says to a need.
 *
 * @param account that has it
 * @param policies attached to it, compiled
 * @param grant what they are needed for within the account
 * @param keys what conditions can ask about the resource, such as {@code aws:resourcetag/team}; asked only while the call is
 *     judged
 */
public record ResourceSide(String account, PolicyLayer policies, ResourceGrant grant, KeySource keys) {
    /** No such resource, of which whoever asks is told: needs on it are met. */
    public static final ResourceSide ABSENT = plain("", KeySource.NONE);

    /** Whether it is {@link #ABSENT}: any other has an account. */
    public boolean isAbsent() {
        return account.isEmpty();
    }

    /** A resource without policies. */
    public static ResourceSide plain(String account, KeySource keys) {
        return new ResourceSide(account, PolicyLayer.NONE, ResourceGrant.SUFFICIENT, keys);
    }

    /** A resource whose policies may grant. */
    public static ResourceSide of(String account, PolicyLayer policies, KeySource keys) {
        return new ResourceSide(account, policies, ResourceGrant.SUFFICIENT, keys);
    }
}
