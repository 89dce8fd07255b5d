package cloudjar.services.ssm;

import cloudjar.api.sts.AssumeRoleRequest;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.call.Endpoint;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls that Systems Manager makes by itself: as the role that it was given, else as the service. */
final class SsmCalls {
    private static final String PRINCIPAL = "ssm.amazonaws.com";
    private static final String SESSION_NAME = "SystemsManager";
    private static final Duration LEFT_MIN = Duration.ofMinutes(1);

    private final Cloud cloud;
    private final Credentials credentials;

    SsmCalls(Cloud cloud, Credentials credentials) {
        this.cloud = cloud;
        this.credentials = credentials;
    }

    /** The sessions of one world, by role. */
    private static final class Sessions {
        private static final int OPEN_MAX = 1000;

        private final Map<String, Credential> open = new ConcurrentHashMap<>();
    }

    /** A call for a resource, such as {@code maintenancewindow/mw-…}. */
    static Call own(World world, Scope scope, String resource) {
        return own(world, scope, resource, new Endpoint("http", "localhost", ""));
    }

    /** The same, so that URLs in answers work where somebody is. */
    static Call own(World world, Scope scope, String resource, Endpoint endpoint) {
        String id = world.ids().uuid();
        return new Call(
                world,
                scope.account(),
                scope.region(),
                Principal.Service.actingFor(
                        PRINCIPAL, Arn.of("ssm", scope.region(), scope.account(), resource), scope.account()),
                world.clock().now(),
                id,
                PRINCIPAL,
                endpoint,
                0,
                null,
                id);
    }

    /**
     * The same call as a role.
     *
     * @param role null for none
     * @throws cloudjar.kernel.shape.ApiException where there is no such role, or where it does not trust Systems Manager
     */
    Call as(@Nullable String role, Call own) {
        if (role == null || role.isEmpty()) {
            return own;
        }
        Sessions sessions = own.world().derived(Sessions.class, Sessions::new);
        Credential known = sessions.open.get(role);
        if (known == null || !lasts(own, known)) {
            known = assume(own, role);
            if (sessions.open.size() >= Sessions.OPEN_MAX) {
                sessions.open.clear();
            }
            sessions.open.put(role, known);
        }
        return own.as(known.principal()).signedBy(known);
    }

    private boolean lasts(Call own, Credential session) {
        Instant end = session.expires();
        return end != null
                && end.isAfter(own.time().plus(LEFT_MIN))
                && credentials.find(own.world(), session.accessKeyId()) != null;
    }

    private Credential assume(Call own, String role) {
        String account = Arn.parse(role).map(Arn::account).orElse(own.account());
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(role)
                .roleSessionName(SESSION_NAME)
                .build();
        var made = Objects.requireNonNull(cloud.client(Sts.API)
                .assumeRole(request, own.in(account, own.region()))
                .credentials());
        return Objects.requireNonNull(credentials.find(own.world(), made.accessKeyId()), "a session without a key");
    }
}
