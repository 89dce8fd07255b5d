package cloudjar.services.applicationautoscaling;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Instant;

/** The calls that Application Auto Scaling makes by itself, as the principal that its service-linked roles trust. */
final class OwnCalls {
    private static final String PRINCIPAL = "application-autoscaling.amazonaws.com";

    private OwnCalls() {}

    /** A call out of a timer. */
    static Call of(World world, Scope scope, TargetKey key, Instant now) {
        return Call.own(world, scope, principal(scope, key), now);
    }

    /** A call while another is served. */
    static Call of(Call call, TargetKey key) {
        return call.as(principal(call.scope(), key));
    }

    private static Principal.Service principal(Scope scope, TargetKey key) {
        return Principal.Service.actingFor(
                key.namespace() + "." + PRINCIPAL,
                Arn.of(key.namespace(), scope.region(), scope.account(), key.resource()),
                scope.account());
    }
}
