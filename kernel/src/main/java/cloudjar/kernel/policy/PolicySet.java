package cloudjar.kernel.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All policies that are about one request.
 *
 * @param serviceControl of the caller's account, by level from the root down: each level must allow; empty where there
 *     is no organization
 * @param resourceControl of the resource's account, likewise
 * @param resource attached to the resource: any of them may grant
 * @param identity attached to the caller's user, its groups or its role
 * @param boundary of the caller's user or role; null where it has none
 * @param session passed when the session was made; empty where none were
 */
public record PolicySet(
        List<List<CompiledPolicy>> serviceControl,
        List<List<CompiledPolicy>> resourceControl,
        List<CompiledPolicy> resource,
        List<CompiledPolicy> identity,
        @Nullable CompiledPolicy boundary,
        List<CompiledPolicy> session) {
    /** No policies at all. */
    public static final PolicySet NONE = new PolicySet(List.of(), List.of(), List.of(), List.of(), null, List.of());

    public PolicySet {
        serviceControl = serviceControl.stream().map(List::copyOf).toList();
        resourceControl = resourceControl.stream().map(List::copyOf).toList();
        resource = List.copyOf(resource);
        identity = List.copyOf(identity);
        session = List.copyOf(session);
    }

    /** This set with these policies of the identity. */
    public PolicySet withIdentity(List<CompiledPolicy> policies) {
        return new PolicySet(serviceControl, resourceControl, resource, policies, boundary, session);
    }

    /** This set with these policies of the resource. */
    public PolicySet withResource(List<CompiledPolicy> policies) {
        return new PolicySet(serviceControl, resourceControl, policies, identity, boundary, session);
    }

    /** This set with this permissions boundary. */
    public PolicySet withBoundary(@Nullable CompiledPolicy policy) {
        return new PolicySet(serviceControl, resourceControl, resource, identity, policy, session);
    }

    /** This set with these session policies. */
    public PolicySet withSession(List<CompiledPolicy> policies) {
        return new PolicySet(serviceControl, resourceControl, resource, identity, boundary, policies);
    }

    /** This set with these service control policies. */
    public PolicySet withServiceControl(List<List<CompiledPolicy>> levels) {
        return new PolicySet(levels, resourceControl, resource, identity, boundary, session);
    }

    /** This set with these resource control policies. */
    public PolicySet withResourceControl(List<List<CompiledPolicy>> levels) {
        return new PolicySet(serviceControl, levels, resource, identity, boundary, session);
    }
}
