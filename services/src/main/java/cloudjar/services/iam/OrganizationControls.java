package cloudjar.services.iam;

import cloudjar.kernel.policy.Effect;
import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.Selection;
import cloudjar.kernel.policy.Sense;
import cloudjar.kernel.policy.Statement;
import java.util.List;
import java.util.function.Predicate;

/**
 * Service control policies, and which services they leave open.
 *
 * @param levels the policies of each root, unit or account on the way down, every one of which must let a service pass
 */
record OrganizationControls(List<List<PolicyDocument>> levels) implements Predicate<String> {
    private static final String ALL = "*";

    OrganizationControls {
        levels = List.copyOf(levels);
    }

    @Override
    public boolean test(String namespace) {
        return levels.stream()
                .allMatch(level -> level.stream().anyMatch(policy -> GrantingPolicy.opens(policy, namespace))
                        && level.stream().noneMatch(policy -> closes(policy, namespace)));
    }

    /** Whether a policy forbids every action of a service, on everything and at all times. */
    private static boolean closes(PolicyDocument policy, String namespace) {
        return policy.statements().stream()
                .filter(statement -> statement.effect() == Effect.DENY)
                .filter(OrganizationControls::isAlways)
                .anyMatch(statement -> closes(statement.actions(), namespace));
    }

    private static boolean isAlways(Statement statement) {
        Selection resources = statement.resources();
        return statement.conditions().isEmpty()
                && (resources == null
                        || resources.sense() == Sense.NAMED
                                && resources.patterns().contains(ALL));
    }

    private static boolean closes(Selection actions, String namespace) {
        return actions.sense() == Sense.NAMED
                ? actions.patterns().stream().anyMatch(pattern -> GrantingPolicy.isAllOf(pattern, namespace))
                : actions.patterns().stream().noneMatch(pattern -> GrantingPolicy.isOf(pattern, namespace));
    }
}
