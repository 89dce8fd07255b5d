package cloudjar.services.acmpca;

import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Instant;

/** Puts lists and reports into buckets, whose policies must let Private Certificate Authority do so. */
final class ReportBucket {
    private static final String PRINCIPAL = "acm-pca.amazonaws.com";

    /** What AWS puts there to see whether it may; seen in the buckets of its users. */
    private static final String TEST = "acm-pca-permission-test-key";

    private final Cloud cloud;

    ReportBucket(Cloud cloud) {
        this.cloud = cloud;
    }

    /** What is put. */
    record File(String key, String type, String acl, Bytes content) {}

    /** Refuses a bucket that cannot be written to. */
    void check(Authority authority, String bucket, String acl, Call call) {
        put(authority, bucket, new File(TEST, "application/octet-stream", acl, Bytes.EMPTY), call);
    }

    void put(Authority authority, String bucket, File file, Call call) {
        put(authority, bucket, file, call.world(), call.time());
    }

    void put(Authority authority, String bucket, File file, World world, Instant now) {
        try {
            var unused = cloud.client(S3.API)
                    .putObject(
                            PutObjectRequest.builder()
                                    .bucket(bucket)
                                    .key(file.key())
                                    .acl(file.acl())
                                    .contentType(file.type())
                                    .body(Body.of(file.content()))
                                    .build(),
                            own(authority, world, now));
        } catch (ApiException e) {
            throw AcmPcaErrors.bucket(bucket);
        }
    }

    private static Call own(Authority authority, World world, Instant now) {
        return Call.own(
                world,
                new Scope(authority.account(), authority.region()),
                Principal.Service.actingFor(
                        PRINCIPAL, Arn.parse(authority.arn()).orElseThrow(), authority.account()),
                now);
    }
}
