package cloudjar.services.organizations;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.identity.Controls;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/** AWS's SDK for Java: policies of an organization, and what the engine is told of them. */
class ControlPolicyAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String DENY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}""";

    private TestWorld world;
    private OrganizationsClient management;
    private String root;
    private String account;

    @BeforeEach
    void open(TestWorld fresh) {
        world = fresh;
        management = world.client(OrganizationsClient.builder());
        management.createOrganization();
        root = management.listRoots().roots().getFirst().id();
        String request = management
                .createAccount(create -> create.accountName("member").email("member@example.org"))
                .createAccountStatus()
                .id();
        account = management
                .describeCreateAccountStatus(describe -> describe.createAccountRequestId(request))
                .createAccountStatus()
                .accountId();
    }

    private void enable(PolicyType type) {
        management.enablePolicyType(enable -> enable.rootId(root).policyType(type));
    }

    private String policy(String name, PolicyType type, String content) {
        return management
                .createPolicy(
                        create -> create.name(name).description(name).type(type).content(content))
                .policy()
                .policySummary()
                .id();
    }

    private void attach(String policy, String target) {
        management.attachPolicy(attach -> attach.policyId(policy).targetId(target));
    }

    @Test
    void everyTargetHasAServiceControlPolicyAtAllTimes() {
        String deny = policy("deny", PolicyType.SERVICE_CONTROL_POLICY, DENY);
        assertThat(deny).matches("p-[0-9a-z]{8,128}");
        assertRefused(() -> attach(deny, root), "PolicyTypeNotEnabledException", "enabled policy types");
        enable(PolicyType.SERVICE_CONTROL_POLICY);
        assertRefused(
                () -> enable(PolicyType.SERVICE_CONTROL_POLICY),
                "PolicyTypeAlreadyEnabledException",
                "already enabled");
        assertThat(management
                        .listTargetsForPolicy(list -> list.policyId("p-FullAWSAccess"))
                        .targets())
                .extracting(target -> target.targetId())
                .containsExactlyInAnyOrder(root, account, TestWorld.ACCOUNT);
        attach(deny, account);
        assertRefused(() -> attach(deny, account), "DuplicatePolicyAttachmentException", "already attached");
        assertRefused(
                () -> management.deletePolicy(delete -> delete.policyId(deny)), "PolicyInUseException", "attached");
        management.detachPolicy(detach -> detach.policyId("p-FullAWSAccess").targetId(account));
        assertRefused(
                () -> management.detachPolicy(detach -> detach.policyId(deny).targetId(account)),
                "ConstraintViolationException",
                "last policy");
        assertRefused(
                () -> management.deletePolicy(delete -> delete.policyId("p-FullAWSAccess")),
                "InvalidInputException",
                "managed by AWS");
        management.disablePolicyType(disable -> disable.rootId(root).policyType(PolicyType.SERVICE_CONTROL_POLICY));
        management.deletePolicy(delete -> delete.policyId(deny));
    }

    @Test
    void aTargetHasNoMoreThanItsQuota() {
        enable(PolicyType.SERVICE_CONTROL_POLICY);
        for (int i = 1; i < ControlType.SERVICE_CONTROL_POLICY.attached().current(); i++) {
            attach(policy("deny" + i, PolicyType.SERVICE_CONTROL_POLICY, DENY), account);
        }
        String more = policy("more", PolicyType.SERVICE_CONTROL_POLICY, DENY);
        assertRefused(() -> attach(more, account), "ConstraintViolationException", "maximum number of policies");
        assertRefused(
                () -> policy("more", PolicyType.SERVICE_CONTROL_POLICY, DENY), "DuplicatePolicyException", "name");
        assertRefused(
                () -> policy("bad", PolicyType.SERVICE_CONTROL_POLICY, "{\"Version\": \"2012-10-17\"}"),
                "MalformedPolicyDocumentException",
                "requirements");
        String large = DENY + " ".repeat(10_240);
        assertRefused(
                () -> policy("large", PolicyType.SERVICE_CONTROL_POLICY, large),
                "ConstraintViolationException",
                "maximum policy size");
    }

    /** [ORG-1] [IAM-5] */
    @Test
    void theEngineIsToldOfEveryLevel() {
        enable(PolicyType.SERVICE_CONTROL_POLICY);
        enable(PolicyType.RESOURCE_CONTROL_POLICY);
        assertRefused(
                () -> management.detachPolicy(
                        detach -> detach.policyId("p-RCPFullAWSAccess").targetId(account)),
                "InvalidInputException",
                "can't detach");
        String unit = management
                .createOrganizationalUnit(create -> create.parentId(root).name("unit"))
                .organizationalUnit()
                .id();
        management.moveAccount(
                move -> move.accountId(account).sourceParentId(root).destinationParentId(unit));
        attach(policy("deny", PolicyType.SERVICE_CONTROL_POLICY, DENY), unit);
        String organization = management.describeOrganization().organization().id();
        Controls place = controls(account);
        assertThat(place.path()).isEqualTo(organization + "/" + root + "/" + unit + "/");
        assertThat(place.service()).extracting(level -> level.policies().size()).containsExactly(1, 2, 1);
        assertThat(place.resource())
                .extracting(level -> level.policies().size())
                .containsExactly(1, 1, 1);
        // Nothing controls the management account.
        Controls own = controls(TestWorld.ACCOUNT);
        assertThat(own.organizationId()).isEqualTo(organization);
        assertThat(own.service()).isEmpty();
        assertThat(controls("999999999999")).isEqualTo(Controls.NONE);
    }

    private Controls controls(String of) {
        return world.world().store().read(snapshot -> new ControlPolicies().controls(world.world(), snapshot, of));
    }

    @Test
    void managementPoliciesAreMergedDownToTheAccount() {
        enable(PolicyType.TAG_POLICY);
        assertRefused(
                () -> management.describeEffectivePolicy(
                        describe -> describe.policyType("TAG_POLICY").targetId(account)),
                "EffectivePolicyNotFoundException",
                "effective policy");
        attach(
                policy(
                        "root",
                        PolicyType.TAG_POLICY,
                        "{\"tags\": {\"team\": {\"tag_key\": {\"@@assign\": \"Team\"},"
                                + " \"tag_value\": {\"@@assign\": [\"red\"]}}}}"),
                root);
        attach(
                policy(
                        "own",
                        PolicyType.TAG_POLICY,
                        "{\"tags\": {\"team\": {\"tag_value\": {\"@@append\": [\"blue\"]}}}}"),
                account);
        assertThat(management
                        .describeEffectivePolicy(
                                describe -> describe.policyType("TAG_POLICY").targetId(account))
                        .effectivePolicy()
                        .policyContent())
                .isEqualTo("{\"tags\":{\"team\":{\"tag_key\":\"Team\",\"tag_value\":[\"red\",\"blue\"]}}}");
        assertRefused(
                () -> policy("bad", PolicyType.TAG_POLICY, "{\"tags\": {\"team\": \"red\"}}"),
                "MalformedPolicyDocumentException",
                "requirements");
    }

    @Test
    void aResourcePolicyIsKept() {
        assertRefused(
                () -> management.describeResourcePolicy(describe -> {}),
                "ResourcePolicyNotFoundException",
                "resource policy");
        String content = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                + account + "\"},\"Action\":\"organizations:DescribeOrganization\",\"Resource\":\"*\"}]}";
        var put =
                management.putResourcePolicy(policy -> policy.content(content)).resourcePolicy();
        assertThat(put.resourcePolicySummary().id()).matches("rp-[0-9a-zA-Z_]{4,128}");
        assertThat(management.describeResourcePolicy(describe -> {}).resourcePolicy())
                .isEqualTo(put);
        assertRefused(
                () -> management.putResourcePolicy(policy -> policy.content("{}")), "InvalidInputException", "JSON");
        management.deleteResourcePolicy(delete -> {});
        assertRefused(
                () -> management.deleteResourcePolicy(delete -> {}),
                "ResourcePolicyNotFoundException",
                "resource policy");
    }
}
