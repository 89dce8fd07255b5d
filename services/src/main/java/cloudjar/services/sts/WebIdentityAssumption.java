package cloudjar.services.sts;

import cloudjar.api.iam.GetOpenIDConnectProviderRequest;
import cloudjar.api.iam.GetOpenIDConnectProviderResponse;
import cloudjar.api.iam.Iam;
import cloudjar.api.iam.NoSuchEntityException;
import cloudjar.api.sts.AssumeRoleWithWebIdentityRequest;
import cloudjar.api.sts.AssumeRoleWithWebIdentityResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.federation.IdentityToken;
import cloudjar.kernel.federation.IssuerKeys;
import cloudjar.kernel.federation.UntrustedProofException;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * AssumeRoleWithWebIdentity: sessions for whoever has a token of an OpenID Connect provider that the role's account knows.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">the operation</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif">its
 *     keys</a>
 */
final class WebIdentityAssumption {
    static final String ACTION = "sts:AssumeRoleWithWebIdentity";

    private static final Principal STS = new Principal.Service("sts.amazonaws.com");
    private static final Duration SKEW_MAX = Duration.ofMinutes(5);

    private final Cloud cloud;
    private final FederatedAssumption federated;

    WebIdentityAssumption(Cloud cloud, FederatedAssumption federated) {
        this.cloud = cloud;
        this.federated = federated;
    }

    AssumeRoleWithWebIdentityResponse assume(AssumeRoleWithWebIdentityRequest in, Call call) {
        if (in.providerId() != null) {
            throw NotImplemented.of("sts", "AssumeRoleWithWebIdentity with a ProviderId, of OAuth 2.0");
        }
        IdentityToken token = token(in.webIdentityToken());
        AssumableRole role = federated.role(in.roleArn(), ACTION, call);
        String address = address(token.issuer());
        Arn provider = new Arn(role.arn().partition(), "iam", "", role.arn().account(), "oidc-provider/" + address);
        GetOpenIDConnectProviderResponse known = known(provider, token, call);
        verify(token, known.thumbprintList());
        String audience = audience(token, known.clientIDList());
        checkTime(token, call);
        FederatedIdentity who = new FederatedIdentity(
                provider.toString(),
                in.roleSessionName(),
                TokenTags.of(token),
                TokenTags.sourceIdentity(token),
                keys(token, address, audience),
                null);
        FederatedAssumption.Given given = federated.assume(
                new FederatedAssumption.Wish(ACTION, role, in.policyArns(), in.policy(), in.durationSeconds()),
                who,
                call);
        return AssumeRoleWithWebIdentityResponse.builder()
                .credentials(given.credentials())
                .assumedRoleUser(given.user())
                .packedPolicySize(given.packedPercent())
                .subjectFromWebIdentityToken(token.subject())
                .provider(provider.toString())
                .audience(audience)
                .sourceIdentity(who.sourceIdentity())
                .build();
    }

    private static IdentityToken token(String text) {
        try {
            return IdentityToken.parse(text);
        } catch (UntrustedProofException e) {
            throw refusal(e);
        }
    }

    /** How IAM names a provider: by its URL without the scheme. */
    private static String address(String issuer) {
        return issuer.replaceFirst("^https?://", "");
    }

    private GetOpenIDConnectProviderResponse known(Arn provider, IdentityToken token, Call call) {
        if (!IssuerKeys.isIssuer(token.issuer())) {
            throw StsErrors.noProvider(token.issuer());
        }
        try {
            return cloud.client(Iam.API)
                    .getOpenIDConnectProvider(
                            GetOpenIDConnectProviderRequest.builder()
                                    .openIDConnectProviderArn(provider.toString())
                                    .build(),
                            call.in(provider.account(), call.region()).as(STS));
        } catch (NoSuchEntityException e) {
            throw StsErrors.noProvider(token.issuer());
        }
    }

    private static void verify(IdentityToken token, List<String> thumbprints) {
        try {
            token.verify(IssuerKeys.fetch(token.issuer(), thumbprints));
        } catch (UntrustedProofException e) {
            throw refusal(e);
        }
    }

    private static ApiException refusal(UntrustedProofException e) {
        return switch (e.reason()) {
            case MALFORMED -> StsErrors.notAToken();
            case INCOMPLETE -> StsErrors.missingClaim(Objects.requireNonNullElse(e.getMessage(), ""));
            case UNREACHABLE -> StsErrors.providerUnreachable();
            case CERTIFICATE -> StsErrors.wrongThumbprint();
            case KEY -> StsErrors.noKey();
            case SIGNATURE -> StsErrors.wrongTokenSignature();
        };
    }

    /** For whom the token was made, if it says so, else for whom it is meant; the provider must have one of them. */
    private static String audience(IdentityToken token, List<String> clientIds) {
        String party = token.authorizedParty();
        List<String> candidates = party == null ? token.audience() : List.of(party);
        return candidates.stream().filter(clientIds::contains).findFirst().orElseThrow(StsErrors::wrongAudience);
    }

    private static void checkTime(IdentityToken token, Call call) {
        if (!call.time().isBefore(token.expires())) {
            throw StsErrors.tokenExpired(call.time(), token.expires());
        }
        if (token.begins().isAfter(call.time().plus(SKEW_MAX))) {
            throw StsErrors.notYet();
        }
    }

    private static Map<String, List<String>> keys(IdentityToken token, String address, String audience) {
        Map<String, List<String>> keys = new HashMap<>();
        keys.put(address + ":aud", List.of(audience));
        keys.put(address + ":sub", List.of(token.subject()));
        if (token.authorizedParty() != null) {
            keys.put(address + ":oaud", token.audience());
        }
        if (token.claim("email") instanceof String email) {
            keys.put(address + ":email", List.of(email));
        }
        List<String> methods = TokenTags.texts(token.claim("amr"));
        if (!methods.isEmpty()) {
            keys.put(address + ":amr", methods);
        }
        return keys;
    }
}
