package cloudjar.services.s3;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Instant;

/** The calls that S3 makes by itself. */
final class ServiceCalls {
    private ServiceCalls() {}

    /**
     * A call on a bucket's behalf.
     *
     * @param service as which service
     */
    static Call of(World world, S3Bucket bucket, String service, Instant time) {
        return Call.own(
                world,
                new Scope(bucket.account(), bucket.region()),
                Principal.Service.actingFor(service, Arn.parse(bucket.arn()).orElseThrow(), bucket.account()),
                time);
    }
}
