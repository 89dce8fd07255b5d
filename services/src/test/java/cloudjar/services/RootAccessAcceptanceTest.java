package cloudjar.services;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.FeatureType;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** AWS's SDK for Java: the management account acts as the root user of a member, for one task, where policies decide. */
class RootAccessAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private static final String NOBODY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "%s:*", "Resource": "*"}]}""";

    private final TestWorld world = CLOUD.cloud().mainWorld();
    private final People management = People.in(world);
    private final OrganizationsClient organizations = management.root(OrganizationsClient.builder());
    private final IamClient iam = management.iam();
    private String member;
    private StsClient admin;

    @BeforeEach
    void open() {
        organizations.createOrganization();
        String request = organizations
                .createAccount(create -> create.accountName("member").email(management.account() + "@example.org"))
                .createAccountStatus()
                .id();
        member = organizations
                .describeCreateAccountStatus(describe -> describe.createAccountRequestId(request))
                .createAccountStatus()
                .accountId();
        admin = management.user("admin", StsClient.builder());
        management.put(
                "admin",
                People.statement(
                        "Allow",
                        "sts:AssumeRoot",
                        "arn:aws:iam::" + member + ":root",
                        ", \"Condition\": {\"StringNotLike\": {\"sts:TaskPolicyArn\": \"*CreateRootUserPassword\"}}"));
    }

    private void enableSessions() {
        organizations.enableAWSServiceAccess(enable -> enable.servicePrincipal("iam.amazonaws.com"));
        assertThat(iam.enableOrganizationsRootSessions(any -> {}).enabledFeatures())
                .containsExactly(FeatureType.ROOT_SESSIONS);
    }

    private Credentials assume(StsClient sts, String task) {
        return sts.assumeRoot(assume -> assume.targetPrincipal(member)
                        .taskPolicyArn(policy -> policy.arn("arn:aws:iam::aws:policy/root-task/" + task)))
                .credentials();
    }

    private static AwsSessionCredentials session(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    @Test
    void whoeverIsLockedOutOfABucketOrQueueIsLetInAgain() {
        String bucket = "locked-" + member;
        S3Client own = world.client(S3Client.builder().forcePathStyle(true), member, TestWorld.REGION);
        own.createBucket(create -> create.bucket(bucket));
        own.putBucketPolicy(put -> put.bucket(bucket)
                .policy(NOBODY.formatted("s3")
                        .replace(
                                "\"Resource\": \"*\"",
                                "\"Resource\": [\"arn:aws:s3:::" + bucket + "\", \"arn:aws:s3:::" + bucket + "/*\"]")));
        assertRefused(() -> own.listObjectsV2(list -> list.bucket(bucket)), "AccessDenied");
        SqsClient queues = world.client(SqsClient.builder(), member, TestWorld.REGION);
        String url = queues.createQueue(create -> create.queueName("locked")).queueUrl();
        queues.setQueueAttributes(set -> set.queueUrl(url)
                .attributesWithStrings(Map.of(
                        "Policy",
                        NOBODY.formatted("sqs")
                                .replace(
                                        "\"Resource\": \"*\"",
                                        "\"Resource\": \"arn:aws:sqs:us-east-1:" + member + ":locked\""))));
        assertRefused(() -> assume(admin, "S3UnlockBucketPolicy"), "AccessDenied");
        enableSessions();

        AwsSessionCredentials forBuckets = session(assume(admin, "S3UnlockBucketPolicy"));
        assertThat(world.client(StsClient.builder(), forBuckets, TestWorld.REGION))
                .satisfies(sts -> assertRefused(() -> sts.getSessionToken(), "AccessDenied"));
        S3Client buckets = world.client(S3Client.builder().forcePathStyle(true), forBuckets, TestWorld.REGION);
        assertRefused(() -> buckets.createBucket(create -> create.bucket("another")), "AccessDenied");
        assertRefused(() -> buckets.listObjectsV2(list -> list.bucket(bucket)), "AccessDenied");
        buckets.deleteBucketPolicy(delete -> delete.bucket(bucket));
        assertThat(own.listObjectsV2(list -> list.bucket(bucket)).contents()).isEmpty();
        assertRefused(
                () -> world.client(SqsClient.builder(), forBuckets, TestWorld.REGION)
                        .setQueueAttributes(set -> set.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, ""))),
                "AccessDenied");

        SqsClient unlocking =
                world.client(SqsClient.builder(), session(assume(admin, "SQSUnlockQueuePolicy")), TestWorld.REGION);
        unlocking.setQueueAttributes(set -> set.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, "")));
        queues.sendMessage(send -> send.queueUrl(url).messageBody("in again"));
    }

    @Test
    void credentialsOfTheRootUserAreSeenAndTakenAway() {
        enableSessions();
        IamClient own = world.client(IamClient.builder(), member, Region.AWS_GLOBAL);
        String key = own.createAccessKey().accessKey().accessKeyId();
        own.createUser(create -> create.userName("bob"));
        own.createAccessKey(create -> create.userName("bob"));
        IamClient auditing = world.client(
                IamClient.builder(), session(assume(admin, "IAMAuditRootUserCredentials")), Region.AWS_GLOBAL);
        assertThat(auditing.listAccessKeys().accessKeyMetadata())
                .extracting(found -> found.accessKeyId())
                .containsExactly(key);
        assertThat(auditing.listMFADevices().mfaDevices()).isEmpty();
        assertThat(auditing.getAccessKeyLastUsed(get -> get.accessKeyId(key)).userName())
                .isNull();
        assertRefused(() -> auditing.getLoginProfile(any -> {}), "NoSuchEntity");
        assertRefused(() -> auditing.listAccessKeys(list -> list.userName("bob")), "AccessDenied");
        assertRefused(() -> auditing.deleteAccessKey(delete -> delete.accessKeyId(key)), "AccessDenied");

        IamClient deleting = world.client(
                IamClient.builder(), session(assume(admin, "IAMDeleteRootUserCredentials")), Region.AWS_GLOBAL);
        deleting.deleteAccessKey(delete -> delete.accessKeyId(key));
        assertThat(own.listAccessKeys().accessKeyMetadata()).isEmpty();

        assertThat(world.client(CloudTrailClient.builder(), member, TestWorld.REGION)
                        .lookupEvents(lookup -> lookup.lookupAttributes(LookupAttribute.builder()
                                .attributeKey(LookupAttributeKey.EVENT_NAME)
                                .attributeValue("ListMFADevices")
                                .build()))
                        .events())
                .singleElement()
                .satisfies(event -> assertThat(event.cloudTrailEvent()).contains("\"assumedRoot\":\"true\""));

        // The user's own policy forbids this task.
        assertRefused(() -> assume(admin, "IAMCreateRootUserPassword"), "AccessDenied");
        iam.attachUserPolicy(
                attach -> attach.userName("admin").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        IamClient recovering = world.client(
                IamClient.builder(), session(assume(admin, "IAMCreateRootUserPassword")), Region.AWS_GLOBAL);
        assertThat(recovering.createLoginProfile(create -> {}).loginProfile().passwordResetRequired())
                .isTrue();
        assertThat(recovering.getLoginProfile(any -> {}).loginProfile().userName())
                .isEqualTo("root");
        assertRefused(() -> recovering.createLoginProfile(create -> {}), "EntityAlreadyExists");
    }

    @Test
    void onlyWhoManagesAnOrganizationAndTrustsIamTurnsFeaturesOn() {
        assertRefused(() -> iam.enableOrganizationsRootSessions(any -> {}), "ServiceAccessNotEnabledException");
        enableSessions();
        IamClient ofMember = world.client(IamClient.builder(), member, Region.AWS_GLOBAL);
        assertRefused(
                () -> ofMember.listOrganizationsFeatures(any -> {}),
                "AccountNotManagementOrDelegatedAdministratorException");
        organizations.registerDelegatedAdministrator(
                register -> register.accountId(member).servicePrincipal("iam.amazonaws.com"));
        assertRefused(
                () -> ofMember.enableOrganizationsRootCredentialsManagement(any -> {}),
                "CallerIsNotManagementAccountException");
        assertThat(iam.enableOrganizationsRootCredentialsManagement(any -> {}).enabledFeatures())
                .containsExactly(FeatureType.ROOT_CREDENTIALS_MANAGEMENT, FeatureType.ROOT_SESSIONS);
        assertThat(ofMember.disableOrganizationsRootSessions(any -> {}).enabledFeatures())
                .containsExactly(FeatureType.ROOT_CREDENTIALS_MANAGEMENT);
        assertThat(iam.listOrganizationsFeatures(any -> {}).organizationId())
                .isEqualTo(organizations.describeOrganization().organization().id());
        assertThat(iam.disableOrganizationsRootCredentialsManagement(any -> {}).hasEnabledFeatures())
                .isTrue();
        assertRefused(() -> assume(admin, "S3UnlockBucketPolicy"), "AccessDenied");
        assertRefused(
                () -> world.client(IamClient.builder(), "999999999999", Region.AWS_GLOBAL)
                        .listOrganizationsFeatures(any -> {}),
                "OrganizationNotFoundException");
    }

    @Test
    void notEverybodyIsSomebodysRoot() {
        enableSessions();
        // The root user itself may not, nor is the management account a target, nor a stranger; and tasks are AWS's.
        StsClient root = world.client(StsClient.builder());
        assertRefused(() -> assume(root, "S3UnlockBucketPolicy"), "AccessDenied");
        iam.attachUserPolicy(
                attach -> attach.userName("admin").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        for (String target : new String[] {management.account(), "999999999999"}) {
            assertRefused(
                    () -> admin.assumeRoot(assume -> assume.targetPrincipal("arn:aws:iam::" + target + ":root")
                            .taskPolicyArn(task -> task.arn("arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy"))),
                    "AccessDenied");
        }
        assertRefused(
                () -> admin.assumeRoot(assume -> assume.targetPrincipal(member)
                        .taskPolicyArn(task -> task.arn("arn:aws:iam::aws:policy/AdministratorAccess"))),
                "ValidationError");
        assertRefused(
                () -> admin.assumeRoot(assume -> assume.targetPrincipal(member)
                        .durationSeconds(901)
                        .taskPolicyArn(task -> task.arn("arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy"))),
                "ValidationError");
    }
}
