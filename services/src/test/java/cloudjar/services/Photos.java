package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.TestWorld;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket with an object, in an account of a test's own.
 *
 * @param owner the account's root user
 */
record Photos(People people, S3Client owner, String bucket) {
    static Photos in(TestWorld world) {
        People people = People.in(world);
        S3Client owner = people.root(s3());
        String bucket = "photos-" + people.account();
        owner.createBucket(create -> create.bucket(bucket));
        owner.putObject(put -> put.bucket(bucket).key("a/cat"), RequestBody.fromString("meow"));
        return new Photos(people, owner, bucket);
    }

    static S3ClientBuilder s3() {
        return S3Client.builder().forcePathStyle(true);
    }

    /** The bucket's ARN with what follows it. */
    String arn(String key) {
        return "arn:aws:s3:::" + bucket + key;
    }

    /** Gives the bucket a policy. */
    void policy(String... statements) {
        owner.putBucketPolicy(put -> put.bucket(bucket).policy(People.document(statements)));
    }

    /** A statement of a bucket's policy. */
    static String grant(String principal, String action, String resource, String more) {
        return "{\"Effect\": \"Allow\", \"Principal\": " + principal + ", \"Action\": \"" + action
                + "\", \"Resource\": \"" + resource + "\"" + more + "}";
    }

    static void read(S3Client client, String bucket, String key) {
        client.getObjectAsBytes(get -> get.bucket(bucket).key(key));
    }

    static void assertDenied(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, error -> {
            assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            assertThat(error.statusCode()).isEqualTo(403);
        });
    }
}
