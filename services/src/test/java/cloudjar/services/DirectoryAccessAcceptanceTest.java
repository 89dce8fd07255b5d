package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.net.InetAddress;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Who may use a directory bucket is decided when a session begins; signatures with sessions are checked as others are. */
class DirectoryAccessAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private final TestWorld world = CLOUD.cloud().mainWorld();
    private final People people = People.in(world);

    /** The SDK puts a directory bucket into the host name, which does not resolve everywhere, and signs no path of a world. */
    private S3Client client(AwsCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(world.endpoint().resolve("/"))
                .region(TestWorld.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}))
                .build();
    }

    private static void assertDenied(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, error -> assertThat(
                        error.awsErrorDetails().errorCode())
                .isEqualTo("AccessDenied"));
    }

    @Test
    void whoMayReadAloneGetsASessionThatReads() {
        String bucket = "logs--use1-az4--x-s3";
        String arn = "arn:aws:s3express:us-east-1:" + people.account() + ":bucket/" + bucket;
        S3Client owner = client(AwsBasicCredentials.create(people.account(), "test"));
        owner.createBucket(create -> create.bucket(bucket).createBucketConfiguration(said -> said.location(
                        where -> where.type("AvailabilityZone").name("use1-az4"))
                .bucket(kind -> kind.type("Directory").dataRedundancy("SingleAvailabilityZone"))));
        owner.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("content"));
        AwsCredentials key = people.user("ann");
        people.allow("ann", "s3:*", "*");
        assertDenied(
                () -> client(key).getObjectAsBytes(get -> get.bucket(bucket).key("k")));
        people.put(
                "ann",
                People.statement(
                        "Allow",
                        "s3express:CreateSession",
                        arn,
                        ", \"Condition\": {\"StringEquals\": {\"s3express:SessionMode\": \"ReadOnly\"}}"));
        S3Client ann = client(key);
        assertThat(ann.getObjectAsBytes(get -> get.bucket(bucket).key("k")).asUtf8String())
                .isEqualTo("content");
        assertDenied(() -> ann.putObject(put -> put.bucket(bucket).key("l"), RequestBody.fromString("content")));
        assertDenied(() -> ann.createSession(create -> create.bucket(bucket).sessionMode("ReadWrite")));
        assertDenied(() -> ann.deleteBucket(delete -> delete.bucket(bucket)));
        assertDenied(() -> ann.listDirectoryBuckets(list -> {}));
        people.allow("ann", "s3express:CreateSession", arn);
        client(key).putObject(put -> put.bucket(bucket).key("l"), RequestBody.fromString("content"));
        AwsCredentials other = people.others().user("bob");
        assertDenied(
                () -> client(other).getObjectAsBytes(get -> get.bucket(bucket).key("k")));
    }
}
