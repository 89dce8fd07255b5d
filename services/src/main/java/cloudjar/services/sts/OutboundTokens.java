package cloudjar.services.sts;

import cloudjar.api.sts.GetWebIdentityTokenRequest;
import cloudjar.api.sts.GetWebIdentityTokenResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.identity.Controls;
import cloudjar.kernel.identity.Identities;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.vault.Vault;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that tell services outside of AWS who calls them.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_token_claims.html">Understanding
 *     token claims</a>
 */
final class OutboundTokens {
    /** The claim under which all that is AWS's own stands. */
    static final String CLAIM = "https://sts.amazonaws.com/";

    private static final int SECONDS = 300;

    private final OutboundIssuers issuers;
    private final Identities identities;
    private final Vault vault;

    OutboundTokens(OutboundIssuers issuers, Identities identities, Vault vault) {
        this.issuers = issuers;
        this.identities = identities;
        this.vault = vault;
    }

    GetWebIdentityTokenResponse give(GetWebIdentityTokenRequest in, Call call) {
        CallerIdentity caller = CallerIdentity.of(call.principal()).orElseThrow(StsErrors::missingAuthenticationToken);
        if (!OutboundIssuer.ALGORITHMS.contains(in.signingAlgorithm())) {
            throw StsErrors.algorithm(in.signingAlgorithm());
        }
        SessionTags tags = SessionTags.of(in.tags(), List.of(), null);
        OutboundIssuer issuer = issuers.of(call);
        Instant issued = call.time().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = issued.plusSeconds(Objects.requireNonNullElse(in.durationSeconds(), SECONDS));
        Credential signer = call.credential();
        if (signer != null && signer.expires() != null && expires.isAfter(signer.expires())) {
            throw StsErrors.durationOverSession();
        }
        Map<String, Object> own = call.read(snapshot -> own(snapshot, caller, tags, call));
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.url());
        claims.put("aud", in.audience().size() == 1 ? in.audience().getFirst() : in.audience());
        claims.put("sub", String.valueOf(own.get("principal_id")));
        claims.put("iat", issued.getEpochSecond());
        claims.put("exp", expires.getEpochSecond());
        claims.put("jti", call.world().ids().uuid());
        claims.put(CLAIM, own);
        return GetWebIdentityTokenResponse.builder()
                .webIdentityToken(issuer.key(in.signingAlgorithm(), vault).sign(claims))
                .expiration(expires)
                .build();
    }

    private Map<String, Object> own(Snapshot snapshot, CallerIdentity caller, SessionTags passed, Call call) {
        Session session = Sessions.calling(snapshot, call).orElse(null);
        Controls place = identities.controls(call.world(), snapshot, caller.account());
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("aws_account", caller.account());
        own.put("source_region", call.region());
        put(own, "org_id", place.organizationId());
        put(own, "ou_path", place.path().isEmpty() ? null : List.of(place.path()));
        own.put("principal_id", subject(caller, session, call.principal()));
        Map<String, String> tags = new LinkedHashMap<>(identities
                .facts(call.world(), snapshot, call.principal(), session)
                .tags());
        if (session != null) {
            tags.putAll(session.tags());
            put(own, "source_identity", session.sourceIdentity());
            Credential signer = call.credential();
            put(
                    own,
                    "original_session_exp",
                    signer == null || signer.expires() == null
                            ? null
                            : signer.expires().toString());
        }
        put(own, "principal_tags", tags.isEmpty() ? null : tags);
        put(own, "request_tags", passed.all().isEmpty() ? null : passed.all());
        return own;
    }

    /** A session stands for its role. */
    private static String subject(CallerIdentity caller, @Nullable Session session, Principal principal) {
        return principal instanceof Principal.AssumedRole && session != null && session.issuer() != null
                ? session.issuer().toString()
                : caller.arn();
    }

    private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
        if (value != null) {
            claims.put(name, value);
        }
    }
}
