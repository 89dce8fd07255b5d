package cloudjar.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessAdvisorUsageGranularityType;
import software.amazon.awssdk.services.iam.model.EntityDetails;
import software.amazon.awssdk.services.iam.model.JobStatusType;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyGrantingServiceAccess;
import software.amazon.awssdk.services.iam.model.ServiceLastAccessed;
import software.amazon.awssdk.services.iam.model.TrackedActionLastAccessed;
import software.amazon.awssdk.services.sts.StsClient;

/** What is told of calls that were made, with AWS's SDK for Java. The codes in brackets are those of checks. */
class LastUsedAcceptanceTest extends InOwnAccount {
    private IamClient iam;

    @BeforeEach
    void open(TestWorld world) {
        iam = iam(world);
        iam.createUser(create -> create.userName("ann"));
        iam.putUserPolicy(put -> put.userName("ann").policyName("own").policyDocument("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["sts:*", "sqs:ListQueues"],
                  "Resource": "*"}}"""));
    }

    private String key() {
        return iam.createAccessKey(create -> create.userName("ann")).accessKey().accessKeyId();
    }

    private static void assertNow(Instant time) {
        assertThat(Duration.between(time, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    /** [IAM-8] */
    @Test
    void aKeySaysWhenWhereAndForWhatItWasLastUsed(TestWorld world) {
        String key = key();
        var never = iam.getAccessKeyLastUsed(get -> get.accessKeyId(key));
        assertThat(never.userName()).isEqualTo("ann");
        assertThat(never.accessKeyLastUsed().serviceName()).isEqualTo("N/A");
        assertThat(never.accessKeyLastUsed().lastUsedDate()).isNull();
        sts(world, key).getCallerIdentity();
        var used = iam.getAccessKeyLastUsed(get -> get.accessKeyId(key)).accessKeyLastUsed();
        assertThat(used.serviceName()).isEqualTo("sts");
        assertThat(used.region()).isEqualTo("us-east-1");
        assertNow(used.lastUsedDate());
        iam.generateCredentialReport();
        String line = iam.getCredentialReport()
                .content()
                .asUtf8String()
                .lines()
                .filter(user -> user.startsWith("ann,"))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(line.split(",")).subList(11, 13)).containsExactly("us-east-1", "sts");
    }

    @Test
    void aRoleSaysWhenItWasLastUsed(TestWorld world) {
        String role = iam.createRole(create -> create.roleName("task").assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "%s"}}}""".formatted(account)))
                .role()
                .arn();
        String session = sts(world, account)
                .assumeRole(assume -> assume.roleArn(role).roleSessionName("one"))
                .credentials()
                .accessKeyId();
        assertThat(iam.getRole(get -> get.roleName("task"))
                        .role()
                        .roleLastUsed()
                        .lastUsedDate())
                .isNull();
        sts(world, session).getCallerIdentity();
        var used = iam.getRole(get -> get.roleName("task")).role().roleLastUsed();
        assertThat(used.region()).isEqualTo("us-east-1");
        assertNow(used.lastUsedDate());
    }

    @Test
    void accessAdvisorTellsOfServicesThatPoliciesOpen(TestWorld world) {
        String key = key();
        sts(world, key).getCallerIdentity();
        String arn = "arn:aws:iam::" + account + ":user/ann";
        String job = iam.generateServiceLastAccessedDetails(
                        generate -> generate.arn(arn).granularity(AccessAdvisorUsageGranularityType.ACTION_LEVEL))
                .jobId();
        var report = iam.getServiceLastAccessedDetails(get -> get.jobId(job));
        assertThat(report.jobStatus()).isEqualTo(JobStatusType.COMPLETED);
        assertThat(report.servicesLastAccessed())
                .extracting(ServiceLastAccessed::serviceNamespace)
                .containsExactly("sqs", "sts");
        ServiceLastAccessed sts = report.servicesLastAccessed().getLast();
        assertThat(sts.lastAuthenticatedEntity()).isEqualTo(arn);
        assertThat(sts.totalAuthenticatedEntities()).isEqualTo(1);
        assertNow(sts.lastAuthenticated());
        assertThat(sts.trackedActionsLastAccessed())
                .extracting(TrackedActionLastAccessed::actionName)
                .containsExactly("GetCallerIdentity");
        ServiceLastAccessed sqs = report.servicesLastAccessed().getFirst();
        assertThat(sqs.lastAuthenticated()).isNull();
        assertThat(sqs.totalAuthenticatedEntities()).isZero();
        assertThatThrownBy(() ->
                        iam.getServiceLastAccessedDetails(get -> get.jobId("00000000-0000-0000-0000-000000000000")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void aGroupsReportTellsOfItsMembers(TestWorld world) {
        iam.createGroup(create -> create.groupName("devs"));
        iam.addUserToGroup(add -> add.groupName("devs").userName("ann"));
        iam.createUser(create -> create.userName("bob"));
        iam.addUserToGroup(add -> add.groupName("devs").userName("bob"));
        String policy = iam.createPolicy(create -> create.policyName("ask").policyDocument("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "NotAction": "sqs:*", "Resource": "*"}}"""))
                .policy()
                .arn();
        iam.attachGroupPolicy(attach -> attach.groupName("devs").policyArn(policy));
        world.client(StsClient.builder(), key(), Region.EU_WEST_1).getCallerIdentity();
        for (String arn : List.of("arn:aws:iam::" + account + ":group/devs", policy)) {
            String job = iam.generateServiceLastAccessedDetails(generate -> generate.arn(arn))
                    .jobId();
            var people = iam.getServiceLastAccessedDetailsWithEntities(
                    get -> get.jobId(job).serviceNamespace("sts"));
            assertThat(people.entityDetailsList())
                    .extracting(detail -> detail.entityInfo().name())
                    .containsExactly("ann", "bob");
            assertThat(people.entityDetailsList())
                    .extracting(EntityDetails::lastAuthenticated)
                    .satisfiesExactly(LastUsedAcceptanceTest::assertNow, bob -> assertThat(bob)
                            .isNull());
        }
        var policies = iam.listPoliciesGrantingServiceAccess(list ->
                        list.arn("arn:aws:iam::" + account + ":user/ann").serviceNamespaces("sts", "sqs", "s3"))
                .policiesGrantingServiceAccess();
        assertThat(policies)
                .extracting(entry -> entry.policies().stream()
                        .map(PolicyGrantingServiceAccess::policyName)
                        .toList())
                .containsExactly(List.of("own", "ask"), List.of("own"), List.of("ask"));
    }
}
