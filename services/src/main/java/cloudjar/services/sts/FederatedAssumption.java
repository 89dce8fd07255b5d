package cloudjar.services.sts;

import cloudjar.api.sts.AssumedRoleUser;
import cloudjar.api.sts.Credentials;
import cloudjar.api.sts.PolicyDescriptorType;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.policy.Caller;
import cloudjar.kernel.policy.RequestContext;
import cloudjar.kernel.tenancy.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives sessions of roles to people for whom an identity provider vouches, if the role's trust policy lets them. */
final class FederatedAssumption {
    private static final int SECONDS = 3_600;

    private final Cloud cloud;

    FederatedAssumption(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * What is asked for.
     *
     * @param action by which the trust policy must let them in
     * @param policy null where none is passed
     * @param seconds how long; null for as long as usual
     */
    record Wish(
            String action,
            AssumableRole role,
            List<PolicyDescriptorType> policyArns,
            @Nullable String policy,
            @Nullable Integer seconds) {}

    /**
     * What is given.
     *
     * @param packedPercent null where nothing is packed
     */
    record Given(
            Credentials credentials,
            AssumedRoleUser user,
            @Nullable Integer packedPercent) {}

    /**
     * The role, if it may be there.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none
     */
    AssumableRole role(String arn, String action, Call call) {
        return AssumableRole.find(cloud, call, arn).orElseThrow(() -> StsErrors.notAuthorized(action));
    }

    /**
     * Makes a session.
     *
     * @throws cloudjar.kernel.shape.ApiException where the role does not trust them, or what is asked for is too much
     */
    Given assume(Wish wish, FederatedIdentity who, Call call) {
        AssumableRole role = wish.role();
        checkTrust(wish, who, call);
        if (Objects.requireNonNullElse(wish.seconds(), SECONDS) > role.secondsMax()) {
            throw StsErrors.durationOverRole();
        }
        Call there = call.in(role.arn().account(), call.region());
        SessionPolicies policies = SessionPolicies.of(
                new PolicyTexts(cloud, there)::of,
                wish.policyArns(),
                wish.policy(),
                who.tags().size());
        Principal.AssumedRole principal = role.session(who.sessionName());
        Session session = new Session(
                call.time(),
                role.arn(),
                who.tags().all(),
                who.tags().transitive(),
                policies.documents(),
                null,
                who.sourceIdentity());
        StoredSession made = Sessions.make(call, principal, seconds(wish, who, call), session);
        boolean packed = wish.policy() != null
                || !wish.policyArns().isEmpty()
                || !who.tags().passed().isEmpty();
        return new Given(
                made.shown(),
                AssumedRoleUser.builder()
                        .assumedRoleId(role.id() + ":" + who.sessionName())
                        .arn(principal.id())
                        .build(),
                packed ? policies.packedPercent() : null);
    }

    private static void checkTrust(Wish wish, FederatedIdentity who, Call call) {
        Caller caller = Caller.federated(who.provider());
        RequestContext context = AssumptionContext.of(who, call);
        List<String> actions = new ArrayList<>(List.of(wish.action()));
        if (!who.tags().passed().isEmpty()) {
            actions.add("sts:TagSession");
        }
        if (who.sourceIdentity() != null) {
            actions.add("sts:SetSourceIdentity");
        }
        for (String action : actions) {
            if (!wish.role().trusts(caller, action, context)) {
                throw StsErrors.notAuthorized(action);
            }
        }
    }

    private static int seconds(Wish wish, FederatedIdentity who, Call call) {
        int seconds = Objects.requireNonNullElse(wish.seconds(), SECONDS);
        return who.ends() == null
                ? seconds
                : Math.clamp(Duration.between(call.time(), who.ends()).toSeconds(), 0, seconds);
    }
}
