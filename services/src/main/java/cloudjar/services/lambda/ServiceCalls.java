package cloudjar.services.lambda;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;

/** Calls that nobody outside has made. */
final class ServiceCalls {
    private ServiceCalls() {}

    /** A call by somebody, now. */
    static Call of(World world, String account, String region, Principal principal) {
        return Call.own(
                        world,
                        new Scope(account, region),
                        new Principal.Service(Roles.SERVICE),
                        world.clock().now())
                .as(principal);
    }

    /** A call by Lambda for a function. */
    static Call of(World world, FunctionName name) {
        return of(
                world,
                name.account(),
                name.region(),
                Principal.Service.actingFor(
                        Roles.SERVICE, Arn.parse(name.functionArn()).orElseThrow(), name.account()));
    }
}
