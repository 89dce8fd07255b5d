package cloudjar.services.iam;

import cloudjar.api.iam.EvaluationResult;
import cloudjar.api.iam.OrganizationsDecisionDetail;
import cloudjar.api.iam.PermissionsBoundaryDecisionDetail;
import cloudjar.api.iam.PolicyEvaluationDecisionType;
import cloudjar.api.iam.PolicySourceType;
import cloudjar.api.iam.Position;
import cloudjar.api.iam.ResourceSpecificResult;
import cloudjar.api.iam.Statement;
import cloudjar.kernel.policy.AccessRequest;
import cloudjar.kernel.policy.ActionName;
import cloudjar.kernel.policy.Caller;
import cloudjar.kernel.policy.CompiledPolicy;
import cloudjar.kernel.policy.Decision;
import cloudjar.kernel.policy.PolicyEvaluator;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.policy.RequestContext;
import cloudjar.kernel.policy.ResourceName;
import cloudjar.kernel.policy.StatementRef;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What policies say to actions that nobody takes.
 *
 * @param own the policies of the one who would act
 * @param boundaries the most that it can have; empty where it has no boundary
 * @param resourcePolicy of the resource; null where it has none
 */
record Simulation(
        List<Source> own,
        List<Source> boundaries,
        @Nullable String resourcePolicy,
        Principal principal,
        RequestContext context,
        Set<String> contextKeys) {
    /**
     * A policy of the simulation.
     *
     * @param id by which the answer names it
     * @param type as the answer calls it
     */
    record Source(String id, String type, String document) {
        CompiledPolicy compiled(PolicyKind kind) {
            return CompiledPolicy.of(PolicyText.checked(document, PolicyRules.of(kind)), kind, id);
        }
    }

    /** The answer for an action and a resource. */
    EvaluationResult result(String action, String resource) {
        Decision decision = decide(action, resource, policies());
        List<Statement> matched = matched(decision);
        List<String> missing = missing();
        String verdict = verdict(decision);
        PermissionsBoundaryDecisionDetail boundary = boundary(action, resource);
        return EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(resource)
                .evalDecision(verdict)
                .matchedStatements(matched)
                .missingContextValues(missing)
                .organizationsDecisionDetail(OrganizationsDecisionDetail.builder()
                        .allowedByOrganizations(true)
                        .build())
                .permissionsBoundaryDecisionDetail(boundary)
                .evalDecisionDetails(Map.of())
                .resourceSpecificResults(List.of(ResourceSpecificResult.builder()
                        .evalResourceName(resource)
                        .evalResourceDecision(verdict)
                        .matchedStatements(matched)
                        .missingContextValues(missing)
                        .permissionsBoundaryDecisionDetail(boundary)
                        .build()))
                .build();
    }

    private Decision decide(String action, String resource, PolicySet policies) {
        AccessRequest request = new AccessRequest(
                Caller.of(principal), ActionName.of(action), List.of(ResourceName.of(resource)), "", context);
        return PolicyEvaluator.decide(request, policies);
    }

    private PolicySet policies() {
        PolicySet policies = PolicySet.NONE.withIdentity(layer(own, PolicyKind.IDENTITY));
        if (!boundaries.isEmpty()) {
            policies = policies.withBoundary(layer(boundaries, PolicyKind.BOUNDARY));
        }
        if (resourcePolicy != null) {
            Source source = new Source("ResourcePolicy", PolicySourceType.RESOURCE, resourcePolicy);
            policies = policies.withResource(PolicyLayer.of(source.compiled(PolicyKind.RESOURCE)));
        }
        return policies;
    }

    private static PolicyLayer layer(List<Source> sources, PolicyKind kind) {
        return PolicyLayer.of(
                sources.stream().map(source -> source.compiled(kind)).toList());
    }

    private @Nullable PermissionsBoundaryDecisionDetail boundary(String action, String resource) {
        if (boundaries.isEmpty()) {
            return null;
        }
        Decision decision =
                decide(action, resource, PolicySet.NONE.withIdentity(layer(boundaries, PolicyKind.BOUNDARY)));
        return PermissionsBoundaryDecisionDetail.builder()
                .allowedByPermissionsBoundary(decision.allowed())
                .build();
    }

    private static String verdict(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> PolicyEvaluationDecisionType.ALLOWED;
            case Decision.ExplicitlyDenied _ -> PolicyEvaluationDecisionType.EXPLICIT_DENY;
            case Decision.ImplicitlyDenied _ -> PolicyEvaluationDecisionType.IMPLICIT_DENY;
        };
    }

    /** The statement that decided; AWS shows others that match too. */
    private List<Statement> matched(Decision decision) {
        StatementRef by =
                switch (decision) {
                    case Decision.Allowed allowed -> allowed.by();
                    case Decision.ExplicitlyDenied denied -> denied.by();
                    case Decision.ImplicitlyDenied _ -> null;
                };
        if (by == null) {
            return List.of();
        }
        return Stream.concat(own.stream(), boundaries.stream())
                .filter(source -> source.id().equals(by.policy()))
                .limit(1)
                .map(source -> shown(source, by.index()))
                .toList();
    }

    private static Statement shown(Source source, int index) {
        StatementSpan span = StatementSpan.of(source.document()).get(index);
        return Statement.builder()
                .sourcePolicyId(source.id())
                .sourcePolicyType(source.type())
                .startPosition(Position.builder()
                        .line(span.line())
                        .column(span.column())
                        .build())
                .endPosition(Position.builder()
                        .line(span.endLine())
                        .column(span.endColumn())
                        .build())
                .build();
    }

    /** The keys that the policies ask about and the request does not give. */
    private List<String> missing() {
        return ContextKeys.of(Stream.concat(own.stream(), boundaries.stream())
                        .map(Source::document)
                        .toList())
                .stream()
                .filter(key -> !contextKeys.contains(key.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
