package cloudjar.services.s3;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Endpoint;
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
    static Call of(World world, S3Bucket bucket, String service, Instant time, String requestId) {
        Principal principal =
                Principal.Service.actingFor(service, Arn.parse(bucket.arn()).orElseThrow(), bucket.account());
        return of(world, bucket.account(), bucket.region(), principal, time, requestId);
    }

    /** A call in an account and region. */
    static Call of(World world, String account, String region, Principal principal, Instant time, String requestId) {
        return new Call(
                world,
                account,
                region,
                principal,
                time,
                requestId,
                EventCause.SERVICE,
                new Endpoint("http", "localhost", ""),
                0,
                null,
                requestId);
    }
}
