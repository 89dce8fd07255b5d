package cloudjar.services.sso;

import cloudjar.api.identitystore.AlternateIdentifier;
import cloudjar.api.identitystore.GetUserIdRequest;
import cloudjar.api.identitystore.Identitystore;
import cloudjar.api.identitystore.ResourceNotFoundException;
import cloudjar.api.identitystore.UniqueAttribute;
import cloudjar.api.ssoadmin.AuthorizedTokenIssuer;
import cloudjar.api.ssoadmin.Grant;
import cloudjar.api.ssoadmin.PrincipalType;
import cloudjar.api.ssooidc.CreateTokenWithIAMRequest;
import cloudjar.api.ssooidc.CreateTokenWithIAMResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.federation.IdentityToken;
import cloudjar.kernel.federation.IssuerKeys;
import cloudjar.kernel.federation.UntrustedProofException;
import cloudjar.kernel.shape.Document;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.sso.SsoTables.UserKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Tokens for applications that call with credentials of AWS: for a token of an issuer that the instance trusts, and for a refresh
 * token.
 *
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateTokenWithIAM.html">CreateTokenWithIAM</a>
 */
final class ApplicationTokens {
    static final String BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final Duration SKEW_MAX = Duration.ofMinutes(5);

    private final Cloud cloud;
    private final Directory directory;

    ApplicationTokens(Cloud cloud) {
        this.cloud = cloud;
        this.directory = new Directory(cloud);
    }

    /** An application with its instance. */
    record Asking(Instance instance, Application application) {
        /** What it was granted; refuses what it was not. */
        Grant grant(String type) {
            Grant grant = application.access().grants().get(type);
            if (grant == null) {
                throw OidcErrors.unauthorizedClient();
            }
            return grant;
        }

        boolean refreshes() {
            return application.access().grants().containsKey(Tokens.REFRESH);
        }
    }

    CreateTokenWithIAMResponse give(CreateTokenWithIAMRequest in, List<String> drawn, Call call) {
        Asking asking = call.read(snapshot -> find(snapshot, in.clientId())).orElseThrow(OidcErrors::invalidClient);
        String actors = asking.application().access().actorPolicy();
        if (actors == null || !ActorDecision.allows(actors, asking.application().arn(), call)) {
            throw OidcErrors.denied();
        }
        List<String> known = List.copyOf(asking.application().access().scopes().keySet());
        if (!known.containsAll(in.scope())) {
            throw OidcErrors.invalidScope();
        }
        PortalSession session =
                switch (in.grantType()) {
                    case BEARER -> byAssertion(asking, in, drawn, call);
                    case Tokens.REFRESH -> byRefresh(asking, in, drawn, call);
                    case Tokens.CODE, EXCHANGE ->
                        throw NotImplemented.of("ssooidc", "CreateTokenWithIAM with the grant type " + in.grantType());
                    default -> throw OidcErrors.unsupportedGrant();
                };
        return CreateTokenWithIAMResponse.builder()
                .accessToken(session.accessToken())
                .refreshToken(session.refreshToken())
                .tokenType("Bearer")
                .issuedTokenType(ACCESS_TOKEN)
                .expiresIn(
                        (int) (session.expires().getEpochSecond() - call.time().getEpochSecond()))
                .scope(in.hasScope() ? in.scope() : known)
                .build();
    }

    /** The application with this ARN, whoever's it is. */
    private static Optional<Asking> find(Snapshot snapshot, String arn) {
        String account = Arn.parse(arn).map(Arn::account).orElse("");
        return Instances.of(snapshot, account).stream()
                .filter(instance -> arn.contains("/" + instance.id() + "/"))
                .findFirst()
                .flatMap(instance -> SsoTables.APPLICATIONS
                        .in(instance.scope())
                        .get(snapshot, arn)
                        .map(application -> new Asking(instance, application)));
    }

    private PortalSession byAssertion(Asking asking, CreateTokenWithIAMRequest in, List<String> drawn, Call call) {
        IdentityToken token = token(Tokens.required(in.assertion(), "assertion"));
        TokenIssuer issuer = issuer(asking, token, call);
        verify(token, call);
        String value = claim(token, issuer.claimPath())
                .orElseThrow(() -> OidcErrors.invalidGrant("The claim " + issuer.claimPath() + " is not in the token"));
        String user = user(asking.instance(), issuer.attributePath(), value, call);
        if (asking.application().access().assignmentRequired() && !assigned(asking, user, call)) {
            throw OidcErrors.denied();
        }
        Instant ends = call.time().plus(PortalSession.TIME);
        return put(
                call,
                new PortalSession(
                        drawn.getFirst(),
                        asking.refreshes() ? drawn.getLast() : null,
                        asking.application().arn(),
                        asking.instance().arn(),
                        user,
                        call.time().plus(PortalSession.REFRESHED),
                        ends));
    }

