package cloudjar.services.organizations;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.sts.AssumeRoleRequest;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.Call;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestCalls;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.organizations.model.ChildType;
import software.amazon.awssdk.services.organizations.model.CreateAccountState;
import software.amazon.awssdk.services.organizations.model.Organization;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;
import software.amazon.awssdk.services.organizations.model.Tag;

/** AWS's SDK for Java: organizations, accounts, units, administrators. */
class OrganizationsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private TestWorld world;
    private OrganizationsClient management;

    @BeforeEach
    void open(TestWorld fresh) {
        world = fresh;
        management = client(TestWorld.ACCOUNT);
    }

    private OrganizationsClient client(String account) {
        return world.client(OrganizationsClient.builder(), account, Region.US_EAST_1);
    }

    /** A call of the management account in the test's world: the SDK's clients of STS leave out the path that chooses one. */
    private Call call() {
        return TestCalls.ofRoot(world.world(), TestWorld.ACCOUNT);
    }

    private String root() {
        return management.listRoots().roots().getFirst().id();
    }

    private String account(String name) {
        String request = management
                .createAccount(create -> create.accountName(name).email(name + "@example.org"))
                .createAccountStatus()
                .id();
        return management
                .describeCreateAccountStatus(describe -> describe.createAccountRequestId(request))
                .createAccountStatus()
                .accountId();
    }

    private String unit(String parent, String name) {
        return management
                .createOrganizationalUnit(create -> create.parentId(parent).name(name))
                .organizationalUnit()
                .id();
    }

    /** [ORG-1] [GEN-6] */
    @Test
    void anOrganizationIsMadeShownAndDeleted() {
        assertRefused(
                management::describeOrganization,
                "AWSOrganizationsNotInUseException",
                "Your account is not a member of an organization.");
        Organization made = management.createOrganization().organization();
        assertThat(made.id()).matches("o-[a-z0-9]{10,32}");
        assertThat(made.arn()).isEqualTo("arn:aws:organizations::000000000000:organization/" + made.id());
        assertThat(made.masterAccountArn())
                .isEqualTo("arn:aws:organizations::000000000000:account/" + made.id() + "/000000000000");
        assertThat(made.featureSet()).isEqualTo(OrganizationFeatureSet.ALL);
        assertThat(management.describeOrganization().organization()).isEqualTo(made);
        assertRefused(management::createOrganization, "AlreadyInOrganizationException", "already a member");
        assertThat(root()).matches("r-[0-9a-z]{4,32}");
        assertThat(management.listAccounts().accounts()).extracting(Account::id).containsExactly(TestWorld.ACCOUNT);
        management.deleteOrganization();
        assertRefused(management::listRoots, "AWSOrganizationsNotInUseException", "not a member");
    }

    @Test
    void anAccountIsCreatedWithItsRole() {
        management.createOrganization();
        var status = management
                .createAccount(create -> create.accountName("Workload").email("work@example.org"))
                .createAccountStatus();
        assertThat(status.id()).matches("car-[a-z0-9]{8,32}");
        assertThat(status.state()).isEqualTo(CreateAccountState.IN_PROGRESS);
        var done = management
                .describeCreateAccountStatus(describe -> describe.createAccountRequestId(status.id()))
                .createAccountStatus();
        assertThat(done.state()).isEqualTo(CreateAccountState.SUCCEEDED);
        assertThat(done.accountId()).matches("\\d{12}");
        Account account = management
                .describeAccount(describe -> describe.accountId(done.accountId()))
                .account();
        assertThat(account.status()).isEqualTo(AccountStatus.ACTIVE);
        assertThat(account.joinedMethodAsString()).isEqualTo("CREATED");
        // The management account assumes the role that was made in the new account.
        String role = "arn:aws:iam::" + done.accountId() + ":role/OrganizationAccountAccessRole";
        var session = CLOUD.cloud()
                .gateway()
                .cloud()
                .client(Sts.API)
                .assumeRole(
                        AssumeRoleRequest.builder()
                                .roleArn(role)
                                .roleSessionName("setup")
                                .build(),
                        call())
                .assumedRoleUser();
        assertThat(session).isNotNull();
        assertThat(session.arn())
                .isEqualTo("arn:aws:sts::" + done.accountId() + ":assumed-role/OrganizationAccountAccessRole/setup");
        String again = management
                .createAccount(create -> create.accountName("Again").email("WORK@example.org"))
                .createAccountStatus()
                .id();
        assertThat(management
                        .describeCreateAccountStatus(describe -> describe.createAccountRequestId(again))
                        .createAccountStatus()
                        .failureReasonAsString())
                .isEqualTo("EMAIL_ALREADY_EXISTS");
        assertThat(management
                        .listCreateAccountStatus(list -> list.states(CreateAccountState.FAILED))
                        .createAccountStatuses())
                .extracting(failed -> failed.id())
                .containsExactly(again);
    }

    @Test
    void accountsMoveAmongUnitsFiveLevelsDeep() {
        management.createOrganization();
        String id = account("mover");
        String parent = root();
        for (int level = 1; level <= 5; level++) {
            parent = unit(parent, "level" + level);
        }
        String deepest = parent;
        assertThat(deepest).matches("ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}");
        assertRefused(() -> unit(deepest, "sixth"), "ConstraintViolationException", "depth");
        String root = root();
        assertRefused(() -> unit(root, "level1"), "DuplicateOrganizationalUnitException", "An OU with the same name");
        management.moveAccount(move -> move.accountId(id).sourceParentId(root).destinationParentId(deepest));
        assertThat(management
                        .listParents(list -> list.childId(id))
                        .parents()
                        .getFirst()
                        .id())
                .isEqualTo(deepest);
        assertThat(management
                        .listChildren(list -> list.parentId(deepest).childType(ChildType.ACCOUNT))
                        .children())
                .extracting(child -> child.id())
                .containsExactly(id);
        assertThat(management
                        .listAccountsForParent(list -> list.parentId(deepest))
                        .accounts())
                .hasSize(1);
        assertRefused(
                () -> management.moveAccount(
                        move -> move.accountId(id).sourceParentId(root).destinationParentId(deepest)),
                "SourceParentNotFoundException",
                "source parent");
        assertRefused(
                () -> management.deleteOrganizationalUnit(delete -> delete.organizationalUnitId(deepest)),
                "OrganizationalUnitNotEmptyException",
                "not empty");
        assertRefused(
                () -> management.listParents(list -> list.childId("999999999999")), "ChildNotFoundException", "child");
    }

    @Test
    void onlyTheManagementAccountWrites() {
        management.createOrganization();
        String id = account("member");
        OrganizationsClient member = client(id);
        String root = root();
        assertThat(member.describeOrganization().organization().masterAccountId())
                .isEqualTo(TestWorld.ACCOUNT);
        assertRefused(
                () -> member.createOrganizationalUnit(
                        create -> create.parentId(root).name("mine")),
                "AccessDeniedException",
                "You don't have permissions to access this resource.");
        assertRefused(member::listAccounts, "AccessDeniedException", "permissions");
        // One that administers a service may read.
        management.enableAWSServiceAccess(enable -> enable.servicePrincipal("guardduty.amazonaws.com"));
        management.registerDelegatedAdministrator(
                register -> register.accountId(id).servicePrincipal("guardduty.amazonaws.com"));
        assertThat(member.listAccounts().accounts()).hasSize(2);
        assertRefused(
                () -> management.removeAccountFromOrganization(remove -> remove.accountId(id)),
                "ConstraintViolationException",
                "delegated");
        assertThat(management.listDelegatedAdministrators(list -> {}).delegatedAdministrators())
                .extracting(administrator -> administrator.id())
                .containsExactly(id);
        assertThat(management
                        .listDelegatedServicesForAccount(list -> list.accountId(id))
                        .delegatedServices()
                        .getFirst()
                        .servicePrincipal())
                .isEqualTo("guardduty.amazonaws.com");
        management.deregisterDelegatedAdministrator(
                deregister -> deregister.accountId(id).servicePrincipal("guardduty.amazonaws.com"));
        member.leaveOrganization();
        assertRefused(member::describeOrganization, "AWSOrganizationsNotInUseException", "not a member");
        assertRefused(management::leaveOrganization, "MasterCannotLeaveOrganizationException", "leave");
    }

    @Test
    void trustedServicesAreNamed() {
        management.createOrganization();
        assertRefused(
                () -> management.enableAWSServiceAccess(enable -> enable.servicePrincipal("moonbase")),
                "InvalidInputException",
                "unrecognized service principal");
        String id = account("admin");
        assertRefused(
                () -> management.registerDelegatedAdministrator(
                        register -> register.accountId(id).servicePrincipal("config.amazonaws.com")),
                "ConstraintViolationException",
                "EnableAWSServiceAccess");
        management.enableAWSServiceAccess(enable -> enable.servicePrincipal("config.amazonaws.com"));
        assertThat(management.listAWSServiceAccessForOrganization().enabledServicePrincipals())
                .extracting(service -> service.servicePrincipal())
                .containsExactly("config.amazonaws.com");
        management.disableAWSServiceAccess(disable -> disable.servicePrincipal("config.amazonaws.com"));
        assertThat(management.listAWSServiceAccessForOrganization().enabledServicePrincipals())
                .isEmpty();
    }

    @Test
    void aClosedAccountIsSuspendedAndGoneAfterNinetyDays() {
        management.createOrganization();
        String id = account("closing");
        assertRefused(
                () -> management.closeAccount(close -> close.accountId(TestWorld.ACCOUNT)),
                "ConstraintViolationException",
                "management account");
        management.closeAccount(close -> close.accountId(id));
        assertThat(management
                        .describeAccount(describe -> describe.accountId(id))
                        .account()
                        .status())
                .isEqualTo(AccountStatus.SUSPENDED);
        assertRefused(
                () -> management.closeAccount(close -> close.accountId(id)),
                "AccountAlreadyClosedException",
                "already closed");
        world.clock().advance(Duration.ofDays(91));
        assertRefused(
                () -> management.describeAccount(describe -> describe.accountId(id)),
                "AccountNotFoundException",
                "doesn't exist");
        management.deleteOrganization();
    }

    @Test
    void listsComeInPages() {
        management.createOrganization();
        String root = root();
        for (int i = 0; i < 25; i++) {
            unit(root, "unit" + i);
        }
        assertThat(management.listOrganizationalUnitsForParentPaginator(list -> list.parentId(root)).stream()
                        .mapToInt(page -> page.organizationalUnits().size())
                        .sum())
                .isEqualTo(25);
        var first = management.listOrganizationalUnitsForParent(
                list -> list.parentId(root).maxResults(3));
        assertThat(first.organizationalUnits()).hasSize(3);
        assertRefused(
                () -> management.listAccountsForParent(
                        list -> list.parentId(root).nextToken(first.nextToken())),
                "InvalidInputException",
                "NextToken");
    }

    @Test
    void whatDoesNotFitTheModelIsInvalidInput() {
        management.createOrganization();
        assertRefused(
                () -> management.describeAccount(describe -> describe.accountId("12")),
                "InvalidInputException",
                "does not match the required pattern");
        assertRefused(
                () -> management.listPolicies(list -> list.filter("MOON_POLICY")),
                "InvalidInputException",
                "You specified an invalid value.");
        assertRefused(() -> management.moveAccount(move -> {}), "InvalidInputException", "required parameters");
    }

    /** [GEN-9] */
    @Test
    void everythingHasTags() {
        management.createOrganization();
        String id = account("tagged");
        String unit = unit(root(), "tagged");
        Tag tag = Tag.builder().key("Team").value("red").build();
        for (String resource : List.of(id, unit, root())) {
            management.tagResource(put -> put.resourceId(resource).tags(tag));
            assertThat(management
                            .listTagsForResource(list -> list.resourceId(resource))
                            .tags())
                    .containsExactly(tag);
            management.untagResource(remove -> remove.resourceId(resource).tagKeys("Team"));
            assertThat(management
                            .listTagsForResource(list -> list.resourceId(resource))
                            .tags())
                    .isEmpty();
        }
        assertRefused(
                () -> management.tagResource(put -> put.resourceId(unit)
                        .tags(Tag.builder().key("aws:mine").value("x").build())),
                "InvalidInputException",
                "system tag");
        assertRefused(
                () -> management.listTagsForResource(list -> list.resourceId("ou-abcd-abcdefgh")),
                "TargetNotFoundException",
                "target");
    }
}
