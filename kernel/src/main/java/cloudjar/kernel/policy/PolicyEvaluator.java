package cloudjar.kernel.policy;

import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests by AWS's rules; the package's description has them in order. Has no state and reads nothing but its
 * arguments, so any thread may ask.
 */
public final class PolicyEvaluator {
    private static final Decision ROOT = new Decision.Allowed(null);

    private PolicyEvaluator() {}

    /** The decision for a resource whose own policy may grant, but need not. */
    public static Decision decide(AccessRequest request, PolicySet policies) {
        return decide(request, policies, ResourceGrant.SUFFICIENT);
    }

    /** The decision: where there are several resources, that for the first one that is not allowed. */
    public static Decision decide(AccessRequest request, PolicySet policies, ResourceGrant rule) {
        Decision decision = ROOT;
        List<ResourceName> resources = request.resources();
        for (int i = 0; i < resources.size(); i++) {
            Decision one = new Evaluation(request, resources.get(i), policies, rule).decide();
            if (!one.allowed()) {
                return one;
            }
            decision = i == 0 ? one : decision;
        }
        return decision;
    }

    /** The evaluation for one resource. */
    private record Evaluation(AccessRequest request, ResourceName resource, PolicySet policies, ResourceGrant rule) {

        Decision decide() {
            Decision denial = denial();
            if (denial != null) {
                return denial;
            }
            if (controlled() && !everyLevelAllows(policies.resourceControl())) {
                return missing(PolicyKind.RESOURCE_CONTROL);
            }
            if (controlled() && request.caller().hasAccount() && !everyLevelAllows(policies.serviceControl())) {
                return missing(PolicyKind.SERVICE_CONTROL);
            }
            Grant grant = resourceGrant();
            if (!request.caller().hasAccount()) {
                return grant == null
                        ? missing(PolicyKind.RESOURCE)
                        : grant.statement().decision();
            }
            return request.crossesAccounts() ? decideAcrossAccounts(grant) : decideWithinAccount(grant);
        }

        /** Both accounts must allow: that of the caller by its identity, that of the resource by the resource's policy. */
        private Decision decideAcrossAccounts(@Nullable Grant grant) {
            Decision own = identityDecision();
            if (!own.allowed()) {
                return own;
            }
            return grant == null ? missing(PolicyKind.RESOURCE) : own;
        }

        private Decision decideWithinAccount(@Nullable Grant grant) {
            if (grant != null && grant.naming() == Naming.ITSELF) {
                return grant.statement().decision();
            }
            if (grant == null && rule == ResourceGrant.REQUIRED) {
                return missing(PolicyKind.RESOURCE);
            }
            if (grant != null && grant.naming() == Naming.IDENTITY) {
                return limited(grant.statement().decision());
            }
            return identityDecision();
        }

        /** What the caller's own account says. */
        private Decision identityDecision() {
            if (request.caller().principal() instanceof Principal.Root) {
                return ROOT;
            }
            CompiledStatement granting = allowing(policies.identity());
            return granting == null ? missing(PolicyKind.IDENTITY) : limited(granting.decision());
        }

        /** A grant within the limits of boundary and session. */
        private Decision limited(Decision granted) {
            if (bounded() && allowing(policies.boundary()) == null) {
                return missing(PolicyKind.BOUNDARY);
            }
            boolean hasSessionPolicies = !policies.session().isEmpty();
            if (hasSessionPolicies ? allowing(policies.session()) == null : needsSessionPolicies()) {
                return missing(PolicyKind.SESSION);
            }
            return granted;
        }

        /** The session of a federated user has no permissions but those of the policies passed for it. */
        private boolean needsSessionPolicies() {
            return request.caller().principal() instanceof Principal.Federated;
        }

        private boolean controlled() {
            return request.caller().control() == Caller.Control.CONTROLLED;
        }

        private boolean everyLevelAllows(List<PolicyLayer> levels) {
            for (PolicyLayer level : levels) {
                if (allowing(level) == null) {
                    return false;
                }
            }
            return true;
        }

        /** The first denial in any policy, or null. */
        private @Nullable Decision denial() {
            Decision denial = null;
            if (controlled()) {
                denial = denialInLevels(policies.resourceControl());
                if (denial == null && request.caller().hasAccount()) {
                    denial = denialInLevels(policies.serviceControl());
                }
            }
            denial = denial == null ? denialIn(policies.resource()) : denial;
            denial = denial == null ? denialIn(policies.identity()) : denial;
            denial = denial == null ? denialIn(policies.boundary()) : denial;
            return denial == null ? denialIn(policies.session()) : denial;
        }

        private @Nullable Decision denialInLevels(List<PolicyLayer> levels) {
            for (PolicyLayer level : levels) {
                Decision denial = denialIn(level);
                if (denial != null) {
                    return denial;
                }
            }
            return null;
        }

        private @Nullable Decision denialIn(PolicyLayer layer) {
            for (CompiledStatement statement : layer.denies(request.action())) {
                if (naming(statement) != Naming.NOT) {
                    return statement.decision();
                }
            }
            return null;
        }

        private @Nullable CompiledStatement allowing(PolicyLayer layer) {
            for (CompiledStatement statement : layer.allows(request.action())) {
                if (naming(statement) != Naming.NOT) {
                    return statement;
                }
            }
            return null;
        }

        /** The statement of the resource's policies that names the caller best, or null. */
        private @Nullable Grant resourceGrant() {
            Grant best = null;
            for (CompiledStatement statement : policies.resource().allows(request.action())) {
                Naming naming = naming(statement);
                if (naming != Naming.NOT && (best == null || naming.compareTo(best.naming()) > 0)) {
                    best = new Grant(statement, naming);
                }
            }
            return best;
        }

        private Naming naming(CompiledStatement statement) {
            return statement.applies(request, resource, bounded());
        }

        private boolean bounded() {
            return !policies.boundary().isEmpty();
        }

        private static Decision missing(PolicyKind kind) {
            return Denials.of(kind);
        }
    }

    /** A statement of a resource's policy that grants, and to whom. */
    private record Grant(CompiledStatement statement, Naming naming) {}

    /** One denial of each kind, since they say nothing else. */
    private static final class Denials {
        private static final Decision[] BY_KIND = new Decision[PolicyKind.values().length];

        static {
            for (PolicyKind kind : PolicyKind.values()) {
                BY_KIND[kind.ordinal()] = new Decision.ImplicitlyDenied(kind);
            }
        }

        private Denials() {}

        static Decision of(PolicyKind kind) {
            return BY_KIND[kind.ordinal()];
        }
    }
}
