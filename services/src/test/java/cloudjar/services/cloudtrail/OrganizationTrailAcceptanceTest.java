package cloudjar.services.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailResponse;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS's SDK for Java: trails of an organization. */
class OrganizationTrailAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String BUCKET = "audit-files";

    private static void assertRefused(CloudTrailClient trails, String code, int status) {
        assertThatThrownBy(() -> trails.createTrail(create -> create.name("all")
                        .s3BucketName(BUCKET)
                        .isMultiRegionTrail(true)
                        .isOrganizationTrail(true)))
                .isInstanceOfSatisfying(CloudTrailException.class, refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
                    assertThat(refused.statusCode()).isEqualTo(status);
                });
    }

    private static String member(OrganizationsClient organizations, String name) {
        String request = organizations
                .createAccount(create -> create.accountName(name).email(name + "@example.org"))
                .createAccountStatus()
                .id();
        return organizations
                .describeCreateAccountStatus(describe -> describe.createAccountRequestId(request))
                .createAccountStatus()
                .accountId();
    }

    /** A bucket whose policy lets CloudTrail deliver for an organization. */
    private static S3Client bucket(TestWorld world, String organization) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket(BUCKET));
        s3.putBucketPolicy(put -> put.bucket(BUCKET).policy("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
                   "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::%1$s"},
                  {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
                   "Action": "s3:PutObject", "Resource": "arn:aws:s3:::%1$s/AWSLogs/%2$s/*",
                   "Condition": {"StringEquals": {"aws:SourceArn": "arn:aws:cloudtrail:us-east-1:000000000000:trail/all"}}}
                ]}""".formatted(BUCKET, organization)));
        return s3;
    }

    private static CreateTrailResponse create(CloudTrailClient trails) {
        return trails.createTrail(create -> create.name("all")
                .s3BucketName(BUCKET)
                .isMultiRegionTrail(true)
                .enableLogFileValidation(true)
                .isOrganizationTrail(true));
    }

    private static List<String> files(S3Client s3, String prefix) {
        return s3.listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void aTrailForAnOrganizationIsRefusedForWhatIsTrueOfTheAccount(TestWorld world) {
        CloudTrailClient trails = world.client(CloudTrailClient.builder());
        OrganizationsClient organizations = world.client(OrganizationsClient.builder());
        assertRefused(trails, "OrganizationsNotInUseException", 400);
        organizations.createOrganization();
        String member = member(organizations, "member");
        assertRefused(
                world.client(CloudTrailClient.builder(), member, Region.US_EAST_1),
                "NotOrganizationMasterAccountException",
                400);
        assertRefused(trails, "CloudTrailAccessNotEnabledException", 400);
        organizations.enableAWSServiceAccess(enable -> enable.servicePrincipal("cloudtrail.amazonaws.com"));
        assertRefused(trails, "S3BucketDoesNotExistException", 400);
        assertThat(trails.describeTrails().trailList()).isEmpty();
    }

    /** Events of every account come to the organization's trail, below the organization's id. [TRAIL-1] [TRAIL-2] */
    @Test
    void theEventsOfAllMembersAreDelivered(TestWorld world) {
        OrganizationsClient organizations = world.client(OrganizationsClient.builder());
        String organization = organizations.createOrganization().organization().id();
        organizations.enableAWSServiceAccess(enable -> enable.servicePrincipal("cloudtrail.amazonaws.com"));
        String member = member(organizations, "member");
        S3Client s3 = bucket(world, organization);
        CloudTrailClient trails = world.client(CloudTrailClient.builder());
        CreateTrailResponse made = create(trails);
        assertThat(made.isOrganizationTrail()).isTrue();
        trails.startLogging(start -> start.name("all"));
        world.client(SqsClient.builder(), member, Region.EU_WEST_1).createQueue(create -> create.queueName("theirs"));
        world.client(SqsClient.builder(), "999999999999", Region.US_EAST_1)
                .createQueue(create -> create.queueName("strangers"));
        world.client(SqsClient.builder()).createQueue(create -> create.queueName("ours"));
        world.clock().freeze();
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(trails.getTrailStatus(get -> get.name("all")).latestDeliveryError())
                .isNull();
        String root = "AWSLogs/" + organization + "/";
        assertThat(files(s3, root + member + "/CloudTrail/eu-west-1/"))
                .singleElement()
                .asString()
                .contains("/" + member + "_CloudTrail_eu-west-1_");
        assertThat(files(s3, root + TestWorld.ACCOUNT + "/CloudTrail/us-east-1/"))
                .isNotEmpty();
        assertThat(files(s3, root + "999999999999/")).isEmpty();
        world.clock().advance(Duration.ofHours(1));
        assertThat(files(s3, root + member + "/CloudTrail-Digest/eu-west-1/"))
                .isNotEmpty()
                .allMatch(key -> key.contains("/" + member + "_CloudTrail-Digest_eu-west-1_all_us-east-1_"));

        // Back to a trail of the account: what is a member's is no longer delivered.
        s3.putBucketPolicy(put -> put.bucket(BUCKET).policy("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*",
                          "Principal": {"Service": "cloudtrail.amazonaws.com"},
                          "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"]}]}""".formatted(BUCKET)));
        assertThat(trails.updateTrail(update -> update.name("all").isOrganizationTrail(false))
                        .isOrganizationTrail())
                .isFalse();
        int before = files(s3, root + member).size();
        world.client(SqsClient.builder(), member, Region.AP_SOUTH_1).createQueue(create -> create.queueName("later"));
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(files(s3, "AWSLogs/" + TestWorld.ACCOUNT + "/")).isNotEmpty();
        assertThat(files(s3, root + member + "/CloudTrail/ap-south-1/")).isEmpty();
        assertThat(files(s3, root + member).size()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void onlyTheManagementAccountDelegates(TestWorld world) {
        OrganizationsClient organizations = world.client(OrganizationsClient.builder());
        organizations.createOrganization();
        organizations.enableAWSServiceAccess(enable -> enable.servicePrincipal("cloudtrail.amazonaws.com"));
        String member = member(organizations, "member");
        String administrator = member(organizations, "administrator");
        CloudTrailClient trails = world.client(CloudTrailClient.builder());
        CloudTrailClient ofMember = world.client(CloudTrailClient.builder(), member, Region.US_EAST_1);
        assertCode(
                () -> trails.registerOrganizationDelegatedAdmin(
                        register -> register.memberAccountId(TestWorld.ACCOUNT)),
                "CannotDelegateManagementAccountException");
        assertCode(
                () -> trails.registerOrganizationDelegatedAdmin(register -> register.memberAccountId("999999999999")),
                "AccountNotFoundException");
        assertCode(
                () -> ofMember.registerOrganizationDelegatedAdmin(register -> register.memberAccountId(administrator)),
                "NotOrganizationManagementAccountException");
        trails.registerOrganizationDelegatedAdmin(register -> register.memberAccountId(administrator));
        assertCode(
                () -> trails.registerOrganizationDelegatedAdmin(register -> register.memberAccountId(administrator)),
                "AccountRegisteredException");

        trails.deregisterOrganizationDelegatedAdmin(deregister -> deregister.delegatedAdminAccountId(administrator));
        assertCode(
                () -> trails.deregisterOrganizationDelegatedAdmin(
                        deregister -> deregister.delegatedAdminAccountId(administrator)),
                "AccountNotRegisteredException");
    }

    @Test
    void membersSeeTheTrailAndADelegatedAdministratorKeepsIt(TestWorld world) {
        OrganizationsClient organizations = world.client(OrganizationsClient.builder());
        String organization = organizations.createOrganization().organization().id();
        organizations.enableAWSServiceAccess(enable -> enable.servicePrincipal("cloudtrail.amazonaws.com"));
        String member = member(organizations, "member");
        String administrator = member(organizations, "administrator");
        bucket(world, organization);
        CloudTrailClient trails = world.client(CloudTrailClient.builder());
        CloudTrailClient ofMember = world.client(CloudTrailClient.builder(), member, Region.US_EAST_1);
        CloudTrailClient ofAdministrator = world.client(CloudTrailClient.builder(), administrator, Region.US_EAST_1);
        trails.registerOrganizationDelegatedAdmin(register -> register.memberAccountId(administrator));
        String arn = create(ofAdministrator).trailARN();
        assertThat(arn).isEqualTo("arn:aws:cloudtrail:us-east-1:000000000000:trail/all");
        assertThat(ofMember.describeTrails().trailList())
                .singleElement()
                .satisfies(trail -> assertThat(trail.isOrganizationTrail()).isTrue());
        assertThat(ofMember.describeTrails(describe -> describe.includeShadowTrails(false))
                        .trailList())
                .isEmpty();
        assertThat(ofMember.getTrail(get -> get.name(arn)).trail().trailARN()).isEqualTo(arn);
        assertThat(ofMember.getTrailStatus(get -> get.name(arn)).isLogging()).isFalse();
        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> ofMember.startLogging(start -> start.name(arn)),
                () -> ofMember.updateTrail(update -> update.name(arn).enableLogFileValidation(false)),
                () -> ofMember.deleteTrail(delete -> delete.name(arn)))) {
            assertCode(change, "NotOrganizationMasterAccountException");
        }
        assertCode(
                () -> world.client(CloudTrailClient.builder(), "999999999999", Region.US_EAST_1)
                        .getTrail(get -> get.name(arn)),
                "TrailNotFoundException");
        ofAdministrator.startLogging(start -> start.name(arn));
        assertThat(trails.getTrailStatus(get -> get.name("all")).isLogging()).isTrue();
        trails.deregisterOrganizationDelegatedAdmin(deregister -> deregister.delegatedAdminAccountId(administrator));
        assertCode(() -> ofAdministrator.stopLogging(stop -> stop.name(arn)), "NotOrganizationMasterAccountException");
    }

    private static void assertCode(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CloudTrailException.class, refused -> assertThat(
                        refused.awsErrorDetails().errorCode())
                .isEqualTo(code));
    }

    @Test
    void anOrganizationForBillingAloneHasNoTrail(TestWorld world) {
        world.client(OrganizationsClient.builder())
                .createOrganization(create -> create.featureSet(OrganizationFeatureSet.CONSOLIDATED_BILLING));
        assertRefused(world.client(CloudTrailClient.builder()), "OrganizationNotInAllFeaturesModeException", 400);
    }
}
