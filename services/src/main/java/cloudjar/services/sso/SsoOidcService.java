package cloudjar.services.sso;

import cloudjar.api.ssooidc.CreateTokenRequest;
import cloudjar.api.ssooidc.CreateTokenResponse;
import cloudjar.api.ssooidc.CreateTokenWithIAMRequest;
import cloudjar.api.ssooidc.CreateTokenWithIAMResponse;
import cloudjar.api.ssooidc.RegisterClientRequest;
import cloudjar.api.ssooidc.RegisterClientResponse;
import cloudjar.api.ssooidc.SsoOidc;
import cloudjar.api.ssooidc.StartDeviceAuthorizationRequest;
import cloudjar.api.ssooidc.StartDeviceAuthorizationResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

/** The operations of OpenID Connect: programs register, people sign in by them, tokens are given out. */
public final class SsoOidcService implements SsoOidc {
    /** The path of the page on which people approve, behind the address by which the program reached us. */
    public static final String DEVICE_PATH = "/_cloudjar/sso/device";

    private static final String PUBLIC = "public";
    private static final Duration REGISTRATION = Duration.ofDays(90);
    private static final int ID_LENGTH = 32;
    private static final int SECRET_LENGTH = 128;
    private static final int CODE_LENGTH = 86;
    private static final int HALF_OF_USER_CODE = 4;

    /** No vowels, so that no code is a word. */
    private static final String USER_CODE = "BCDFGHJKLMNPQRSTVWXZ";

    private final SignIns signIns;
    private final Tokens tokens = new Tokens();
    private final ApplicationTokens ofApplications;

    /** The service. */
    public SsoOidcService(Wiring wiring) {
        signIns = new SignIns(wiring.cloud());
        ofApplications = new ApplicationTokens(wiring.cloud());
        wiring.access()
                .rules(
                        SsoOidc.API.id(),
                        AccessRules.of("sso-oauth")
                                .on(asked -> asked.textOrEmpty("clientId"), "CreateTokenWithIAM")
                                .build());
        SignInTables.register(wiring);
    }

    @Override
    public RegisterClientResponse registerClient(RegisterClientRequest in, Call call) {
        if (!in.clientType().equals(PUBLIC)) {
            throw OidcErrors.clientMetadata("Client type must be public");
        }
        String id = call.world().ids().alphanumeric(ID_LENGTH);
        String secret = call.world().ids().alphanumeric(SECRET_LENGTH);
        Client client = call.write(tx -> {
            String instance = in.issuerUrl() == null
                    ? null
                    : Portals.find(tx, in.issuerUrl())
                            .orElseThrow(() -> OidcErrors.invalidRequest("Invalid issuer URL provided"))
                            .arn();
            Client made = new Client(
                    id,
                    secret,
                    in.clientName(),
                    !in.scopes().isEmpty() || in.grantTypes().contains(Tokens.REFRESH),
                    in.redirectUris(),
                    instance,
                    call.time(),
                    call.time().plus(REGISTRATION));
            SignInTables.CLIENTS.in(Scope.GLOBAL).put(tx, id, made);
            return made;
        });
        return RegisterClientResponse.builder()
                .clientId(client.id())
                .clientSecret(client.secret())
                .clientIdIssuedAt(client.issued().getEpochSecond())
                .clientSecretExpiresAt(client.expires().getEpochSecond())
                .build();
    }

    /**
     * The client that calls.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is unknown, its secret is another, or its registration has ended
     */
    static Client client(Snapshot snapshot, Call call, String id, String secret) {
        return SignInTables.CLIENTS
                .in(Scope.GLOBAL)
                .get(snapshot, id)
                .filter(client -> MessageDigest.isEqual(
                        client.secret().getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8)))
                .filter(client -> client.expires().isAfter(call.time()))
                .orElseThrow(OidcErrors::invalidClient);
    }

    @Override
    public StartDeviceAuthorizationResponse startDeviceAuthorization(StartDeviceAuthorizationRequest in, Call call) {
        String code = call.world().ids().alphanumeric(CODE_LENGTH);
        String userCode = call.world().ids().of(USER_CODE, HALF_OF_USER_CODE) + "-"
                + call.world().ids().of(USER_CODE, HALF_OF_USER_CODE);
        Instance instance = call.read(snapshot -> {
            client(snapshot, call, in.clientId(), in.clientSecret());
            return Portals.find(snapshot, in.startUrl())
                    .orElseThrow(() -> OidcErrors.invalidRequest("Invalid start url provided"));
        });
        Device device = new Device(
                code,
                userCode,
                in.clientId(),
                instance.arn(),
                call.time().plus(Device.TIME),
                signIns.approver(instance, call).orElse(null),
                false,
                null);
        call.write(tx -> {
            SignInTables.DEVICES.in(Scope.GLOBAL).put(tx, code, device);
            return device;
        });
        String page = call.endpoint().url() + DEVICE_PATH;
        return StartDeviceAuthorizationResponse.builder()
                .deviceCode(code)
                .userCode(userCode)
                .verificationUri(page)
                .verificationUriComplete(page + "?user_code=" + userCode)
                .expiresIn((int) Device.TIME.toSeconds())
                .interval(Device.INTERVAL_SECONDS)
                .build();
    }

    @Override
    public CreateTokenWithIAMResponse createTokenWithIAM(CreateTokenWithIAMRequest in, Call call) {
        return ofApplications.give(in, Tokens.drawn(call), call);
    }

    @Override
    public CreateTokenResponse createToken(CreateTokenRequest in, Call call) {
        List<String> drawn = Tokens.drawn(call);
        return switch (in.grantType()) {
            case Tokens.DEVICE -> tokens.byDevice(in, drawn, call);
            case Tokens.REFRESH -> tokens.byRefresh(in, drawn, call);
            case Tokens.CODE -> tokens.byCode(in, drawn, call);
            default -> throw OidcErrors.unsupportedGrant();
        };
    }
}