    private static IdentityToken token(String text) {
        try {
            return IdentityToken.parse(text);
        } catch (UntrustedProofException e) {
            throw OidcErrors.invalidGrant("The assertion is no token");
        }
    }

    /** The trusted issuer of the token, where the application may take its tokens for one of these audiences. */
    private static TokenIssuer issuer(Asking asking, IdentityToken token, Call call) {
        Grant grant = asking.grant(BEARER);
        List<AuthorizedTokenIssuer> authorized =
                grant.jwtBearer() == null ? List.of() : grant.jwtBearer().authorizedTokenIssuers();
        return call
                .read(snapshot -> SsoTables.ISSUERS_BY_INSTANCE
                        .in(asking.instance().scope())
                        .find(snapshot, asking.instance().arn())
                        .values())
                .stream()
                .filter(issuer -> issuer.issuerUrl().equals(token.issuer()))
                .filter(issuer -> authorized.stream()
                        .filter(one -> issuer.arn().equals(one.trustedTokenIssuerArn()))
                        .anyMatch(one -> one.authorizedAudiences().stream().anyMatch(token.audience()::contains)))
                .findFirst()
                .orElseThrow(
                        () -> OidcErrors.invalidGrant("The issuer or the audience of the token is not authorized"));
    }

    private static void verify(IdentityToken token, Call call) {
        try {
            token.verify(IssuerKeys.fetch(token.issuer(), List.of()));
        } catch (UntrustedProofException e) {
            throw OidcErrors.invalidGrant("The signature of the token cannot be verified");
        }
        if (!call.time().isBefore(token.expires())
                || token.begins().isAfter(call.time().plus(SKEW_MAX))) {
            throw OidcErrors.invalidGrant("The token is not valid at this time");
        }
    }

    /** The claim that a path of names with dots leads to; a name may hold dots itself. */
    private static Optional<String> claim(IdentityToken token, String path) {
        Object whole = token.claim(path);
        if (whole instanceof String text) {
            return Optional.of(text);
        }
        Object at = token.claims();
        for (String name : path.split("\\.")) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private String user(Instance instance, String attribute, String value, Call call) {
        try {
            return Objects.requireNonNull(cloud.client(Identitystore.API)
                    .getUserId(
                            GetUserIdRequest.builder()
                                    .identityStoreId(instance.storeId())
                                    .alternateIdentifier(AlternateIdentifier.builder()
                                            .uniqueAttribute(UniqueAttribute.builder()
                                                    .attributePath(attribute)
                                                    .attributeValue(new Document(value))
                                                    .build())
                                            .build())
                                    .build(),
                            call.in(instance.account(), instance.region()).as(ReservedRole.SERVICE))
                    .userId());
        } catch (ResourceNotFoundException none) {
            throw OidcErrors.invalidGrant("The token is about no user of the instance");
        }
    }

    private boolean assigned(Asking asking, String user, Call call) {
        String arn = asking.application().arn();
        List<String> groups = directory.groupsOf(asking.instance(), user, call);
        return call.read(snapshot -> {
            var users = SsoTables.APPLICATION_USERS.in(asking.instance().scope());
            return users.contains(snapshot, new UserKey(arn, PrincipalType.USER, user))
                    || groups.stream()
                            .anyMatch(group -> users.contains(snapshot, new UserKey(arn, PrincipalType.GROUP, group)));
        });
    }

    private static PortalSession byRefresh(Asking asking, CreateTokenWithIAMRequest in, List<String> drawn, Call call) {
        asking.grant(Tokens.REFRESH);
        String refreshToken = Tokens.required(in.refreshToken(), "refreshToken");
        return call.write(
                tx -> Tokens.refreshed(tx, refreshToken, asking.application().arn(), drawn, call));
    }

    private static PortalSession put(Call call, PortalSession session) {
        return call.write(tx -> {
            SignInTables.SESSIONS.in(Scope.GLOBAL).put(tx, session.accessToken(), session);
            return session;
        });
    }
}
