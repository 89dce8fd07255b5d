package cloudjar.services.s3control;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.net.InetAddress;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.Credentials;
import software.amazon.awssdk.services.s3control.model.GetDataAccessResponse;
import software.amazon.awssdk.services.s3control.model.GranteeType;
import software.amazon.awssdk.services.s3control.model.Permission;
import software.amazon.awssdk.services.s3control.model.Privilege;

/** AWS's SDK for Java on access grants, where permissions decide: codes are those of AWS's documentation. */
class AccessGrantsAcceptanceTest {
    private static final String ACCOUNT = "700000000001";
    private static final String USER = "arn:aws:iam::" + ACCOUNT + ":user/ann";
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/data";

    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private final TestWorld world = CLOUD.cloud().mainWorld();
    private final AwsCredentials root = AwsBasicCredentials.create(ACCOUNT, "test");
    private final IamClient iam = world.client(IamClient.builder(), ACCOUNT, Region.AWS_GLOBAL);
    private final S3ControlClient control = control(root);

    private S3ControlClient control(AwsCredentials credentials) {
        return S3ControlClient.builder()
                .endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}))
                .build();
    }

    private S3Client s3(AwsCredentials credentials) {
        return S3Client.builder()
                .forcePathStyle(true)
                .endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private static String statement(String principal, String actions, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"" + principal + ",\"Action\":["
                + actions + "]" + resource + "}]}";
    }

    /** A user who may ask for access, and nothing else. */
    private AwsCredentials ann() {
        iam.createUser(create -> create.userName("ann"));
        iam.putUserPolicy(put -> put.userName("ann")
                .policyName("ask")
                .policyDocument(
                        statement("", "\"s3:GetDataAccess\",\"s3:ListCallerAccessGrants\"", ",\"Resource\":\"*\"")));
        AccessKey key = iam.createAccessKey(create -> create.userName("ann")).accessKey();
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    private void role() {
        iam.createRole(create -> create.roleName("data")
                .assumeRolePolicyDocument(statement(
                        ",\"Principal\":{\"Service\":\"access-grants.s3.amazonaws.com\"}",
                        "\"sts:AssumeRole\",\"sts:SetSourceIdentity\"",
                        "")));
        iam.putRolePolicy(put -> put.roleName("data")
                .policyName("all")
                .policyDocument(statement("", "\"s3:*\"", ",\"Resource\":\"*\"")));
    }

    private String grant(String location, String subPrefix, Permission permission) {
        return control.createAccessGrant(create -> create.accountId(ACCOUNT)
                        .accessGrantsLocationId(location)
                        .accessGrantsLocationConfiguration(narrowed -> narrowed.s3SubPrefix(subPrefix))
                        .grantee(grantee -> grantee.granteeType(GranteeType.IAM).granteeIdentifier(USER))
                        .permission(permission))
                .accessGrantId();
    }

    private static GetDataAccessResponse ask(S3ControlClient asks, String target, Permission permission) {
        return asks.getDataAccess(get ->
                get.accountId(ACCOUNT).target(target).permission(permission).privilege(Privilege.DEFAULT));
    }

    @Test
    void aGrantGivesASessionForWhatItIsAboutAndNoMore() {
        S3Client owner = s3(root);
        owner.createBucket(create -> create.bucket("granted"));
        for (String key : new String[] {"a/1", "b/1"}) {
            owner.putObject(put -> put.bucket("granted").key(key), RequestBody.fromString(key));
        }
        AwsCredentials ann = ann();
        S3ControlClient asks = control(ann);
        assertRefused(() -> ask(asks, "s3://granted/a/*", Permission.READ), "AccessGrantsInstanceNotExistsError", 404);
        control.createAccessGrantsInstance(create -> create.accountId(ACCOUNT));
        assertRefused(
                () -> control.createAccessGrantsInstance(create -> create.accountId(ACCOUNT)),
                "AccessGrantsInstanceAlreadyExists",
                409);
        String location = control.createAccessGrantsLocation(create ->
                        create.accountId(ACCOUNT).locationScope("s3://granted").iamRoleArn(ROLE))
                .accessGrantsLocationId();
        String grant = grant(location, "a/*", Permission.READ);
        assertRefused(() -> grant(location, "a/*", Permission.READ), "AccessGrantAlreadyExists", 409);
        assertRefused(() -> ask(asks, "s3://granted/a/*", Permission.READ), "StsNotAuthorizedError", 403);
        role();
        GetDataAccessResponse given = ask(asks, "s3://granted/a/1*", Permission.READ);
        assertThat(given.matchedGrantTarget()).isEqualTo("s3://granted/a/*");
        Credentials session = given.credentials();
        S3Client reader = s3(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
        assertThat(reader.getObjectAsBytes(get -> get.bucket("granted").key("a/1"))
                        .asUtf8String())
                .isEqualTo("a/1");
        assertThat(reader.listObjectsV2(list -> list.bucket("granted").prefix("a/"))
                        .contents())
                .hasSize(1);
        for (ThrowingCallable more : new ThrowingCallable[] {
            () -> reader.getObjectAsBytes(get -> get.bucket("granted").key("b/1")),
            () -> reader.putObject(put -> put.bucket("granted").key("a/2"), RequestBody.fromString("")),
            () -> reader.listObjectsV2(list -> list.bucket("granted"))
        }) {
            assertThatThrownBy(more)
                    .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(refused.statusCode())
                            .isEqualTo(403));
        }
        assertThatThrownBy(() -> ask(asks, "s3://granted/a/*", Permission.WRITE))
                .hasMessageContaining("You do not have WRITE permissions to the requested S3 Prefix: s3://granted/a/*");
        assertRefused(() -> ask(asks, "s3://granted/b/*", Permission.READ), "AccessDenied", 403);
        lists(asks);
        friends(grant(location, "f/*", Permission.WRITE));
        takeAway(location, grant);
    }

    private void lists(S3ControlClient asks) {
        assertThat(control.listAccessGrants(list -> list.accountId(ACCOUNT).granteeIdentifier(USER))
                        .accessGrantsList())
                .singleElement()
                .satisfies(listed -> assertThat(listed.grantScope()).isEqualTo("s3://granted/a/*"));
        assertThat(asks.listCallerAccessGrants(list -> list.accountId(ACCOUNT)).callerAccessGrantsList())
                .hasSize(1);
    }

    /** Another account is let in by the policy of the instance alone. */
    private void friends(String grant) {
        S3ControlClient friend = control(AwsBasicCredentials.create("700000000002", "test"));
        assertRefused(() -> friend.listCallerAccessGrants(list -> list.accountId(ACCOUNT)), "AccessDenied", 403);
        control.putAccessGrantsInstanceResourcePolicy(put -> put.accountId(ACCOUNT)
                .policy(statement(
                        ",\"Principal\":{\"AWS\":\"700000000002\"}",
                        "\"s3:ListCallerAccessGrants\"",
                        ",\"Resource\":\"arn:aws:s3:us-east-1:" + ACCOUNT + ":access-grants/default\"")));
        assertThat(friend.listCallerAccessGrants(list -> list.accountId(ACCOUNT))
                        .callerAccessGrantsList())
                .isEmpty();
        control.deleteAccessGrantsInstanceResourcePolicy(delete -> delete.accountId(ACCOUNT));
        assertRefused(
                () -> control.getAccessGrantsInstanceResourcePolicy(get -> get.accountId(ACCOUNT)),
                "AccessGrantsInstanceResourcePolicyNotExists",
                404);
        control.deleteAccessGrant(delete -> delete.accountId(ACCOUNT).accessGrantId(grant));
    }

    private void takeAway(String location, String grant) {
        assertRefused(
                () -> control.deleteAccessGrantsLocation(
                        delete -> delete.accountId(ACCOUNT).accessGrantsLocationId(location)),
                "AccessGrantsLocationNotEmptyError",
                400);
        control.deleteAccessGrant(delete -> delete.accountId(ACCOUNT).accessGrantId(grant));
        assertRefused(
                () -> control.getAccessGrant(get -> get.accountId(ACCOUNT).accessGrantId(grant)),
                "NoSuchAccessGrantError",
                404);
        assertRefused(
                () -> control.deleteAccessGrantsInstance(delete -> delete.accountId(ACCOUNT)),
                "AccessGrantsInstanceNotEmptyError",
                400);
        control.deleteAccessGrantsLocation(delete -> delete.accountId(ACCOUNT).accessGrantsLocationId(location));
        control.deleteAccessGrantsInstance(delete -> delete.accountId(ACCOUNT));
        assertThat(control.listAccessGrantsInstances(list -> list.accountId(ACCOUNT))
                        .accessGrantsInstancesList())
                .isEmpty();
    }
}
