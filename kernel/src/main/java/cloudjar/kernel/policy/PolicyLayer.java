package cloudjar.kernel.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Policies that count as one, such as all those of a user and its groups: any of them may allow. Their statements are kept
 * by the services that they are about, so that a decision looks at few of them. Make it when one of the policies changes
 * and keep it; immutable, so any number of threads may share it.
 */
public final class PolicyLayer {
    /** No policy. */
    public static final PolicyLayer NONE = of(List.of());

    private final List<CompiledPolicy> policies;
    private final ByService denies;
    private final ByService allows;

    private PolicyLayer(List<CompiledPolicy> policies) {
        this.policies = policies;
        List<CompiledStatement> statements = policies.stream()
                .flatMap(policy -> policy.statements().stream())
                .toList();
        denies = new ByService(statements, Effect.DENY);
        allows = new ByService(statements, Effect.ALLOW);
    }

    /** The layer of these policies. */
    public static PolicyLayer of(List<CompiledPolicy> policies) {
        return new PolicyLayer(List.copyOf(policies));
    }

    /** The layer of one policy. */
    public static PolicyLayer of(CompiledPolicy policy) {
        return of(List.of(policy));
    }

    /** What of these policies denies: for a resource whose policies may not grant just now. */
    public PolicyLayer denialsOnly() {
        return of(policies.stream().map(CompiledPolicy::denialsOnly).toList());
    }

    /** The policies that it is made of. */
    public List<CompiledPolicy> policies() {
        return policies;
    }

    /** Whether there is no policy; an empty layer allows nothing. */
    public boolean isEmpty() {
        return policies.isEmpty();
    }

    /** The denials that may be about an action of this service, in the policies' order. */
    CompiledStatement[] denies(ActionName action) {
        return denies.of(action);
    }

    /** The permissions that may be about an action of this service, in the policies' order. */
    CompiledStatement[] allows(ActionName action) {
        return allows.of(action);
    }

    /** Statements of one effect by the services that they are about: most are about one. */
    private static final class ByService {
        private final Map<String, CompiledStatement[]> ofService = new HashMap<>();
        private final CompiledStatement[] ofOthers;

        ByService(List<CompiledStatement> statements, Effect effect) {
            List<CompiledStatement> own = statements.stream()
                    .filter(statement -> statement.effect() == effect && !statement.idle())
                    .toList();
            ofOthers = own.stream()
                    .filter(statement -> statement.services().isEmpty())
                    .toArray(CompiledStatement[]::new);
            own.stream()
                    .flatMap(statement -> statement.services().stream())
                    .distinct()
                    .forEach(service -> ofService.put(service, about(service, own)));
        }

        private static CompiledStatement[] about(String service, List<CompiledStatement> own) {
            return own.stream()
                    .filter(statement -> statement.services().isEmpty()
                            || statement.services().contains(service))
                    .toArray(CompiledStatement[]::new);
        }

        CompiledStatement[] of(ActionName action) {
            return ofService.getOrDefault(action.service(), ofOthers);
        }
    }
}
