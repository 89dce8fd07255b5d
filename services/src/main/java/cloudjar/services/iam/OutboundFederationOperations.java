package cloudjar.services.iam;

import cloudjar.api.iam.DisableOutboundWebIdentityFederationRequest;
import cloudjar.api.iam.DisableOutboundWebIdentityFederationResponse;
import cloudjar.api.iam.EnableOutboundWebIdentityFederationRequest;
import cloudjar.api.iam.EnableOutboundWebIdentityFederationResponse;
import cloudjar.api.iam.GetOutboundWebIdentityFederationInfoRequest;
import cloudjar.api.iam.GetOutboundWebIdentityFederationInfoResponse;
import cloudjar.api.iam.OutboundFederation;
import cloudjar.kernel.call.Call;

/**
 * Whether STS gives the account's principals tokens for services outside, and under which address they are issued. AWS's issuers
 * have hosts of their own ({@code https://ID.tokens.sts.global.api.aws}); ours are at the address by which the caller reached us,
 * so that whoever checks a token finds its keys there.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_getting_started.html">Getting started
 *     with outbound identity federation</a>
 */
final class OutboundFederationOperations implements OutboundFederation {
    /** AWS has a domain of this name; STS publishes the keys below it. */
    private static final String PATH = "/tokens.sts.global.api.aws/";

    private static final int ACCOUNT_DIGITS = 12;

    @Override
    public EnableOutboundWebIdentityFederationResponse enableOutboundWebIdentityFederation(
            EnableOutboundWebIdentityFederationRequest in, Call call) {
        String drawn = call.world().ids().uuid();
        // The id ends with the account, by which STS finds the issuer when its keys are asked for.
        String id = drawn.substring(0, drawn.length() - ACCOUNT_DIGITS) + call.account();
        return call.write(tx -> {
            AccountSheet sheet = AccountSheet.of(tx, call);
            OutboundIssuer known = sheet.outbound();
            if (known != null && known.enabled()) {
                throw IamErrors.outboundEnabled();
            }
            String url = known == null ? call.endpoint().url() + PATH + id : known.url();
            sheet.withOutbound(new OutboundIssuer(url, true)).put(tx, call);
            return EnableOutboundWebIdentityFederationResponse.builder()
                    .issuerIdentifier(url)
                    .build();
        });
    }

    @Override
    public DisableOutboundWebIdentityFederationResponse disableOutboundWebIdentityFederation(
            DisableOutboundWebIdentityFederationRequest in, Call call) {
        return call.write(tx -> {
            AccountSheet sheet = AccountSheet.of(tx, call);
            OutboundIssuer known = sheet.outbound();
            if (known == null || !known.enabled()) {
                throw IamErrors.outboundDisabled();
            }
            sheet.withOutbound(new OutboundIssuer(known.url(), false)).put(tx, call);
            return DisableOutboundWebIdentityFederationResponse.of();
        });
    }

    @Override
    public GetOutboundWebIdentityFederationInfoResponse getOutboundWebIdentityFederationInfo(
            GetOutboundWebIdentityFederationInfoRequest in, Call call) {
        OutboundIssuer known =
                call.read(snapshot -> AccountSheet.of(snapshot, call)).outbound();
        if (known == null || !known.enabled()) {
            throw IamErrors.outboundDisabled();
        }
        return GetOutboundWebIdentityFederationInfoResponse.builder()
                .issuerIdentifier(known.url())
                .jwtVendingEnabled(true)
                .build();
    }
}
