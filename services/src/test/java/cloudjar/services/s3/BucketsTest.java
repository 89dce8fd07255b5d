package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloudjar.api.s3.Bucket;
import cloudjar.api.s3.BucketAlreadyExists;
import cloudjar.api.s3.BucketAlreadyOwnedByYou;
import cloudjar.api.s3.BucketNotEmpty;
import cloudjar.api.s3.CreateBucketConfiguration;
import cloudjar.api.s3.CreateBucketRequest;
import cloudjar.api.s3.DeleteBucketRequest;
import cloudjar.api.s3.DeleteObjectRequest;
import cloudjar.api.s3.HeadBucketRequest;
import cloudjar.api.s3.IllegalLocationConstraintException;
import cloudjar.api.s3.InvalidBucketName;
import cloudjar.api.s3.InvalidLocationConstraint;
import cloudjar.api.s3.ListBucketsOutput;
import cloudjar.api.s3.ListBucketsRequest;
import cloudjar.api.s3.NoSuchBucket;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {
    private final TestCloud cloud = new TestCloud();

    @AfterEach
    void close() {
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "Uppercase",
                "-start",
                "end-",
                "dot..dot",
                ".start",
                "192.168.0.1",
                "xn--a",
                "a-s3alias",
                "under_score"
            })
    void aBadNameIsRefused(String name) {
        assertThatExceptionOfType(InvalidBucketName.class).isThrownBy(() -> create(name, null, cloud.call()));
    }

    /** [S3-2] [S3-2] A bucket has the region that it was made in. */
    @Test
    void aBucketIsWhereItWasAskedFor() {
        assertThat(create("at-home", null, cloud.call())).isEqualTo("/at-home");
        assertThat(create("far", "eu-west-1", cloud.call())).isEqualTo("http://far.localhost:4566/");
        assertThat(create("farther", "eu-west-2", in("eu-west-2"))).isEqualTo("http://farther.localhost:4566/");
        assertThat(cloud.s3
                        .headBucket(HeadBucketRequest.builder().bucket("far").build(), cloud.call())
                        .bucketRegion())
                .isEqualTo("eu-west-1");
        assertThatExceptionOfType(InvalidLocationConstraint.class)
                .isThrownBy(() -> create("bad", "us-east-1", cloud.call()));
        assertThatExceptionOfType(IllegalLocationConstraintException.class)
                .isThrownBy(() -> create("bad", null, in("eu-west-1")))
                .withMessageStartingWith("The unspecified location constraint");
        assertThatExceptionOfType(IllegalLocationConstraintException.class)
                .isThrownBy(() -> create("bad", "us-west-1", in("eu-west-1")));
    }

    /** [S3-1] [S3-1] As recorded from AWS: test_create_bucket_with_existing_name. */
    @Test
    void aNameIsTakenForAllOfTheWorld() {
        create("mine", null, cloud.call());
        create("mine", null, cloud.call());
        assertThatExceptionOfType(BucketAlreadyOwnedByYou.class)
                .isThrownBy(() -> create("mine", "us-west-1", in("us-west-1")));
        assertThatExceptionOfType(BucketAlreadyExists.class)
                .isThrownBy(() -> create("mine", null, cloud.call("111122223333", "us-east-1")));
    }

    @Test
    void onlyAnEmptyBucketIsDeleted() {
        create(TestCloud.BUCKET, null, cloud.call());
        cloud.put("k", "x");
        DeleteBucketRequest delete =
                DeleteBucketRequest.builder().bucket(TestCloud.BUCKET).build();
        assertThatExceptionOfType(BucketNotEmpty.class).isThrownBy(() -> cloud.s3.deleteBucket(delete, cloud.call()));
        cloud.s3.deleteObject(
                DeleteObjectRequest.builder().bucket(TestCloud.BUCKET).key("k").build(), cloud.call());
        cloud.s3.deleteBucket(delete, cloud.call());
        assertThatExceptionOfType(NoSuchBucket.class).isThrownBy(() -> cloud.s3.deleteBucket(delete, cloud.call()));
    }

    @Test
    void anAccountListsItsOwnBucketsPageByPage() {
        for (String name : List.of("aa-1", "aa-2", "ab-1", "zz-1")) {
            create(name, null, cloud.call());
        }
        create("other", null, cloud.call("111122223333", "us-east-1"));
        ListBucketsOutput first = list(2, null);
        assertThat(first.buckets()).extracting(Bucket::name).containsExactly("aa-1", "aa-2");
        ListBucketsOutput second = list(2, first.continuationToken());
        assertThat(second.buckets()).extracting(Bucket::name).containsExactly("ab-1", "zz-1");
        assertThat(second.continuationToken()).isNull();
        ListBucketsRequest prefixed = ListBucketsRequest.builder().prefix("aa").build();
        assertThat(cloud.s3.listBuckets(prefixed, cloud.call()).buckets()).hasSize(2);
    }

    private ListBucketsOutput list(int max, @Nullable String token) {
        return cloud.s3.listBuckets(
                ListBucketsRequest.builder()
                        .maxBuckets(max)
                        .continuationToken(token)
                        .build(),
                cloud.call());
    }

    private @Nullable String create(String name, @Nullable String constraint, Call call) {
        CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(name);
        if (constraint != null) {
            request.createBucketConfiguration(CreateBucketConfiguration.builder()
                    .locationConstraint(constraint)
                    .build());
        }
        return cloud.s3.createBucket(request.build(), call).location();
    }

    private Call in(String region) {
        return cloud.call(Account.DEFAULT, region);
    }
}
