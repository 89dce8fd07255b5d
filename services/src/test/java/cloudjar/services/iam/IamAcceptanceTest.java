package cloudjar.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.TestWorld;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PasswordPolicyViolationException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class IamAcceptanceTest extends InOwnAccount {
    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /** [IAM-1] */
    @Test
    void usersAreInGroupsAndHaveTheirPolicies(TestWorld world) {
        IamClient iam = iam(world);
        User user =
                iam.createUser(create -> create.userName("ann").path("/team/")).user();
        assertThat(user.arn()).isEqualTo("arn:aws:iam::" + account + ":user/team/ann");
        assertThat(user.userId()).matches("AIDA[A-Z2-7]{17}");
        assertThat(user.createDate()).isEqualTo(user.createDate().truncatedTo(ChronoUnit.SECONDS));
        assertThat(iam.createGroup(create -> create.groupName("devs")).group().groupId())
                .matches("AGPA[A-Z2-7]{17}");
        iam.addUserToGroup(add -> add.groupName("devs").userName("ann"));
        iam.attachGroupPolicy(attach -> attach.groupName("devs").policyArn("arn:aws:iam::aws:policy/PowerUserAccess"));
        assertThat(iam.getGroup(get -> get.groupName("devs")).users())
                .extracting(User::userName)
                .containsExactly("ann");
        assertThat(iam.listGroupsForUser(list -> list.userName("ann")).groups())
                .extracting(group -> group.groupName())
                .containsExactly("devs");
        assertThatThrownBy(() -> iam.deleteGroup(delete -> delete.groupName("devs")))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("Cannot delete entity, must remove users from group first.");
    }

    /** [IAM-22] */
    @Test
    void itIsTheSameInEveryRegion(TestWorld world) {
        iam(world).createUser(create -> create.userName("ann"));
        IamClient elsewhere = world.client(IamClient.builder(), account, Region.EU_CENTRAL_1);
        assertThat(elsewhere.getUser(get -> get.userName("ann")).user().userName())
                .isEqualTo("ann");
        IamClient other = world.client(IamClient.builder(), account(), Region.AWS_GLOBAL);
        assertThatThrownBy(() -> other.getUser(get -> get.userName("ann")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The user with name ann cannot be found.");
    }

    @Test
    void namesAreUniqueWhateverTheirCase(TestWorld world) {
        IamClient iam = iam(world);
        iam.createUser(create -> create.userName("ann"));
        assertThatThrownBy(() -> iam.createUser(create -> create.userName("ANN")))
                .isInstanceOf(EntityAlreadyExistsException.class)
                .hasMessageContaining("User with name ANN already exists.");
    }

    @Test
    void aUserKeepsWhatItHasUnderANewName(TestWorld world) {
        IamClient iam = iam(world);
        String id = iam.createUser(create -> create.userName("ann").tags(tag("Team", "red")))
                .user()
                .userId();
        iam.putUserPolicy(put -> put.userName("ann").policyName("p").policyDocument(POLICY));
        iam.updateUser(update -> update.userName("ann").newUserName("bea").newPath("/x/"));
        User user = iam.getUser(get -> get.userName("bea")).user();
        assertThat(user.userId()).isEqualTo(id);
        assertThat(user.arn()).isEqualTo("arn:aws:iam::" + account + ":user/x/bea");
        assertThat(user.tags()).containsExactly(tag("Team", "red"));
        assertThat(iam.listUserPolicies(list -> list.userName("bea")).policyNames())
                .containsExactly("p");
    }

    /** [IAM-9] [IAM-10] */
    @Test
    void aRoleTrustsAService(TestWorld world) {
        IamClient iam = iam(world);
        Role role = iam.createRole(create -> create.roleName("task")
                        .assumeRolePolicyDocument(TRUST)
                        .maxSessionDuration(7200)
                        .tags(tag("a", "b")))
                .role();
        assertThat(role.roleId()).matches("AROA[A-Z2-7]{17}");
        Role described = iam.getRole(get -> get.roleName("task")).role();
        assertThat(URLDecoder.decode(described.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(TRUST);
        assertThat(described.maxSessionDuration()).isEqualTo(7200);
        assertThat(described.tags()).containsExactly(tag("a", "b"));
        assertThatThrownBy(() -> iam.createAccessKey(create -> create.userName("task")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    /** [IAM-12] [IAM-13] */
    @Test
    void anInstanceProfileHoldsOneRole(TestWorld world) {
        IamClient iam = iam(world);
        iam.createRole(create -> create.roleName("one").assumeRolePolicyDocument(TRUST));
        iam.createRole(create -> create.roleName("two").assumeRolePolicyDocument(TRUST));
        for (String name : List.of("p", "q")) {
            iam.createInstanceProfile(create -> create.instanceProfileName(name));
            iam.addRoleToInstanceProfile(add -> add.instanceProfileName(name).roleName("one"));
        }
        assertThatThrownBy(() -> iam.addRoleToInstanceProfile(
                        add -> add.instanceProfileName("p").roleName("two")))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        assertThat(iam.listInstanceProfilesForRole(list -> list.roleName("one")).instanceProfiles())
                .extracting(profile -> profile.instanceProfileName())
                .containsExactly("p", "q");
        assertThatThrownBy(() -> iam.deleteRole(delete -> delete.roleName("one")))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("Cannot delete entity, must remove roles from instance profile first.");
        iam.removeRoleFromInstanceProfile(
                remove -> remove.instanceProfileName("p").roleName("one"));
        iam.deleteInstanceProfile(delete -> delete.instanceProfileName("p"));
        assertThatThrownBy(() -> iam.getInstanceProfile(get -> get.instanceProfileName("p")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    /** [IAM-7] [IAM-8] */
    @Test
    void aUserHasUpToTwoAccessKeysWhichCanBeMadeInactive(TestWorld world) {
        IamClient iam = iam(world);
        iam.createUser(create -> create.userName("ann").path("/team/"));
        AccessKey key = iam.createAccessKey(create -> create.userName("ann")).accessKey();
        assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(key.secretAccessKey()).hasSize(40);
        iam.createAccessKey(create -> create.userName("ann"));
        assertThatThrownBy(() -> iam.createAccessKey(create -> create.userName("ann")))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Cannot exceed quota for AccessKeysPerUser: 2");

        StsClient sts = world.client(StsClient.builder(), key.accessKeyId(), Region.US_EAST_1);
        assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::" + account + ":user/team/ann");
        IamClient own = world.client(IamClient.builder(), key.accessKeyId(), Region.AWS_GLOBAL);
        assertThat(own.getUser().user().userName()).isEqualTo("ann");
        assertThat(own.listAccessKeys().accessKeyMetadata()).hasSize(2);

        iam.updateAccessKey(
                update -> update.userName("ann").accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
        assertThat(iam.listAccessKeys(list -> list.userName("ann")).accessKeyMetadata())
                .filteredOn(one -> one.accessKeyId().equals(key.accessKeyId()))
                .extracting(one -> one.status())
                .containsExactly(StatusType.INACTIVE);
        iam.deleteAccessKey(delete -> delete.userName("ann").accessKeyId(key.accessKeyId()));
        assertThat(iam.listAccessKeys(list -> list.userName("ann")).accessKeyMetadata())
                .hasSize(1);
    }

    /** [IAM-7] */
    @Test
    void passwordsFollowTheAccountsRules(TestWorld world) {
        IamClient iam = iam(world);
        iam.createUser(create -> create.userName("ann"));
        assertThatThrownBy(iam::getAccountPasswordPolicy).isInstanceOf(NoSuchEntityException.class);
        iam.updateAccountPasswordPolicy(update -> update.minimumPasswordLength(12)
                .requireNumbers(true)
                .passwordReusePrevention(2)
                .allowUsersToChangePassword(true));
        assertThatThrownBy(() ->
                        iam.createLoginProfile(create -> create.userName("ann").password("short1")))
                .isInstanceOf(PasswordPolicyViolationException.class)
                .hasMessageContaining("Password should have a minimum length of 12");
        iam.createLoginProfile(create -> create.userName("ann").password("first-password-1"));
        String key = iam.createAccessKey(create -> create.userName("ann"))
                .accessKey()
                .accessKeyId();
        IamClient own = world.client(IamClient.builder(), key, Region.AWS_GLOBAL);
        own.changePassword(change -> change.oldPassword("first-password-1").newPassword("second-password-2"));
        assertThatThrownBy(() -> own.changePassword(
                        change -> change.oldPassword("second-password-2").newPassword("first-password-1")))
                .isInstanceOf(PasswordPolicyViolationException.class);
        iam.deleteLoginProfile(delete -> delete.userName("ann"));
        assertThatThrownBy(() -> iam.getLoginProfile(get -> get.userName("ann")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void listsComeInPagesWhoseMarkersBelongToThem(TestWorld world) {
        IamClient iam = iam(world);
        IntStream.range(0, 7).forEach(i -> iam.createUser(create -> create.userName("u" + i)));
        assertThat(iam.listUsersPaginator(list -> list.maxItems(3)).users())
                .extracting(User::userName)
                .containsExactly("u0", "u1", "u2", "u3", "u4", "u5", "u6");
        var first = iam.listUsers(list -> list.maxItems(3));
        assertThat(first.isTruncated()).isTrue();
        assertThatThrownBy(() -> iam.listRoles(list -> list.marker(first.marker())))
                .isInstanceOfSatisfying(IamException.class, error -> assertThat(error.statusCode())
                        .isEqualTo(400));
    }

    @Test
    void tagsAreComparedWithoutCase(TestWorld world) {
        IamClient iam = iam(world);
        iam.createUser(create -> create.userName("ann").tags(tag("Team", "red")));
        iam.tagUser(add -> add.userName("ann").tags(tag("TEAM", "blue"), tag("x", "")));
        assertThat(iam.listUserTags(list -> list.userName("ann")).tags())
                .containsExactly(tag("TEAM", "blue"), tag("x", ""));
        assertThatThrownBy(() -> iam.tagUser(add -> add.userName("ann").tags(tag("a", "1"), tag("A", "2"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        iam.untagUser(remove -> remove.userName("ann").tagKeys("team", "x"));
        assertThat(iam.listUserTags(list -> list.userName("ann")).tags()).isEmpty();
    }

    /** [GEN-6] */
    @Test
    void anAliasIsTheAccountsAlone(TestWorld world) {
        IamClient iam = iam(world);
        iam.createAccountAlias(create -> create.accountAlias("my-company"));
        assertThat(iam.listAccountAliases().accountAliases()).containsExactly("my-company");
        IamClient other = world.client(IamClient.builder(), account(), Region.AWS_GLOBAL);
        assertThatThrownBy(() -> other.createAccountAlias(create -> create.accountAlias("my-company")))
                .isInstanceOf(EntityAlreadyExistsException.class);
        iam.deleteAccountAlias(delete -> delete.accountAlias("my-company"));
        other.createAccountAlias(create -> create.accountAlias("my-company"));
        assertThat(iam.getAccountSummary().summaryMapAsStrings())
                .containsEntry("Users", 0)
                .containsEntry("AccessKeysPerUserQuota", 2);
    }

    @Test
    void whatIsAttachedIsNamedByItsArn(TestWorld world) {
        IamClient iam = iam(world);
        iam.createRole(create -> create.roleName("r").assumeRolePolicyDocument(TRUST));
        assertThatThrownBy(() ->
                        iam.attachRolePolicy(attach -> attach.roleName("r").policyArn("longpolicynamebutnotarn")))
                .hasMessageContaining("Invalid ARN:  Could not be parsed!");
        iam.attachRolePolicy(attach ->
                attach.roleName("r").policyArn("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"));
        assertThat(iam.listAttachedRolePolicies(list -> list.roleName("r")).attachedPolicies())
                .containsExactly(AttachedPolicy.builder()
                        .policyName("AWSLambdaBasicExecutionRole")
                        .policyArn("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
                        .build());
    }
}
