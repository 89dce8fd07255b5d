package cloudjar.gateway.authorize;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.DenialStyle;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.identity.Controls;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.policy.AccessRequest;
import cloudjar.kernel.policy.AuthorizationMessage;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.Decision;
import cloudjar.kernel.policy.Opinion;
import cloudjar.kernel.policy.PolicyEvaluator;
import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.policy.RequestContext;
import cloudjar.kernel.policy.ResourceGrant;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.tenancy.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Asks all policies about all needs of a call, and says in the service's words what it refuses. */
final class Judgement {
    private final Permissions permissions;
    private final Access access;
    private final Actor.Lookup actors;

    Judgement(Permissions permissions) {
        this.permissions = permissions;
        this.access = permissions.access();
        this.actors = new Actor.Lookup(access, permissions.identities(), new CompiledPolicies());
    }

    AccessRules rules(OperationSchema operation) {
        return access.rules(operation.service());
    }

    /**
     * A need that is not met.
     *
     * @param refused what the caller is told; null where denials are only noted
     * @param denial what is noted of it, made of its number
     */
    record Unmet(@Nullable Refused refused, LongFunction<Denial> denial) {}

    /** What the service answers to the session that calls, whatever policies say; null where it takes it. */
    @Nullable
    ApiException refusal(Asked asked, AccessRules rules) {
        Session session = actors.session(asked.call(), asked.snapshot());
        return session == null ? null : rules.refusal(asked, session);
    }

    /** Notes a denial. To be called once it is certain: what a read of the store finds may be found again. */
    void note(Unmet unmet) {
        permissions.denials().add(unmet.denial());
    }

    /** The first need that is not met; null where all are. */
    @Nullable
    Unmet judge(Asked asked, AccessRules rules) {
        Call call = asked.call();
        if (call.principal() instanceof Principal.Service && rules.amongServices(asked.operation())) {
            return null;
        }
        List<Need> needs = new ArrayList<>(1);
        rules.needs(asked, needs::add);
        if (needs.isEmpty()) {
            return null;
        }
        Actor actor = actors.find(call, asked.snapshot());
        Observations observations = Observations.of(call.world());
        for (int i = 0; i < needs.size(); i++) {
            Need need = needs.get(i);
            observations.note(call.principal(), actor, need);
            Unmet unmet = judge(asked, rules, actor, need);
            if (unmet != null) {
                return unmet;
            }
        }
        return null;
    }

    /** Whether the caller may do this. */
    boolean allows(Asked asked, Need need) {
        Actor actor = actors.find(asked.call(), asked.snapshot());
        Observations.of(asked.call().world()).note(asked.call().principal(), actor, need);
        Unmet unmet = judge(asked, rules(asked.operation()), actor, need);
        if (unmet != null) {
            note(unmet);
        }
        return unmet == null;
    }

    private @Nullable Unmet judge(Asked asked, AccessRules rules, Actor actor, Need need) {
        ResourcePolicies source = access.policies(need.service());
        ResourceSide side = source == null ? null : source.find(asked, need);
        if (side != null && side.isAbsent()) {
            return null;
        }
        // A resource that is not there belongs to nobody: the service will say so.
        String account = side != null ? side.account() : source != null ? "" : need.account();
        boolean home =
                account.isEmpty() || account.equals(actor.caller().principal().account());
        Controls resourceControls = home
                ? actor.caller().principal() instanceof Principal.Service ? Controls.NONE : actor.controls()
                : permissions.identities().controls(asked.call().world(), asked.snapshot(), account);
        if (home
                && actor.unlimitedAtHome()
                && resourceControls.resource().isEmpty()
                && (side == null || side.policies().isEmpty() && side.grant() == ResourceGrant.SUFFICIENT)) {
            return null;
        }
        CallKeys keys = new CallKeys(asked, rules, need, actor, side, resourceControls);
        AccessRequest request = new AccessRequest(
                actor.caller(), need.action().name(), List.of(need.resource()), account, RequestContext.asking(keys));
        PolicySet policies = actor.policies();
        if (side != null && !side.policies().isEmpty()) {
            policies = policies.withResource(side.policies());
        }
        if (!resourceControls.resource().isEmpty()) {
            policies = policies.withResourceControl(resourceControls.resource());
        }
        Decision decision =
                PolicyEvaluator.decide(request, policies, side == null ? ResourceGrant.SUFFICIENT : side.grant());
        return decision.allowed()
                ? null
                : unmet(new Decided(asked, need, decision, request, policies, keys), rules.style(), home);
    }

    /** A denial and all that it rests on. */
    private record Decided(
            Asked asked, Need need, Decision decision, AccessRequest request, PolicySet policies, CallKeys keys) {
        LongFunction<Denial> denial(String sentence, boolean refused) {
            Call call = asked.call();
            // Asked now, while there is a snapshot.
            List<Opinion> opinions = Opinion.of(request, policies);
            Map<String, List<String>> known = keys.known();
            return sequence -> new Denial(
                    sequence,
                    call.time(),
                    call.requestId(),
                    call.world().id(),
                    call.account(),
                    call.region(),
                    call.principal().id(),
                    asked.operation().service().id(),
                    asked.operation().name(),
                    need.action().text(),
                    need.resource().text(),
                    sentence,
                    decision instanceof Decision.ExplicitlyDenied explicit ? explicit.by() : null,
                    opinions,
                    known,
                    refused);
        }

        boolean anonymous() {
            return request.caller().principal() instanceof Principal.Anonymous;
        }
    }

    private Unmet unmet(Decided decided, DenialStyle style, boolean home) {
        String principal = decided.asked().call().principal().id();
        String full = Reason.sentence(principal, decided.need(), decided.decision(), style);
        boolean enforced = permissions.mode() == Mode.ENFORCE;
        return new Unmet(enforced ? refused(decided, style, full, home) : null, decided.denial(full, enforced));
    }

    private static Refused refused(Decided decided, DenialStyle style, String full, boolean home) {
        String sentence =
                switch (style.words()) {
                    case REASON -> full;
                    case NO_REASON ->
                        Reason.bare(decided.asked().call().principal().id(), decided.need(), style);
                    case REASON_AT_HOME -> home && !decided.anonymous() ? full : "Access Denied";
                };
        return new Refused(
                decided.asked().operation().service().facts(),
                style,
                sentence,
                AuthorizationMessage.of(
                        decided.request(), decided.need().action().text(), decided.policies(), decided.decision()));
    }
}
