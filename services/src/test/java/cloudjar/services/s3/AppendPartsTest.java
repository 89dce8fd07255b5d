package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloudjar.api.s3.BucketInfo;
import cloudjar.api.s3.CreateBucketConfiguration;
import cloudjar.api.s3.CreateBucketRequest;
import cloudjar.api.s3.LocationInfo;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.TooManyParts;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.s3.S3Tables.BucketKey;
import cloudjar.services.s3.S3Tables.ObjectKey;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppendPartsTest {
    private static final String BUCKET = "logs--use1-az4--x-s3";

    @Test
    void anObjectOfAsManyPartsAsThereMayBeGetsNoMore() {
        try (TestCloud cloud = new TestCloud()) {
            cloud.s3.createBucket(
                    CreateBucketRequest.builder()
                            .bucket(BUCKET)
                            .createBucketConfiguration(CreateBucketConfiguration.builder()
                                    .location(LocationInfo.builder()
                                            .type("AvailabilityZone")
                                            .name("use1-az4")
                                            .build())
                                    .bucket(BucketInfo.builder()
                                            .type("Directory")
                                            .dataRedundancy("SingleAvailabilityZone")
                                            .build())
                                    .build())
                            .build(),
                    cloud.call());
            append(cloud, 0);
            parts(cloud, 9_999);
            append(cloud, 1);
            assertThatExceptionOfType(TooManyParts.class).isThrownBy(() -> append(cloud, 2));
        }
    }

    private static void append(TestCloud cloud, long offset) {
        cloud.s3.putObject(
                PutObjectRequest.builder()
                        .bucket(BUCKET)
                        .key("log")
                        .writeOffsetBytes(offset)
                        .body(Body.of(Bytes.ofUtf8("x")))
                        .build(),
                cloud.call());
    }

    /** Makes the object one of so many parts, as if it had been appended to as often: all but the first are empty. */
    private static void parts(TestCloud cloud, int count) {
        cloud.world.store().write(tx -> {
            S3Bucket bucket =
                    S3Tables.buckets().get(tx, new BucketKey("aws", BUCKET)).orElseThrow();
            ObjectKey key = new ObjectKey(BUCKET, "log");
            StoredObject one = S3Tables.objects(bucket).get(tx, key).orElseThrow();
            List<PartSpan> parts = Collections.nCopies(count, new PartSpan(1, 0, null));
            S3Tables.objects(bucket)
                    .put(
                            tx,
                            key,
                            new StoredObject(
                                    one.content(),
                                    one.length(),
                                    one.eTag(),
                                    one.checksum(),
                                    one.lastModified(),
                                    one.properties(),
                                    parts,
                                    one.settings(),
                                    one.writeId(),
                                    one.version(),
                                    one.sealing()));
            return true;
        });
    }
}
