package cloudjar.services.ssm;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import cloudjar.services.RoleSessions;
import org.jspecify.annotations.Nullable;

/** The calls that Systems Manager makes by itself: as the role that it was given, else as the service. */
final class SsmCalls {
    private static final String PRINCIPAL = "ssm.amazonaws.com";
    private static final String SESSION_NAME = "SystemsManager";

    private final RoleSessions sessions;

    SsmCalls(RoleSessions sessions) {
        this.sessions = sessions;
    }

    /** A call for a resource, such as {@code maintenancewindow/mw-…}. */
    static Call own(World world, Scope scope, String resource) {
        Arn source = Arn.of("ssm", scope.region(), scope.account(), resource);
        return Call.own(
                world,
                scope,
                Principal.Service.actingFor(PRINCIPAL, source, scope.account()),
                world.clock().now());
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
        return sessions.as(role, SESSION_NAME, own);
    }
}
