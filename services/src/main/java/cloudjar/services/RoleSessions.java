package cloudjar.services;

import cloudjar.api.sts.AssumeRoleRequest;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions of roles that a service takes on. One serves for as long as it lasts: to take on the role anew for each call would
 * fill the world with sessions. Thread-safe.
 */
public final class RoleSessions {
    private static final Duration CALL = Duration.ofMinutes(1);
    private static final int OPEN_MAX = 10_000;

    private final Cloud cloud;
    private final Credentials credentials;
    private final Duration use;

    /** Of which each is used for a call. */
    public RoleSessions(Cloud cloud, Credentials credentials) {
        this(cloud, credentials, CALL);
    }

    /** @param use how long each is used: none is given out that ends before */
    public RoleSessions(Cloud cloud, Credentials credentials, Duration use) {
        this.cloud = cloud;
        this.credentials = credentials;
        this.use = use;
    }

    /**
     * What a session is for.
     *
     * @param service with the resource that it acts for, which the role's trust may be about
     */
    private record Purpose(Principal service, String role, String name) {}

    /** The sessions of one world. */
    private record Open(Map<Purpose, Credential> sessions) {
        Open() {
            this(new ConcurrentHashMap<>());
        }
    }

    /**
     * A call as the role.
     *
     * @param name of the session
     * @param own the same call as the service makes it by itself
     * @throws cloudjar.kernel.shape.ApiException where there is no such role, or where it does not trust the service
     */
    public Call as(String role, String name, Call own) {
        Credential session = session(role, name, own);
        return own.as(session.principal()).signedBy(session);
    }

    /** A session of the role; see {@link #as}. */
    public Credential session(String role, String name, Call own) {
        Map<Purpose, Credential> sessions =
                own.world().derived(Open.class, Open::new).sessions();
        Purpose purpose = new Purpose(own.principal(), role, name);
        Credential known = sessions.get(purpose);
        if (known != null && lasts(own, known)) {
            return known;
        }
        Credential fresh = assume(role, name, own);
        if (sessions.size() >= OPEN_MAX) {
            sessions.clear();
        }
        sessions.put(purpose, fresh);
        return fresh;
    }

    /** Whether a session is still there, in a world that may have been reset, and does not end while it is used. */
    private boolean lasts(Call own, Credential session) {
        Instant end = session.expires();
        return end != null
                && end.isAfter(own.world().clock().now().plus(use))
                && credentials.find(own.world(), session.accessKeyId()) != null;
    }

    /** A new session of the role, whatever others there are; see {@link #as}. */
    public Credential assume(String role, String name, Call own) {
        String account = Arn.parse(role).map(Arn::account).orElse(own.account());
        AssumeRoleRequest request =
                AssumeRoleRequest.builder().roleArn(role).roleSessionName(name).build();
        var made = Objects.requireNonNull(cloud.client(Sts.API)
                .assumeRole(request, own.in(account, own.region()))
                .credentials());
        return Objects.requireNonNull(credentials.find(own.world(), made.accessKeyId()), "a session without a key");
    }
}
