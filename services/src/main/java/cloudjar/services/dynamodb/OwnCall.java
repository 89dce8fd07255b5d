package cloudjar.services.dynamodb;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Instant;

/** What DynamoDB does by itself, as a call. */
final class OwnCall {
    static final String SERVICE = "dynamodb.amazonaws.com";

    private OwnCall() {}

    static Call of(World world, Scope scope, Instant now) {
        return Call.own(world, scope, new Principal.Service(SERVICE), now);
    }
}
