package cloudjar.kernel.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All policies that are about one request.
 *
 * @param serviceControl of the caller's account, by level from the root down: each level must allow; empty where there
 *     is no organization
 * @param resourceControl of the resource's account, likewise
 * @param resource attached to the resource: any of them may grant
 * @param identity attached to the caller's user, its groups or its role
 * @param boundary of the caller's user or role; empty where it has none
 * @param session passed when the session was made; empty where none were
 */
public record PolicySet(
        List<PolicyLayer> serviceControl,
        List<PolicyLayer> resourceControl,
        PolicyLayer resource,
        PolicyLayer identity,
        PolicyLayer boundary,
        PolicyLayer session) {
    /** No policies at all. */
    public static final PolicySet NONE =
            new PolicySet(List.of(), List.of(), PolicyLayer.NONE, PolicyLayer.NONE, PolicyLayer.NONE, PolicyLayer.NONE);

    /** Identity policies that allow everything: made when they are first asked for. */
    private static final class Everything {
        static final PolicyLayer ALLOWED = PolicyLayer.of(CompiledPolicy.of(
                new PolicyDocument(
                        PolicyVersion.V2012_10_17,
                        null,
                        List.of(new Statement(
                                null,
                                Effect.ALLOW,
                                null,
                                new Selection(Sense.NAMED, List.of("*")),
                                new Selection(Sense.NAMED, List.of("*")),
                                List.of()))),
                PolicyKind.IDENTITY,
                "everything"));

        private Everything() {}
    }

    /** Where nothing but the policies of the resource decide: what callers may by their own is not asked. */
    public static PolicySet ofResourceAlone(PolicyLayer policies) {
        return NONE.withIdentity(Everything.ALLOWED).withResource(policies);
    }

    public PolicySet {
        serviceControl = List.copyOf(serviceControl);
        resourceControl = List.copyOf(resourceControl);
    }

    /** The statement that made the decision; empty where none of these policies' did. */
    Optional<Statement> deciding(Decision decision) {
        return Stream.of(serviceControl, resourceControl, List.of(resource, identity, boundary, session))
                .flatMap(List::stream)
                .flatMap(layer -> layer.policies().stream())
                .flatMap(policy -> policy.statements().stream())
                .filter(statement -> statement.decision().equals(decision))
                .map(CompiledStatement::source)
                .findFirst();
    }

    /** This set with these policies of the identity. */
    public PolicySet withIdentity(PolicyLayer policies) {
        return new PolicySet(serviceControl, resourceControl, resource, policies, boundary, session);
    }

    /** This set with these policies of the resource. */
    public PolicySet withResource(PolicyLayer policies) {
        return new PolicySet(serviceControl, resourceControl, policies, identity, boundary, session);
    }

    /** This set with this permissions boundary. */
    public PolicySet withBoundary(PolicyLayer policy) {
        return new PolicySet(serviceControl, resourceControl, resource, identity, policy, session);
    }

    /** This set with these session policies. */
    public PolicySet withSession(PolicyLayer policies) {
        return new PolicySet(serviceControl, resourceControl, resource, identity, boundary, policies);
    }

    /** This set with these service control policies. */
    public PolicySet withServiceControl(List<PolicyLayer> levels) {
        return new PolicySet(levels, resourceControl, resource, identity, boundary, session);
    }

    /** This set with these resource control policies. */
    public PolicySet withResourceControl(List<PolicyLayer> levels) {
        return new PolicySet(serviceControl, levels, resource, identity, boundary, session);
    }
}
