package cloudjar.kernel.call.access;

import org.jspecify.annotations.Nullable;

/**
 * A service whose resources have owners, policies and tags of their own. Asked for every need on one of its ARNs, so it must be
 * quick; {@link cloudjar.kernel.policy.CompiledPolicies} keeps compiled documents.
 */
@FunctionalInterface
public interface ResourcePolicies {
    /**
     * What the need's resource says, read from the call's snapshot; null where there is no such resource, or it is none that
     * has an owner: the call is then one about the caller's own account.
     */
    @Nullable
    ResourceSide find(Asked asked, Need need);
}
