package cloudjar.testkit;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Endpoint;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;

/** Calls as they come from outside, for tests that ask services without a client. */
public final class TestCalls {
    private TestCalls() {}

    /** A call of an account's root user, now. */
    public static Call ofRoot(World world, String account) {
        return new Call(
                world,
                account,
                TestWorld.REGION.id(),
                new Principal.Root(account, Partition.AWS),
                world.clock().now(),
                "request",
                "127.0.0.1",
                new Endpoint("http", "localhost:4566", ""),
                0,
                null,
                "trace");
    }
}
