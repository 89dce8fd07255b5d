package cloudjar.services.sts;

import cloudjar.api.sts.AssumeRoleRequest;
import cloudjar.api.sts.AssumeRoleResponse;
import cloudjar.api.sts.AssumedRoleUser;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.policy.Caller;
import cloudjar.kernel.policy.RequestContext;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AssumeRole: who may have a session of a role, and what it is like.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class RoleAssumption {
    private static final int SECONDS = 3_600;
    private static final String ASSUME = "sts:AssumeRole";

    private final Cloud cloud;
    private final MultiFactorCodes codes;

    RoleAssumption(Cloud cloud, MultiFactorCodes codes) {
        this.cloud = cloud;
        this.codes = codes;
    }

    AssumeRoleResponse assume(AssumeRoleRequest in, Call call) {
        Optional<AssumableRole> found = AssumableRole.find(cloud, call, in.roleArn());
        Session from = Sessions.calling(call).orElse(null);
        SessionTags tags = SessionTags.of(in.tags(), in.transitiveTagKeys(), from);
        Instant multiFactorTime = codes.check(in.serialNumber(), in.tokenCode(), call);
        AssumableRole role = found.orElseThrow(() -> StsErrors.denied(call.principal(), ASSUME, in.roleArn()));
        checkTrust(role, in, tags, from, multiFactorTime, call);
        int seconds = seconds(in, role, call);
        SessionPolicies policies =
                SessionPolicies.of(new PolicyTexts(cloud, call)::of, in.policyArns(), in.policy(), tags.size());
        String source = sourceIdentity(in, from);
        Principal.AssumedRole principal = role.session(in.roleSessionName());
        Session session =
                new Session(call.time(), role.arn(), tags.all(), tags.transitive(), policies.documents(), null, source);
        StoredSession made = Sessions.make(call, principal, seconds, session);
        boolean packed = in.policy() != null || in.hasPolicyArns() || in.hasTags();
        return AssumeRoleResponse.builder()
                .credentials(made.shown())
                .assumedRoleUser(AssumedRoleUser.builder()
                        .assumedRoleId(role.id() + ":" + in.roleSessionName())
                        .arn(principal.id())
                        .build())
                .packedPolicySize(packed ? policies.packedPercent() : null)
                .sourceIdentity(source)
                .build();
    }

    private static void checkTrust(
            AssumableRole role,
            AssumeRoleRequest in,
            SessionTags tags,
            @Nullable Session from,
            @Nullable Instant multiFactorTime,
            Call call) {
        Caller caller = from == null || from.issuer() == null
                ? Caller.of(call.principal())
                : Caller.session(call.principal(), from.issuer());
        RequestContext context = AssumptionContext.of(in, tags, from, multiFactorTime, call);
        List<String> actions = new ArrayList<>(List.of(ASSUME));
        if (!tags.passed().isEmpty()) {
            actions.add("sts:TagSession");
        }
        if (in.sourceIdentity() != null) {
            actions.add("sts:SetSourceIdentity");
        }
        for (String action : actions) {
            if (!role.trusts(caller, action, context)) {
                throw StsErrors.denied(call.principal(), action, in.roleArn());
            }
        }
    }

    private static int seconds(AssumeRoleRequest in, AssumableRole role, Call call) {
        int seconds = Objects.requireNonNullElse(in.durationSeconds(), SECONDS);
        if (call.principal() instanceof Principal.AssumedRole && seconds > SECONDS) {
            throw StsErrors.durationOverChain();
        }
        if (seconds > role.secondsMax()) {
            throw StsErrors.durationOverRole();
        }
        return seconds;
    }

    private static @Nullable String sourceIdentity(AssumeRoleRequest in, @Nullable Session from) {
        String inherited = from == null ? null : from.sourceIdentity();
        if (inherited != null && in.sourceIdentity() != null && !inherited.equals(in.sourceIdentity())) {
            throw StsErrors.accessDenied("The source identity of the calling session cannot be changed.");
        }
        return inherited == null ? in.sourceIdentity() : inherited;
    }
}
