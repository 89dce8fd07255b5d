package cloudjar.services.sts;

import cloudjar.api.sts.AssumeRoleRequest;
import cloudjar.api.sts.AssumeRoleResponse;
import cloudjar.api.sts.AssumeRoleWithSAMLRequest;
import cloudjar.api.sts.AssumeRoleWithSAMLResponse;
import cloudjar.api.sts.AssumeRoleWithWebIdentityRequest;
import cloudjar.api.sts.AssumeRoleWithWebIdentityResponse;
import cloudjar.api.sts.AssumeRootRequest;
import cloudjar.api.sts.AssumeRootResponse;
import cloudjar.api.sts.DecodeAuthorizationMessageRequest;
import cloudjar.api.sts.DecodeAuthorizationMessageResponse;
import cloudjar.api.sts.GetAccessKeyInfoRequest;
import cloudjar.api.sts.GetAccessKeyInfoResponse;
import cloudjar.api.sts.GetCallerIdentityRequest;
import cloudjar.api.sts.GetCallerIdentityResponse;
import cloudjar.api.sts.GetFederationTokenRequest;
import cloudjar.api.sts.GetFederationTokenResponse;
import cloudjar.api.sts.GetSessionTokenRequest;
import cloudjar.api.sts.GetSessionTokenResponse;
import cloudjar.api.sts.GetWebIdentityTokenRequest;
import cloudjar.api.sts.GetWebIdentityTokenResponse;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.identity.AuthorizationMessages;
import cloudjar.kernel.tenancy.AccessKeyId;

/** The operations of STS. */
public final class StsService implements Sts {
    private final cloudjar.kernel.call.Credentials credentials;
    private final RoleAssumption roles;
    private final OwnSessions own;
    private final WebIdentityAssumption webIdentities;
    private final SamlAssumption assertions;
    private final RootAssumption roots;
    private final OutboundTokens outbound;

    /** The service; it tells others whose its temporary credentials are. */
    public StsService(Wiring wiring) {
        credentials = wiring.credentials();
        wiring.access().rules(Sts.API.id(), StsIam.RULES);
        MultiFactorCodes codes = new MultiFactorCodes(wiring.identities());
        roles = new RoleAssumption(wiring.cloud(), codes);
        own = new OwnSessions(wiring.cloud(), codes);
        FederatedAssumption federated = new FederatedAssumption(wiring.cloud());
        webIdentities = new WebIdentityAssumption(wiring.cloud(), federated);
        assertions = new SamlAssumption(wiring.cloud(), federated);
        roots = new RootAssumption(wiring.cloud());
        OutboundIssuers issuers = new OutboundIssuers(wiring.cloud(), wiring.vault());
        issuers.publish(wiring.outside().documents());
        outbound = new OutboundTokens(issuers, wiring.identities(), wiring.vault());
        credentials.add((world, accessKeyId) -> world.store()
                .read(snapshot -> Sessions.find(snapshot, accessKeyId).map(StoredSession::credential))
                .orElse(null));
        wiring.identities().sessionsFrom((snapshot, accessKeyId) -> Sessions.find(snapshot, accessKeyId)
                .map(StoredSession::session));
        wiring.timers()
                .register(
                        StsTables.ENDED_SESSIONS.handler(),
                        (world, timer, due) ->
                                StsTables.ENDED_SESSIONS.fire(world.store(), timer, due, (tx, scope, row) -> {}));
    }

    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest in, Call call) {
        CallerIdentity caller = CallerIdentity.of(call.principal()).orElseThrow(StsErrors::missingAuthenticationToken);
        return GetCallerIdentityResponse.builder()
                .userId(caller.userId())
                .account(caller.account())
                .arn(caller.arn())
                .build();
    }

    @Override
    public AssumeRoleResponse assumeRole(AssumeRoleRequest in, Call call) {
        return roles.assume(in, call);
    }

    @Override
    public AssumeRoleWithWebIdentityResponse assumeRoleWithWebIdentity(AssumeRoleWithWebIdentityRequest in, Call call) {
        return webIdentities.assume(in, call);
    }

    @Override
    public AssumeRoleWithSAMLResponse assumeRoleWithSAML(AssumeRoleWithSAMLRequest in, Call call) {
        return assertions.assume(in, call);
    }

    @Override
    public AssumeRootResponse assumeRoot(AssumeRootRequest in, Call call) {
        OwnSessions.refuseOwn(call, "AssumeRoot");
        return roots.assume(in, call);
    }

    @Override
    public GetWebIdentityTokenResponse getWebIdentityToken(GetWebIdentityTokenRequest in, Call call) {
        OwnSessions.refuseOwn(call, "GetWebIdentityToken");
        return outbound.give(in, call);
    }

    @Override
    public DecodeAuthorizationMessageResponse decodeAuthorizationMessage(
            DecodeAuthorizationMessageRequest in, Call call) {
        OwnSessions.refuseOwn(call, "DecodeAuthorizationMessage");
        return DecodeAuthorizationMessageResponse.builder()
                .decodedMessage(AuthorizationMessages.open(call.world(), call.account(), in.encodedMessage())
                        .orElseThrow(StsErrors::notDecodable))
                .build();
    }

    @Override
    public GetSessionTokenResponse getSessionToken(GetSessionTokenRequest in, Call call) {
        return own.token(in, call);
    }

    @Override
    public GetFederationTokenResponse getFederationToken(GetFederationTokenRequest in, Call call) {
        return own.federate(in, call);
    }

    @Override
    public GetAccessKeyInfoResponse getAccessKeyInfo(GetAccessKeyInfoRequest in, Call call) {
        OwnSessions.refuseOwn(call, "GetAccessKeyInfo");
        String id = in.accessKeyId();
        Credential known = credentials.find(call.world(), id);
        String account = known != null
                ? known.principal().account()
                : AccessKeyId.account(id).orElseThrow(() -> StsErrors.validation("Invalid Access Key ID: " + id));
        return GetAccessKeyInfoResponse.builder().account(account).build();
    }
}
