package cloudjar.kernel.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the policies of one kind say to a request, by themselves: for telling why a decision is what it is.
 *
 * @param policies by which decisions name them
 * @param verdict what they say
 * @param by the first statement that says so; null where they say nothing
 */
public record Opinion(
        PolicyKind kind,
        List<String> policies,
        Verdict verdict,
        @Nullable StatementRef by) {
    /** What policies can say. */
    public enum Verdict {
        ALLOWS,
        DENIES,
        SILENT
    }

    public Opinion {
        policies = List.copyOf(policies);
    }

    /** What each kind of policy says to the first resource of a request, in the order in which they count. */
    public static List<Opinion> of(AccessRequest request, PolicySet policies) {
        List<Opinion> opinions = new ArrayList<>();
        boolean bounded = !policies.boundary().isEmpty();
        policies.resourceControl()
                .forEach(level -> opinions.add(of(request, level, PolicyKind.RESOURCE_CONTROL, bounded)));
        policies.serviceControl()
                .forEach(level -> opinions.add(of(request, level, PolicyKind.SERVICE_CONTROL, bounded)));
        addUnlessEmpty(opinions, request, policies.resource(), PolicyKind.RESOURCE, bounded);
        opinions.add(of(request, policies.identity(), PolicyKind.IDENTITY, bounded));
        addUnlessEmpty(opinions, request, policies.boundary(), PolicyKind.BOUNDARY, bounded);
        addUnlessEmpty(opinions, request, policies.session(), PolicyKind.SESSION, bounded);
        return opinions;
    }

    private static void addUnlessEmpty(
            List<Opinion> opinions, AccessRequest request, PolicyLayer layer, PolicyKind kind, boolean bounded) {
        if (!layer.isEmpty()) {
            opinions.add(of(request, layer, kind, bounded));
        }
    }

    private static Opinion of(AccessRequest request, PolicyLayer layer, PolicyKind kind, boolean bounded) {
        List<String> names = layer.policies().stream().map(CompiledPolicy::id).toList();
        StatementRef denying = first(layer.denies(request.action()), request, bounded);
        if (denying != null) {
            return new Opinion(kind, names, Verdict.DENIES, denying);
        }
        StatementRef allowing = first(layer.allows(request.action()), request, bounded);
        return new Opinion(kind, names, allowing == null ? Verdict.SILENT : Verdict.ALLOWS, allowing);
    }

    private static @Nullable StatementRef first(
            CompiledStatement[] statements, AccessRequest request, boolean bounded) {
        for (CompiledStatement statement : statements) {
            if (statement.applies(request, request.resources().getFirst(), bounded) != Naming.NOT) {
                return switch (statement.decision()) {
                    case Decision.Allowed allowed -> allowed.by();
                    case Decision.ExplicitlyDenied denied -> denied.by();
                    case Decision.ImplicitlyDenied _ -> null;
                };
            }
        }
        return null;
    }
}
