package cloudjar.services.lambda;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Endpoint;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;

/** Calls that nobody outside has made. */
final class ServiceCalls {
    private ServiceCalls() {}

    /** A call by somebody, now. */
    static Call of(World world, String account, String region, Principal principal) {
        String id = world.ids().uuid();
        return new Call(
                world,
                account,
                region,
                principal,
                world.clock().now(),
                id,
                Roles.SERVICE,
                new Endpoint("http", "localhost", ""),
                0,
                null,
                id);
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
