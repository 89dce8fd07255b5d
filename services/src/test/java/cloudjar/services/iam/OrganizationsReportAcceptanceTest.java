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
import software.amazon.awssdk.services.iam.model.AccessDetail;
import software.amazon.awssdk.services.iam.model.GetOrganizationsAccessReportResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.JobStatusType;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.SortKeyType;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.PolicyType;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What services the accounts of an organization use, with AWS's SDK for Java. */
class OrganizationsReportAcceptanceTest extends InOwnAccount {
    private static final String NO_SQS = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "sqs:*", "Resource": "*"},
              {"Effect": "Deny", "Action": "sns:*", "Resource": "*",
                "Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}}]}""";

    private static final String SQS_ONLY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}]}""";

    private TestWorld world;
    private IamClient iam;
    private OrganizationsClient organizations;
    private String root;
    private String unit;
    private String top;
    private String inUnit;
    private String inRoot;

    @BeforeEach
    void open(TestWorld fresh) {
        world = fresh;
        iam = iam(world);
        organizations = world.client(OrganizationsClient.builder(), account, Region.US_EAST_1);
        String organization = organizations.createOrganization().organization().id();
        root = organizations.listRoots().roots().getFirst().id();
        top = organization + "/" + root;
        unit = organizations
                .createOrganizationalUnit(create -> create.parentId(root).name("unit"))
                .organizationalUnit()
                .id();
        inRoot = member("one");
        inUnit = member("two");
        organizations.moveAccount(
                move -> move.accountId(inUnit).sourceParentId(root).destinationParentId(unit));
    }

    private String member(String name) {
        String request = organizations
                .createAccount(create -> create.accountName(name).email(name + "@example.org"))
                .createAccountStatus()
                .id();
        return organizations
                .describeCreateAccountStatus(describe -> describe.createAccountRequestId(request))
                .createAccountStatus()
                .accountId();
    }

    private void enable() {
        organizations.enablePolicyType(enable -> enable.rootId(root).policyType(PolicyType.SERVICE_CONTROL_POLICY));
    }

    private String policy(String name, String content) {
        return organizations
                .createPolicy(create -> create.name(name)
                        .description(name)
                        .type(PolicyType.SERVICE_CONTROL_POLICY)
                        .content(content))
                .policy()
                .policySummary()
                .id();
    }

    private GetOrganizationsAccessReportResponse report(String path) {
        return read(iam.generateOrganizationsAccessReport(generate -> generate.entityPath(path))
                .jobId());
    }

    private GetOrganizationsAccessReportResponse report(String path, String policy) {
        return read(iam.generateOrganizationsAccessReport(
                        generate -> generate.entityPath(path).organizationsPolicyId(policy))
                .jobId());
    }

    private GetOrganizationsAccessReportResponse read(String job) {
        return iam.getOrganizationsAccessReport(
                get -> get.jobId(job).maxItems(1000).sortKey(SortKeyType.LAST_AUTHENTICATED_TIME_DESCENDING));
    }

    /** A user of an account asks SQS. */
    private void use(String by, Region region) {
        IamClient there = world.client(IamClient.builder(), by, Region.AWS_GLOBAL);
        there.createUser(create -> create.userName("ann"));
        String key = there.createAccessKey(create -> create.userName("ann"))
                .accessKey()
                .accessKeyId();
        world.client(SqsClient.builder(), key, region).listQueues();
    }

    private static AccessDetail detail(GetOrganizationsAccessReportResponse report, String namespace) {
        return report.accessDetails().stream()
                .filter(detail -> detail.serviceNamespace().equals(namespace))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(GetOrganizationsAccessReportResponse report) {
        return report.accessDetails().stream()
                .map(AccessDetail::serviceNamespace)
                .toList();
    }

    @Test
    void aReportTellsOfTheAccountsUnderAnEntity() {
        enable();
        use(inRoot, Region.EU_WEST_1);
        use(inUnit, Region.US_WEST_2);
        use(account, Region.EU_NORTH_1);
        var all = report(top);
        assertThat(all.jobStatus()).isEqualTo(JobStatusType.COMPLETED);
        assertThat(all.isTruncated()).isFalse();
        assertThat(all.numberOfServicesAccessible()).isEqualTo(names(all).size());
        assertThat(all.numberOfServicesNotAccessed()).isEqualTo(names(all).size() - 1);
        assertThat(names(all)).startsWith("sqs").contains("iam", "s3");
        AccessDetail sqs = detail(all, "sqs");
        assertThat(sqs.serviceName()).contains("Queue");
        // The management account is in no report but its own.
        assertThat(sqs.totalAuthenticatedEntities()).isEqualTo(2);
        assertThat(sqs.entityPath()).isIn(top + "/" + inRoot, top + "/" + unit + "/" + inUnit);
        assertThat(Duration.between(sqs.lastAuthenticatedTime(), Instant.now()).abs())
                .isLessThan(Duration.ofMinutes(1));
        AccessDetail s3 = detail(all, "s3");
        assertThat(s3.totalAuthenticatedEntities()).isZero();
        assertThat(s3.entityPath()).isNull();
        AccessDetail below = detail(report(top + "/" + unit), "sqs");
        assertThat(below.totalAuthenticatedEntities()).isEqualTo(1);
        assertThat(below.region()).isEqualTo("us-west-2");
        assertThat(below.entityPath()).isEqualTo(top + "/" + unit + "/" + inUnit);
        assertThat(detail(report(top + "/" + inRoot), "sqs").region()).isEqualTo("eu-west-1");
        assertThat(detail(report(top + "/" + account), "sqs").region()).isEqualTo("eu-north-1");
    }

    @Test
    void servicesAreThoseThatControlPoliciesLeaveOpen() {
        enable();
        String deny = policy("deny", NO_SQS);
        organizations.attachPolicy(attach -> attach.policyId(deny).targetId(unit));
        use(inUnit, Region.US_EAST_1);
        use(inRoot, Region.US_EAST_1);
        assertThat(names(report(top))).contains("sqs", "sns");
        assertThat(names(report(top + "/" + unit))).doesNotContain("sqs").contains("sns");
        assertThat(names(report(top + "/" + unit + "/" + inUnit))).doesNotContain("sqs");
        assertThat(names(report(top + "/" + account))).contains("sqs");
        String only = policy("only", SQS_ONLY);
        var unused = report(top, only);
        assertThat(names(unused)).containsExactly("sqs");
        assertThat(detail(unused, "sqs").totalAuthenticatedEntities()).isZero();
        organizations.attachPolicy(attach -> attach.policyId(only).targetId(unit));
        assertThat(detail(report(top, only), "sqs").entityPath()).isEqualTo(top + "/" + unit + "/" + inUnit);
        assertThat(detail(report(top + "/" + inRoot, only), "sqs").lastAuthenticatedTime())
                .isNull();
    }

    @Test
    void aReportComesInPartsInTheOrderAskedFor() {
        enable();
        String job = iam.generateOrganizationsAccessReport(generate -> generate.entityPath(top))
                .jobId();
        var first = iam.getOrganizationsAccessReport(get -> get.jobId(job).maxItems(3));
        assertThat(first.isTruncated()).isTrue();
        assertThat(names(first)).hasSize(3).isSorted();
        var second = iam.getOrganizationsAccessReport(
                get -> get.jobId(job).maxItems(3).marker(first.marker()));
        assertThat(names(second).getFirst()).isGreaterThan(names(first).getLast());
        var last = iam.getOrganizationsAccessReport(
                get -> get.jobId(job).maxItems(3).sortKey(SortKeyType.SERVICE_NAMESPACE_DESCENDING));
        assertThat(names(last).getFirst()).isGreaterThan(names(last).getLast());
        assertThatThrownBy(() -> iam(world)
                        .getOrganizationsAccessReport(get -> get.jobId("00000000-0000-0000-0000-000000000000")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void onlyTheManagementAccountAsksAndOnlyAboutItsOrganization() {
        assertRefused(iam, top, "ValidationError", "not enabled");
        enable();
        assertRefused(iam, top + "/" + inUnit, "ValidationError", "leads to nothing");
        assertRefused(iam, top + "/" + unit + "/" + inRoot, "ValidationError", "leads to nothing");
        assertRefused(iam, top + "/ou-none-12345678", "ValidationError", "leads to nothing");
        assertRefused(iam, "o-0000000000/" + root + "/" + unit, "ValidationError", "leads to nothing");
        IamClient member = world.client(IamClient.builder(), inRoot, Region.AWS_GLOBAL);
        assertRefused(member, top, "AccessDenied", "management account");
        IamClient stranger = world.client(IamClient.builder(), account(), Region.AWS_GLOBAL);
        assertRefused(stranger, top, "AccessDenied", "management account");
        assertThatThrownBy(() -> report(top, "p-00000000"))
                .isInstanceOfSatisfying(IamException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("ValidationError"));
    }

    private static void assertRefused(IamClient by, String path, String code, String words) {
        assertThatThrownBy(() -> by.generateOrganizationsAccessReport(generate -> generate.entityPath(path)))
                .isInstanceOfSatisfying(IamException.class, refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
                    assertThat(refused.awsErrorDetails().errorMessage()).contains(words);
                });
    }
}
