package cloudjar.kernel.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement, ready to be asked. */
final class CompiledStatement {
    private final Statement source;
    private final Effect effect;
    private final Sense actionSense;
    private final ActionPattern[] actions;
    private final Sense resourceSense;
    private final ArnPattern @Nullable [] resources;
    private final @Nullable CompiledPrincipals principals;
    private final CompiledCondition[] conditions;
    private final List<String> services;
    private final Decision decision;

    CompiledStatement(Statement statement, PolicyVersion version, StatementRef ref) {
        source = statement;
        effect = statement.effect();
        decision = effect == Effect.ALLOW ? new Decision.Allowed(ref) : new Decision.ExplicitlyDenied(ref);
        actionSense = statement.actions().sense();
        actions = statement.actions().patterns().stream().map(ActionPattern::of).toArray(ActionPattern[]::new);
        services = services(actionSense, actions);
        Selection named = statement.resources();
        resourceSense = named == null ? Sense.NAMED : named.sense();
        resources = named == null ? null : patterns(named.patterns(), version);
        PrincipalSelection who = statement.principals();
        principals = who == null ? null : new CompiledPrincipals(who, effect);
        conditions = statement.conditions().stream()
                .map(condition -> new CompiledCondition(condition, version))
                .toArray(CompiledCondition[]::new);
    }

    private static ArnPattern[] patterns(List<String> texts, PolicyVersion version) {
        PatternToken.Syntax syntax = PatternToken.Syntax.of(version, PatternToken.Syntax.VARIABLES_AND_WILDCARDS);
        return texts.stream().map(text -> ArnPattern.of(text, syntax)).toArray(ArnPattern[]::new);
    }

    /** As its policy has it. */
    Statement source() {
        return source;
    }

    Effect effect() {
        return effect;
    }

    /** What is decided where this statement decides. */
    Decision decision() {
        return decision;
    }

    /** The services that its actions belong to; empty where they may belong to any. */
    List<String> services() {
        return services;
    }

    private static List<String> services(Sense sense, ActionPattern[] actions) {
        List<ActionPattern> all = List.of(actions);
        return sense == Sense.NAMED && all.stream().allMatch(ActionPattern::namesService)
                ? all.stream().map(ActionPattern::servicePattern).distinct().toList()
                : List.of();
    }

    /** Whether it is about no action at all. */
    boolean idle() {
        return actionSense == Sense.NAMED && actions.length == 0;
    }

    /** How it names the caller where it applies to the request; {@link Naming#NOT} where it does not apply. */
    Naming applies(AccessRequest request, ResourceName resource, boolean bounded) {
        if (!aboutAction(request.action()) || !aboutResource(resource, request.context())) {
            return Naming.NOT;
        }
        Naming naming = principals == null ? Naming.ITSELF : principals.naming(request.caller(), bounded);
        return naming != Naming.NOT && conditionsHold(request.context()) ? naming : Naming.NOT;
    }

    private boolean aboutAction(ActionName action) {
        for (ActionPattern pattern : actions) {
            if (pattern.matches(action)) {
                return actionSense == Sense.NAMED;
            }
        }
        return actionSense == Sense.ALL_BUT;
    }

    private boolean aboutResource(ResourceName resource, RequestContext context) {
        if (resources == null) {
            return true;
        }
        for (ArnPattern pattern : resources) {
            if (pattern.matches(resource, context)) {
                return resourceSense == Sense.NAMED;
            }
        }
        return resourceSense == Sense.ALL_BUT;
    }

    private boolean conditionsHold(RequestContext context) {
        for (CompiledCondition condition : conditions) {
            if (!condition.holds(context)) {
                return false;
            }
        }
        return true;
    }
}
