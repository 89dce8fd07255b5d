package cloudjar.services.sts;

import cloudjar.api.sts.FederatedUser;
import cloudjar.api.sts.GetFederationTokenRequest;
import cloudjar.api.sts.GetFederationTokenResponse;
import cloudjar.api.sts.GetSessionTokenRequest;
import cloudjar.api.sts.GetSessionTokenResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Temporary credentials of the caller itself, and of people for whom it vouches. */
final class OwnSessions {
    private static final int SECONDS = 43_200;
    private static final int ROOT_SECONDS = 3_600;

    private final Cloud cloud;
    private final MultiFactorCodes codes;

    OwnSessions(Cloud cloud, MultiFactorCodes codes) {
        this.cloud = cloud;
        this.codes = codes;
    }

    GetSessionTokenResponse token(GetSessionTokenRequest in, Call call) {
        refuseSessions(call, "GetSessionToken");
        Instant multiFactorTime = codes.check(in.serialNumber(), in.tokenCode(), call);
        Session session = new Session(call.time(), issuer(call), Map.of(), List.of(), List.of(), multiFactorTime, null);
        StoredSession made = Sessions.make(call, call.principal(), seconds(in.durationSeconds(), call), session);
        return GetSessionTokenResponse.builder().credentials(made.shown()).build();
    }

    GetFederationTokenResponse federate(GetFederationTokenRequest in, Call call) {
        refuseSessions(call, "GetFederationToken");
        SessionTags tags = SessionTags.of(in.tags(), List.of(), null);
        SessionPolicies policies =
                SessionPolicies.of(new PolicyTexts(cloud, call)::of, in.policyArns(), in.policy(), 0);
        Arn arn = new Arn(call.partition().id(), "sts", "", call.account(), "federated-user/" + in.name());
        Principal.Federated user = new Principal.Federated(call.account(), arn, in.name());
        Session session =
                new Session(call.time(), issuer(call), tags.all(), List.of(), policies.documents(), null, null);
        StoredSession made = Sessions.make(call, user, seconds(in.durationSeconds(), call), session);
        return GetFederationTokenResponse.builder()
                .credentials(made.shown())
                .federatedUser(FederatedUser.builder()
                        .federatedUserId(call.account() + ":" + in.name())
                        .arn(arn.toString())
                        .build())
                .packedPolicySize(policies.packedPercent())
                .build();
    }

    /**
     * Refuses a session that GetSessionToken made: with such a one an account is told who it is and assumes roles, and no more.
     *
     * @throws cloudjar.kernel.shape.ApiException where such a one calls
     */
    static void refuseOwn(Call call, String operation) {
        Principal caller = call.principal();
        boolean lasting = caller instanceof Principal.User || caller instanceof Principal.Root;
        if (lasting
                && Sessions.calling(call)
                        .filter(session -> !session.assumedRoot(caller))
                        .isPresent()) {
            throw StsErrors.sessionCredentials(operation);
        }
    }

    private static void refuseSessions(Call call, String operation) {
        if (call.principal() instanceof Principal.Anonymous) {
            throw StsErrors.missingAuthenticationToken();
        }
        boolean lasting = call.principal() instanceof Principal.Root || call.principal() instanceof Principal.User;
        if (!lasting || Sessions.calling(call).isPresent()) {
            throw StsErrors.sessionCredentials(operation);
        }
    }

    private static @Nullable Arn issuer(Call call) {
        return call.principal() instanceof Principal.User user ? user.arn() : null;
    }

    /** Sessions of the root user last an hour at most, whatever is asked. */
    private static int seconds(@Nullable Integer asked, Call call) {
        int seconds = Objects.requireNonNullElse(asked, SECONDS);
        return call.principal() instanceof Principal.Root ? Math.min(seconds, ROOT_SECONDS) : seconds;
    }
}
