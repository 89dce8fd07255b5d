package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.CreateAccessPointResponse;
import software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration;

/** What an account and an access point block of public access, as AWS's SDK for Java meets it: of all that speak, the strictest. */
class PublicAccessAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private TestWorld world;
    private People people;
    private S3Client owner;
    private S3ControlClient control;
    private String bucket;

    @BeforeEach
    void open() {
        world = CLOUD.cloud().mainWorld();
        people = People.in(world);
        owner = people.root(S3Client.builder().forcePathStyle(true));
        // The SDK puts the account into the host name, which does not resolve everywhere.
        control = S3ControlClient.builder()
                .endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(people.account(), "test")))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}))
                .build();
        bucket = "pets-" + people.account();
        owner.createBucket(create -> create.bucket(bucket));
        owner.deletePublicAccessBlock(delete -> delete.bucket(bucket));
        owner.putBucketOwnershipControls(put -> put.bucket(bucket)
                .ownershipControls(controls -> controls.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                        .build())));
        owner.putObject(put -> put.bucket(bucket).key("cat"), RequestBody.fromString("meow"));
    }

    private void block(Consumer<PublicAccessBlockConfiguration.Builder> what) {
        control.putPublicAccessBlock(put -> put.accountId(people.account()).publicAccessBlockConfiguration(what));
    }

    private static S3ClientBuilder s3() {
        return S3Client.builder().forcePathStyle(true);
    }

    private S3Client anybody() {
        return s3().endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    private static void assertDenied(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> assertThat(
                        error.awsErrorDetails().errorCode())
                .isEqualTo("AccessDenied"));
    }

    private String reading(String principal, String resource) {
        return "{\"Effect\": \"Allow\", \"Principal\": " + principal
                + ", \"Action\": \"s3:GetObject\", \"Resource\": \"" + resource + "\"}";
    }

    private void policy(String... statements) {
        owner.putBucketPolicy(put -> put.bucket(bucket).policy(People.document(statements)));
    }

    private static void read(S3Client client, String bucket) {
        client.getObjectAsBytes(get -> get.bucket(bucket).key("cat"));
    }

    @Test
    void anAccountBlocksPublicPoliciesOfItsBuckets() {
        String all = "arn:aws:s3:::" + bucket + "/*";
        block(set -> set.blockPublicPolicy(true));
        assertDenied(() -> policy(reading("\"*\"", all)));
        policy(reading("{\"AWS\": \"" + people.others().account() + "\"}", all));
        block(set -> set.blockPublicPolicy(false));
        policy(reading("\"*\"", all));
    }

    @Test
    void anAccountRestrictsWhatIsPublicAlreadyForAllOtherAccounts() {
        String all = "arn:aws:s3:::" + bucket + "/*";
        People partner = people.others();
        S3Client bob = partner.user("bob", s3());
        partner.allow("bob", "s3:*", "*");
        policy(reading("\"*\"", all), reading("{\"AWS\": \"" + partner.account() + "\"}", all));
        read(anybody(), bucket);
        read(bob, bucket);
        block(set -> set.restrictPublicBuckets(true));
        assertDenied(() -> read(anybody(), bucket));
        assertDenied(() -> read(bob, bucket));
        read(owner, bucket);
        policy(reading("{\"AWS\": \"" + partner.account() + "\"}", all));
        read(bob, bucket);
    }

    @Test
    void anAccountBlocksAndIgnoresPublicLists() {
        owner.putObjectAcl(put -> put.bucket(bucket).key("cat").acl("public-read"));
        owner.putBucketAcl(put -> put.bucket(bucket).acl("public-read"));
        read(anybody(), bucket);
        block(set -> set.blockPublicAcls(true));
        assertDenied(
                () -> owner.putObjectAcl(put -> put.bucket(bucket).key("cat").acl("public-read")));
        assertDenied(() -> owner.putBucketAcl(put -> put.bucket(bucket).acl("authenticated-read")));
        assertDenied(() -> owner.putObject(
                put -> put.bucket(bucket).key("dog").acl("public-read"), RequestBody.fromString("woof")));
        owner.putObject(put -> put.bucket(bucket).key("dog").acl("private"), RequestBody.fromString("woof"));
        read(anybody(), bucket);
        block(set -> set.ignorePublicAcls(true));
        assertDenied(() -> read(anybody(), bucket));
        assertThat(owner.getObjectAcl(get -> get.bucket(bucket).key("cat")).grants())
                .hasSize(1);
        assertThat(owner.getBucketAcl(get -> get.bucket(bucket)).grants()).hasSize(1);
        control.deletePublicAccessBlock(delete -> delete.accountId(people.account()));
        read(anybody(), bucket);
        assertThat(owner.getObjectAcl(get -> get.bucket(bucket).key("cat")).grants())
                .hasSize(2);
    }

    private CreateAccessPointResponse door(String name, Consumer<PublicAccessBlockConfiguration.Builder> what) {
        return control.createAccessPoint(create ->
                create.accountId(people.account()).name(name).bucket(bucket).publicAccessBlockConfiguration(what));
    }

    private void doorPolicy(String name, String principal, String arn) {
        control.putAccessPointPolicy(put -> put.accountId(people.account())
                .name(name)
                .policy(People.document(reading(principal, arn + "/object/*"))));
    }

    @Test
    void anAccessPointBlocksPublicPoliciesOfItsOwnAndSoDoItsBucketAndAccount() {
        CreateAccessPointResponse shut = door("shut", set -> set.blockPublicPolicy(true));
        assertDenied(() -> doorPolicy("shut", "\"*\"", shut.accessPointArn()));
        doorPolicy("shut", "{\"AWS\": \"" + people.account() + "\"}", shut.accessPointArn());
        assertThat(isPublic("shut")).isFalse();
        CreateAccessPointResponse open = door("open", set -> set.blockPublicPolicy(false));
        owner.putPublicAccessBlock(
                put -> put.bucket(bucket).publicAccessBlockConfiguration(set -> set.blockPublicPolicy(true)));
        assertDenied(() -> doorPolicy("open", "\"*\"", open.accessPointArn()));
        owner.deletePublicAccessBlock(delete -> delete.bucket(bucket));
        block(set -> set.blockPublicPolicy(true));
        assertDenied(() -> doorPolicy("open", "\"*\"", open.accessPointArn()));
        control.deletePublicAccessBlock(delete -> delete.accountId(people.account()));
        assertThatThrownBy(() -> isPublic("open"))
                .hasMessageContaining("The specified accesspoint policy does not exist");
        doorPolicy("open", "\"*\"", open.accessPointArn());
        assertThat(isPublic("open")).isTrue();
    }

    private boolean isPublic(String door) {
        return control.getAccessPointPolicyStatus(
                        get -> get.accountId(people.account()).name(door))
                .policyStatus()
                .isPublic();
    }

    @Test
    void anAccessPointRestrictsAndBlocksForThoseWhoComeThroughIt() {
        CreateAccessPointResponse open = door("open", set -> set.blockPublicPolicy(false));
        CreateAccessPointResponse shut =
                door("shut", set -> set.restrictPublicBuckets(true).blockPublicAcls(true));
        for (CreateAccessPointResponse door : List.of(open, shut)) {
            String name = door.accessPointArn().substring(door.accessPointArn().lastIndexOf('/') + 1);
            doorPolicy(name, "\"*\"", door.accessPointArn());
        }
        policy(reading("\"*\"", "arn:aws:s3:::" + bucket + "/*"));
        S3Client bob = people.others().root(s3());
        read(bob, through("open"));
        assertDenied(() -> read(bob, through("shut")));
        read(owner, through("shut"));
        assertDenied(() -> owner.putObject(
                put -> put.bucket(through("shut")).key("dog").acl("public-read"), RequestBody.fromString("woof")));
        owner.putObject(
                put -> put.bucket(through("open")).key("dog").acl("public-read"), RequestBody.fromString("woof"));
    }

    /** As host names of SDKs name an access point, which stands for a bucket. */
    private String through(String door) {
        return door + "-" + people.account();
    }
}
