package cloudjar.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.TestWorld;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;

/** Policies, by AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class IamPolicyAcceptanceTest extends InOwnAccount {
    /** [IAM-2] [IAM-6] */
    @Test
    void managedPoliciesAttachToUsersGroupsAndRoles(TestWorld world) {
        IamClient iam = iam(world);
        iam.createUser(create -> create.userName("ann"));
        iam.createGroup(create -> create.groupName("devs"));
        iam.createRole(create -> create.roleName("task").assumeRolePolicyDocument(TRUST));
        Policy policy = iam.createPolicy(create -> create.policyName("read")
                        .path("/p/")
                        .policyDocument(POLICY)
                        .description("to read"))
                .policy();
        assertThat(policy.policyId()).matches("ANPA[A-Z2-7]{17}");
        String arn = policy.arn();
        iam.attachUserPolicy(attach -> attach.userName("ann").policyArn(arn));
        iam.attachGroupPolicy(attach -> attach.groupName("devs").policyArn(arn));
        iam.attachRolePolicy(attach -> attach.roleName("task").policyArn(arn));
        var users = iam.listEntitiesForPolicy(list -> list.policyArn(arn));
        assertThat(users.policyUsers()).extracting(user -> user.userName()).containsExactly("ann");
        assertThat(users.policyGroups()).extracting(group -> group.groupName()).containsExactly("devs");
        assertThat(users.policyRoles()).extracting(role -> role.roleName()).containsExactly("task");
        Policy described = iam.getPolicy(get -> get.policyArn(arn)).policy();
        assertThat(described.attachmentCount()).isEqualTo(3);
        assertThat(described.description()).isEqualTo("to read");
        assertThatThrownBy(() -> iam.deletePolicy(delete -> delete.policyArn(arn)))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("Cannot delete a policy attached to entities.");
        iam.detachRolePolicy(detach -> detach.roleName("task").policyArn(arn));
        assertThat(iam.listAttachedRolePolicies(list -> list.roleName("task")).attachedPolicies())
                .isEmpty();
        assertThatThrownBy(() ->
                        iam.detachRolePolicy(detach -> detach.roleName("task").policyArn(arn)))
                .isInstanceOf(NoSuchEntityException.class);
    }

    /** [IAM-6] */
    @Test
    void awsKeepsPoliciesToBuildOn(TestWorld world) {
        IamClient iam = iam(world);
        List<String> named = List.of(
                "AmazonS3ReadOnlyAccess",
                "PowerUserAccess",
                "AdministratorAccess",
                "ReadOnlyAccess",
                "AWSXrayWriteOnlyAccess",
                "service-role/AmazonECSTaskExecutionRolePolicy",
                "service-role/AWSLambdaBasicExecutionRole",
                "service-role/AWSLambdaKinesisExecutionRole",
                "service-role/AWSLambdaDynamoDBExecutionRole",
                "service-role/AWSLambdaSQSQueueExecutionRole",
                "service-role/AWSLambdaVPCAccessExecutionRole");
        for (String name : named) {
            String arn = "arn:aws:iam::aws:policy/" + name;
            Policy policy = iam.getPolicy(get -> get.policyArn(arn)).policy();
            String document = URLDecoder.decode(
                    iam.getPolicyVersion(get -> get.policyArn(arn).versionId(policy.defaultVersionId()))
                            .policyVersion()
                            .document(),
                    StandardCharsets.UTF_8);
            assertThat(document).contains("\"Statement\"").contains("\"Allow\"");
        }
        assertThat(iam.listPoliciesPaginator(list -> list.scope(PolicyScopeType.AWS))
                        .policies())
                .hasSizeGreaterThan(200);
        String admin = "arn:aws:iam::aws:policy/AdministratorAccess";
        assertThatThrownBy(() -> iam.deletePolicy(delete -> delete.policyArn(admin)))
                .isInstanceOfSatisfying(IamException.class, error -> assertThat(error.statusCode())
                        .isEqualTo(403));
    }

    /** [IAM-3] */
    @Test
    void aPolicyThatIsNoneIsRefusedInAwssWords(TestWorld world) {
        IamClient iam = iam(world);
        iam.createUser(create -> create.userName("ann"));
        assertThatThrownBy(
                        () -> iam.createPolicy(create -> create.policyName("p").policyDocument("{")))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("Syntax errors in policy.");
        assertThatThrownBy(() -> iam.putUserPolicy(put ->
                        put.userName("ann").policyName("p").policyDocument(POLICY.replace("\"s3:Get*\"", "\"s3Get\""))))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        assertThatThrownBy(() -> iam.createRole(create -> create.roleName("r").assumeRolePolicyDocument("no json")))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("This policy contains invalid Json");
        String many = POLICY.replace("\"*\"", "\"arn:aws:s3:::" + "x".repeat(6200) + "\"");
        assertThatThrownBy(
                        () -> iam.createPolicy(create -> create.policyName("p").policyDocument(many)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Cannot exceed quota for PolicySize: 6144");
    }

    @Test
    void aPolicyHasFiveVersionsOneOfWhichCounts(TestWorld world) {
        IamClient iam = iam(world);
        String arn = iam.createPolicy(create -> create.policyName("p").policyDocument(POLICY))
                .policy()
                .arn();
        for (int i = 0; i < 4; i++) {
            iam.createPolicyVersion(
                    create -> create.policyArn(arn).policyDocument(POLICY).setAsDefault(true));
        }
        assertThatThrownBy(() ->
                        iam.createPolicyVersion(create -> create.policyArn(arn).policyDocument(POLICY)))
                .isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() ->
                        iam.deletePolicyVersion(delete -> delete.policyArn(arn).versionId("v5")))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("Cannot delete the default version of a policy.");
        iam.setDefaultPolicyVersion(set -> set.policyArn(arn).versionId("v2"));
        iam.deletePolicyVersion(delete -> delete.policyArn(arn).versionId("v5"));
        assertThat(iam.createPolicyVersion(create -> create.policyArn(arn).policyDocument(POLICY))
                        .policyVersion()
                        .versionId())
                .isEqualTo("v6");
        assertThat(iam.listPolicyVersions(list -> list.policyArn(arn)).versions())
                .extracting(version -> version.versionId())
                .containsExactly("v6", "v4", "v3", "v2", "v1");
        assertThat(iam.getPolicy(get -> get.policyArn(arn)).policy().defaultVersionId())
                .isEqualTo("v2");
    }

    @Test
    void aBoundaryIsAPolicyThatExists(TestWorld world) {
        IamClient iam = iam(world);
        String arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        iam.createUser(create -> create.userName("ann").permissionsBoundary(arn));
        assertThat(iam.getUser(get -> get.userName("ann"))
                        .user()
                        .permissionsBoundary()
                        .permissionsBoundaryArn())
                .isEqualTo(arn);
        assertThatThrownBy(() -> iam.putUserPermissionsBoundary(
                        put -> put.userName("ann").permissionsBoundary("arn:aws:iam::" + account + ":policy/none")))
                .isInstanceOf(NoSuchEntityException.class);
        iam.deleteUserPermissionsBoundary(delete -> delete.userName("ann"));
        assertThat(iam.getUser(get -> get.userName("ann")).user().permissionsBoundary())
                .isNull();
    }

    @Test
    void inlinePoliciesHaveAQuotaTogether(TestWorld world) {
        IamClient iam = iam(world);
        iam.createUser(create -> create.userName("ann"));
        String half = POLICY.replace("\"*\"", "\"arn:aws:s3:::" + "x".repeat(1100) + "\"");
        iam.putUserPolicy(put -> put.userName("ann").policyName("one").policyDocument(half));
        assertThatThrownBy(() -> iam.putUserPolicy(
                        put -> put.userName("ann").policyName("two").policyDocument(half)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Maximum policy size of 2048 bytes exceeded for user ann");
        iam.putUserPolicy(put -> put.userName("ann").policyName("one").policyDocument(POLICY));
        assertThat(URLDecoder.decode(
                        iam.getUserPolicy(get -> get.userName("ann").policyName("one"))
                                .policyDocument(),
                        StandardCharsets.UTF_8))
                .isEqualTo(POLICY);
    }
}
