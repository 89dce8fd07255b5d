package cloudjar.services.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.AccountAssignmentOperationStatus;
import software.amazon.awssdk.services.ssoadmin.model.ConflictException;
import software.amazon.awssdk.services.ssoadmin.model.CreateAccountAssignmentRequest;
import software.amazon.awssdk.services.ssoadmin.model.PrincipalType;
import software.amazon.awssdk.services.ssoadmin.model.ProvisionTargetType;
import software.amazon.awssdk.services.ssoadmin.model.ProvisioningStatus;
import software.amazon.awssdk.services.ssoadmin.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssoadmin.model.SsoAdminException;
import software.amazon.awssdk.services.ssoadmin.model.StatusValues;
import software.amazon.awssdk.services.ssoadmin.model.Tag;
import software.amazon.awssdk.services.ssoadmin.model.TargetType;
import software.amazon.awssdk.services.ssoadmin.model.ValidationException;

/** AWS's SDK for Java: permission sets, where they are, and who has them. */
class PermissionSetAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String READ = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    private SsoAdminClient admin;
    private String instance;
    private String set;
    private String user;

    @BeforeEach
    void open(TestWorld world) {
        admin = world.client(SsoAdminClient.builder());
        instance = admin.createInstance(create -> {}).instanceArn();
        set = set("Reader");
        String store = admin.describeInstance(describe -> describe.instanceArn(instance))
                .identityStoreId();
        user = world.client(IdentitystoreClient.builder())
                .createUser(create -> create.identityStoreId(store)
                        .userName("ann")
                        .displayName("Ann")
                        .name(name -> name.givenName("Ann").familyName("Example")))
                .userId();
    }

    private String set(String name) {
        return admin.createPermissionSet(create -> create.instanceArn(instance).name(name))
                .permissionSet()
                .permissionSetArn();
    }

    private CreateAccountAssignmentRequest.Builder assignment() {
        return CreateAccountAssignmentRequest.builder()
                .instanceArn(instance)
                .permissionSetArn(set)
                .principalType(PrincipalType.USER)
                .principalId(user)
                .targetType(TargetType.AWS_ACCOUNT)
                .targetId(TestWorld.ACCOUNT);
    }

    private AccountAssignmentOperationStatus assign() {
        String request = admin.createAccountAssignment(assignment().build())
                .accountAssignmentCreationStatus()
                .requestId();
        return admin.describeAccountAssignmentCreationStatus(
                        describe -> describe.instanceArn(instance).accountAssignmentCreationRequestId(request))
                .accountAssignmentCreationStatus();
    }

    @Test
    void anAccountHasOneInstance() {
        assertThat(instance).matches("arn:aws:sso:::instance/ssoins-[0-9a-f]{16}");
        assertThatThrownBy(() -> admin.createInstance(create -> {})).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> admin.listPermissionSets(
                        list -> list.instanceArn("arn:aws:sso:::instance/ssoins-0000000000000000")))
                .isInstanceOfSatisfying(
                        SsoAdminException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
        admin.tagResource(put -> put.instanceArn(instance)
                .resourceArn(set)
                .tags(Tag.builder().key("team").value("red").build()));
        assertThat(admin.listTagsForResource(list -> list.instanceArn(instance).resourceArn(set))
                        .tags())
                .hasSize(1);
    }

    /** [SSO-1] */
    @Test
    void aPermissionSetHasPoliciesOfEveryKind() {
        assertThat(set).matches("arn:aws:sso:::permissionSet/ssoins-[0-9a-f]{16}/ps-[0-9a-f]{16}");
        assertThatThrownBy(() -> set("Reader")).isInstanceOf(ConflictException.class);
        admin.attachManagedPolicyToPermissionSet(
                attach -> attach.instanceArn(instance).permissionSetArn(set).managedPolicyArn(READ));
        assertThatThrownBy(() -> admin.attachManagedPolicyToPermissionSet(attach ->
                        attach.instanceArn(instance).permissionSetArn(set).managedPolicyArn(READ)))
                .isInstanceOf(ConflictException.class);
        assertThat(admin.listManagedPoliciesInPermissionSet(
                                list -> list.instanceArn(instance).permissionSetArn(set))
                        .attachedManagedPolicies()
                        .getFirst()
                        .name())
                .isEqualTo("ReadOnlyAccess");
        assertThatThrownBy(() -> admin.putInlinePolicyToPermissionSet(
                        put -> put.instanceArn(instance).permissionSetArn(set).inlinePolicy("{}")))
                .isInstanceOf(ValidationException.class);
        assertThat(admin.getInlinePolicyForPermissionSet(
                                get -> get.instanceArn(instance).permissionSetArn(set))
                        .inlinePolicy())
                .isEmpty();
        assertThatThrownBy(() -> admin.getPermissionsBoundaryForPermissionSet(
                        get -> get.instanceArn(instance).permissionSetArn(set)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> admin.updatePermissionSet(update ->
                        update.instanceArn(instance).permissionSetArn(set).sessionDuration("PT13H")))
                .isInstanceOf(ValidationException.class);
    }

    /** As Terraform destroys: policies are detached and provisioned while the last assignment is taken away. */
    @Test
    void provisioningsOfOnePlaceAtOnceAllSucceed(TestWorld world) throws Exception {
        List<String> policies = List.of(
                READ, "arn:aws:iam::aws:policy/PowerUserAccess", "arn:aws:iam::aws:policy/job-function/Billing");
        for (int round = 0; round < 5; round++) {
            policies.forEach(arn -> admin.attachManagedPolicyToPermissionSet(
                    attach -> attach.instanceArn(instance).permissionSetArn(set).managedPolicyArn(arn)));
            assertThat(assign().status()).isEqualTo(StatusValues.SUCCEEDED);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> works = new ArrayList<>();
                policies.forEach(arn -> admin.detachManagedPolicyFromPermissionSet(detach ->
                        detach.instanceArn(instance).permissionSetArn(set).managedPolicyArn(arn)));
                for (int n = 0; n < 8; n++) {
                    works.add(threads.submit(this::provision));
                }
                works.add(threads.submit(() -> admin.deleteAccountAssignment(delete -> delete.instanceArn(instance)
                        .permissionSetArn(set)
                        .principalType(PrincipalType.USER)
                        .principalId(user)
                        .targetType(TargetType.AWS_ACCOUNT)
                        .targetId(TestWorld.ACCOUNT))));
                for (Future<?> work : works) {
                    work.get();
                }
            }
            assertThat(world.client(IamClient.builder())
                            .listRoles(list -> list.pathPrefix("/aws-reserved/sso.amazonaws.com/"))
                            .roles())
                    .isEmpty();
        }
    }

    private void provision() {
        String request = admin.provisionPermissionSet(provision -> provision
                        .instanceArn(instance)
                        .permissionSetArn(set)
                        .targetType(ProvisionTargetType.ALL_PROVISIONED_ACCOUNTS))
                .permissionSetProvisioningStatus()
                .requestId();
        assertThat(admin.describePermissionSetProvisioningStatus(
                                describe -> describe.instanceArn(instance).provisionPermissionSetRequestId(request))
                        .permissionSetProvisioningStatus()
                        .failureReason())
                .isNull();
    }

    @Test
    void whatIsProvisionedIsKnownToBeTheLatestOrNot() {
        assertThat(assign().status()).isEqualTo(StatusValues.SUCCEEDED);
        assertThat(admin.listAccountAssignments(list ->
                                list.instanceArn(instance).permissionSetArn(set).accountId(TestWorld.ACCOUNT))
                        .accountAssignments())
                .hasSize(1);
        assertThatThrownBy(() -> admin.deletePermissionSet(
                        delete -> delete.instanceArn(instance).permissionSetArn(set)))
                .isInstanceOf(ConflictException.class);
        assertThat(accounts(ProvisioningStatus.LATEST_PERMISSION_SET_PROVISIONED))
                .containsExactly(TestWorld.ACCOUNT);
        admin.attachManagedPolicyToPermissionSet(
                attach -> attach.instanceArn(instance).permissionSetArn(set).managedPolicyArn(READ));
        assertThat(accounts(ProvisioningStatus.LATEST_PERMISSION_SET_NOT_PROVISIONED))
                .containsExactly(TestWorld.ACCOUNT);
        String request = admin.provisionPermissionSet(provision -> provision
                        .instanceArn(instance)
                        .permissionSetArn(set)
                        .targetType(ProvisionTargetType.ALL_PROVISIONED_ACCOUNTS))
                .permissionSetProvisioningStatus()
                .requestId();
        assertThat(admin.describePermissionSetProvisioningStatus(
                                describe -> describe.instanceArn(instance).provisionPermissionSetRequestId(request))
                        .permissionSetProvisioningStatus()
                        .status())
                .isEqualTo(StatusValues.SUCCEEDED);
        assertThat(accounts(ProvisioningStatus.LATEST_PERMISSION_SET_PROVISIONED))
                .containsExactly(TestWorld.ACCOUNT);
        admin.deleteAccountAssignment(delete -> delete.instanceArn(instance)
                .permissionSetArn(set)
                .principalType(PrincipalType.USER)
                .principalId(user)
                .targetType(TargetType.AWS_ACCOUNT)
                .targetId(TestWorld.ACCOUNT));
        assertThat(accounts(null)).isEmpty();
        admin.deletePermissionSet(delete -> delete.instanceArn(instance).permissionSetArn(set));
    }

    private List<String> accounts(@Nullable ProvisioningStatus status) {
        return admin.listAccountsForProvisionedPermissionSet(
                        list -> list.instanceArn(instance).permissionSetArn(set).provisioningStatus(status))
                .accountIds();
    }

    @Test
    void aPolicyThatTheAccountHasNotFailsTheAssignment() {
        admin.attachCustomerManagedPolicyReferenceToPermissionSet(attach -> attach.instanceArn(instance)
                .permissionSetArn(set)
                .customerManagedPolicyReference(reference -> reference.name("Missing")));
        AccountAssignmentOperationStatus status = assign();
        assertThat(status.status()).isEqualTo(StatusValues.FAILED);
        assertThat(status.failureReason()).startsWith("Received a 404 status error:");
        assertThatThrownBy(() -> admin.createAccountAssignment(
                        assignment().targetId("999999999999").build()))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> admin.createAccountAssignment(assignment()
                        .principalId("11111111-1111-1111-1111-111111111111")
                        .build()))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
