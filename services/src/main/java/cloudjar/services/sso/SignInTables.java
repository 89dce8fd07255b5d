package cloudjar.services.sso;

import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What signing in keeps, in no account: a code or token is looked up before the account is known. Each ends by the clock.
 *
 * <pre>
 * sso
 *   clients    client id       Client
 *   devices    device code     Device          also by user code
 *   codes      code            LoginCode
 *   sessions   access token    PortalSession   also by refresh token
 * </pre>
 */
final class SignInTables {
    private static final String SERVICE = "sso";

    /** How long what has ended is known, so that its use is refused as that of something expired. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    static final Table<String, Client> CLIENTS =
            Table.of(SERVICE, "clients", KeyCodec.STRING, RecordCodec.of(Client.class));

    static final Expiry<String, Client> ENDED_CLIENTS =
            CLIENTS.expiry(client -> Optional.of(client.expires().plus(REMEMBERED)));

    static final Table<String, Device> DEVICES =
            Table.of(SERVICE, "devices", KeyCodec.STRING, RecordCodec.of(Device.class));

    static final Index<String, String, Device> DEVICES_BY_USER_CODE =
            DEVICES.index("by-user-code", KeyCodec.STRING, device -> List.of(device.userCode()));

    static final Expiry<String, Device> ENDED_DEVICES =
            DEVICES.expiry(device -> Optional.of(device.expires().plus(REMEMBERED)));

    static final Table<String, LoginCode> CODES =
            Table.of(SERVICE, "codes", KeyCodec.STRING, RecordCodec.of(LoginCode.class));

    static final Expiry<String, LoginCode> ENDED_CODES =
            CODES.expiry(code -> Optional.of(code.expires().plus(REMEMBERED)));

    static final Table<String, PortalSession> SESSIONS =
            Table.of(SERVICE, "sessions", KeyCodec.STRING, RecordCodec.of(PortalSession.class));

    static final Index<String, String, PortalSession> SESSIONS_BY_REFRESH = SESSIONS.index(
            "by-refresh",
            KeyCodec.STRING,
            session -> session.refreshToken() == null ? List.of() : List.of(session.refreshToken()));

    static final Expiry<String, PortalSession> ENDED_SESSIONS =
            SESSIONS.expiry(session -> Optional.of(session.ends().plus(REMEMBERED)));

    private SignInTables() {}

    /** Sees to it that what has ended goes. */
    static void register(Wiring wiring) {
        for (Expiry<String, ?> ended : List.of(ENDED_CLIENTS, ENDED_DEVICES, ENDED_CODES, ENDED_SESSIONS)) {
            wiring.timers()
                    .register(
                            ended.handler(),
                            (world, timer, due) -> ended.fire(world.store(), timer, due, (tx, scope, row) -> {}));
        }
    }
}
