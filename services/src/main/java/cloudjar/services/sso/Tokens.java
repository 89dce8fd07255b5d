package cloudjar.services.sso;

import cloudjar.api.ssooidc.CreateTokenRequest;
import cloudjar.api.ssooidc.CreateTokenResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives out tokens for what proves that somebody signed in. */
final class Tokens {
    /** The grants by their names in OAuth. */
    static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    static final String REFRESH = "refresh_token";
    static final String CODE = "authorization_code";

    private static final String ACCESS_PREFIX = "aoaAAAAA";
    private static final String REFRESH_PREFIX = "aorAAAAA";
    private static final int LENGTH = 120;

    /** What becomes of a question in its transaction: a session, or a refusal that is to be kept in mind. */
    private record Outcome(
            @Nullable PortalSession session, @Nullable ApiException refusal) {}

    /** An access and a refresh token, drawn before the transaction, which may run twice. */
    static List<String> drawn(Call call) {
        return List.of(
                ACCESS_PREFIX + call.world().ids().alphanumeric(LENGTH),
                REFRESH_PREFIX + call.world().ids().alphanumeric(LENGTH));
    }

    CreateTokenResponse byDevice(CreateTokenRequest in, List<String> drawn, Call call) {
        String code = required(in.deviceCode(), "deviceCode");
        Outcome outcome = call.write(tx -> {
            Client client = SsoOidcService.client(tx, call, in.clientId(), in.clientSecret());
            var devices = SignInTables.DEVICES.in(Scope.GLOBAL);
            Device device = devices.get(tx, code)
                    .filter(found -> found.clientId().equals(client.id()))
                    .orElseThrow(() -> OidcErrors.invalidGrant("Invalid device code provided"));
            if (device.expired(call.time())) {
                throw OidcErrors.expired();
            }
            if (device.denied()) {
                throw OidcErrors.denied();
            }
            if (device.userId() == null) {
                devices.put(tx, code, device.polledAt(call.time()));
                // The refusal leaves the transaction as a value: an exception would undo what it must remember.
                return new Outcome(null, device.tooSoon(call.time()) ? OidcErrors.slowDown() : OidcErrors.pending());
            }
            devices.delete(tx, code);
            return new Outcome(session(tx, client, device.instanceArn(), device.userId(), drawn, call), null);
        });
        if (outcome.refusal() != null) {
            throw outcome.refusal();
        }
        return shown(Objects.requireNonNull(outcome.session()), call);
    }

    CreateTokenResponse byCode(CreateTokenRequest in, List<String> drawn, Call call) {
        String code = required(in.code_(), "code");
        String verifier = required(in.codeVerifier(), "codeVerifier");
        PortalSession session = call.write(tx -> {
            Client client = SsoOidcService.client(tx, call, in.clientId(), in.clientSecret());
            var codes = SignInTables.CODES.in(Scope.GLOBAL);
            LoginCode login = codes.get(tx, code)
                    .filter(found -> found.clientId().equals(client.id())
                            && found.redirectUri().equals(in.redirectUri())
                            && found.answers(verifier))
                    .orElseThrow(() -> OidcErrors.invalidGrant("Invalid grant provided"));
            if (!login.expires().isAfter(call.time())) {
                throw OidcErrors.expired();
            }
            codes.delete(tx, code);
            return session(tx, client, login.instanceArn(), login.userId(), drawn, call);
        });
        return shown(session, call);
    }

    CreateTokenResponse byRefresh(CreateTokenRequest in, List<String> drawn, Call call) {
        String refreshToken = required(in.refreshToken(), "refreshToken");
        PortalSession session = call.write(tx -> {
            Client client = SsoOidcService.client(tx, call, in.clientId(), in.clientSecret());
            return refreshed(tx, refreshToken, client.id(), drawn, call);
        });
        return shown(session, call);
    }

    /**
     * The session of a refresh token with another access token.
     *
     * @throws ApiException where it is not the client's, or has ended
     */
    static PortalSession refreshed(Tx tx, String refreshToken, String clientId, List<String> drawn, Call call) {
        PortalSession old = SignInTables.SESSIONS_BY_REFRESH
                .in(Scope.GLOBAL)
                .get(tx, refreshToken)
                .filter(found -> found.clientId().equals(clientId))
                .orElseThrow(() -> OidcErrors.invalidGrant("Invalid refresh token provided"));
        if (!old.ends().isAfter(call.time())) {
            throw OidcErrors.invalidGrant("The session has ended");
        }
        SignInTables.SESSIONS.in(Scope.GLOBAL).delete(tx, old.accessToken());
        return put(
                tx,
                new PortalSession(
                        drawn.getFirst(),
                        refreshToken,
                        clientId,
                        old.instanceArn(),
                        old.userId(),
                        earlier(call.time().plus(PortalSession.REFRESHED), old.ends()),
                        old.ends()));
    }

    private static PortalSession session(
            Tx tx, Client client, String instanceArn, String userId, List<String> drawn, Call call) {
        Instant ends = call.time().plus(PortalSession.TIME);
        return put(
                tx,
                new PortalSession(
                        drawn.getFirst(),
                        client.refreshes() ? drawn.getLast() : null,
                        client.id(),
                        instanceArn,
                        userId,
                        client.refreshes() ? call.time().plus(PortalSession.REFRESHED) : ends,
                        ends));
    }

    private static PortalSession put(Tx tx, PortalSession session) {
        SignInTables.SESSIONS.in(Scope.GLOBAL).put(tx, session.accessToken(), session);
        return session;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    static String required(@Nullable String value, String name) {
        if (value == null) {
            throw OidcErrors.invalidRequest("Missing required parameter: " + name);
        }
        return value;
    }

    private static CreateTokenResponse shown(PortalSession session, Call call) {
        return CreateTokenResponse.builder()
                .accessToken(session.accessToken())
                .refreshToken(session.refreshToken())
                .tokenType("Bearer")
                .expiresIn(
                        (int) (session.expires().getEpochSecond() - call.time().getEpochSecond()))
                .build();
    }
}
