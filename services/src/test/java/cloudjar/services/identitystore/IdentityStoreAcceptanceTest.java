package cloudjar.services.identitystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.identitystore.model.AttributeOperation;
import software.amazon.awssdk.services.identitystore.model.ConflictException;
import software.amazon.awssdk.services.identitystore.model.Email;
import software.amazon.awssdk.services.identitystore.model.Group;
import software.amazon.awssdk.services.identitystore.model.MemberId;
import software.amazon.awssdk.services.identitystore.model.ResourceNotFoundException;
import software.amazon.awssdk.services.identitystore.model.User;
import software.amazon.awssdk.services.identitystore.model.ValidationException;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;

/** AWS's SDK for Java: users, groups, memberships. The codes in brackets are those of the checks that a test proves. */
class IdentityStoreAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String ELSEWHERE = "d-0000000000";

    private IdentitystoreClient directory;
    private String store;

    @BeforeEach
    void open(TestWorld world) {
        directory = world.client(IdentitystoreClient.builder());
        SsoAdminClient admin = world.client(SsoAdminClient.builder());
        admin.createInstance(create -> {});
        store = admin.listInstances(list -> {}).instances().getFirst().identityStoreId();
    }

    private String user(String name) {
        return directory
                .createUser(create -> create.identityStoreId(store)
                        .userName(name)
                        .displayName(name)
                        .name(parts -> parts.givenName("Ann").familyName("Example"))
                        .emails(Email.builder().value(name + "@example.org").build()))
                .userId();
    }

    private String group(String name) {
        return directory
                .createGroup(create -> create.identityStoreId(store).displayName(name))
                .groupId();
    }

    private static AttributeOperation set(String path, Document value) {
        return AttributeOperation.builder()
                .attributePath(path)
                .attributeValue(value)
                .build();
    }

    /** [SSO-1] */
    @Test
    void usersHaveNamesAndAddressesOfTheirOwn() {
        String ann = user("ann");
        assertThat(ann).matches(store.substring(2) + "-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
        assertThatThrownBy(() -> user("ANN"))
                .isInstanceOfSatisfying(ConflictException.class, error -> assertThat(error.reasonAsString())
                        .isEqualTo("UNIQUENESS_CONSTRAINT_VIOLATION"));
        assertThatThrownBy(() -> directory.createUser(create -> create.identityStoreId(store)
                        .userName("bob")
                        .displayName("bob")
                        .name(parts -> parts.givenName("Bob").familyName("Example"))
                        .emails(Email.builder().value("ann@example.org").build())))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> directory.createUser(
                        create -> create.identityStoreId(store).displayName("nobody")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("userName is a required attribute");
        assertThat(directory
                        .getUserId(get -> get.identityStoreId(store)
                                .alternateIdentifier(by -> by.uniqueAttribute(attribute -> attribute
                                        .attributePath("emails.value")
                                        .attributeValue(Document.fromString("ann@example.org")))))
                        .userId())
                .isEqualTo(ann);
        assertThat(directory
                        .listUsers(list -> list.identityStoreId(store).maxResults(10))
                        .users())
                .extracting(User::userId)
                .containsExactly(ann);
        assertThatThrownBy(() -> directory.listUsers(list -> list.identityStoreId(ELSEWHERE)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("IDENTITY_STORE not found.");
    }

    @Test
    void attributesChangeByTheirPaths() {
        String ann = user("ann");
        directory.updateUser(update -> update.identityStoreId(store)
                .userId(ann)
                .operations(
                        set("name.givenName", Document.fromString("Anne")),
                        set("title", Document.fromString("Dr")),
                        set(
                                "emails",
                                Document.fromList(List.of(Document.fromMap(Map.of(
                                        "Value", Document.fromString("anne@example.org"),
                                        "Primary", Document.fromBoolean(true))))))));
        var changed = directory.describeUser(
                describe -> describe.identityStoreId(store).userId(ann));
        assertThat(changed.name().givenName()).isEqualTo("Anne");
        assertThat(changed.name().familyName()).isEqualTo("Example");
        assertThat(changed.title()).isEqualTo("Dr");
        assertThat(changed.emails().getFirst().value()).isEqualTo("anne@example.org");
        directory.updateUser(update -> update.identityStoreId(store)
                .userId(ann)
                .operations(AttributeOperation.builder().attributePath("title").build()));
        assertThat(directory
                        .describeUser(
                                describe -> describe.identityStoreId(store).userId(ann))
                        .title())
                .isNull();
        assertThatThrownBy(() -> directory.updateUser(update ->
                        update.identityStoreId(store).userId(ann).operations(set("userId", Document.fromString("x")))))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> directory.updateUser(update ->
                        update.identityStoreId(store).userId(ann).operations(set("title", Document.fromNumber(1)))))
                .isInstanceOf(ValidationException.class);
    }

    /** [SSO-1] */
    @Test
    void usersAreInGroups() {
        String ann = user("ann");
        String builders = group("builders");
        String readers = group("readers");
        assertThatThrownBy(() -> group("Builders"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("Duplicate GroupDisplayName");
        String membership = directory
                .createGroupMembership(create ->
                        create.identityStoreId(store).groupId(builders).memberId(MemberId.fromUserId(ann)))
                .membershipId();
        assertThatThrownBy(() -> directory.createGroupMembership(create ->
                        create.identityStoreId(store).groupId(builders).memberId(MemberId.fromUserId(ann))))
                .isInstanceOf(ConflictException.class);
        assertThat(directory
                        .isMemberInGroups(is -> is.identityStoreId(store)
                                .memberId(MemberId.fromUserId(ann))
                                .groupIds(builders, readers))
                        .results())
                .extracting(result -> result.membershipExists())
                .containsExactly(true, false);
        assertThat(directory
                        .listGroupMembershipsForMember(
                                list -> list.identityStoreId(store).memberId(MemberId.fromUserId(ann)))
                        .groupMemberships())
                .extracting(found -> found.membershipId())
                .containsExactly(membership);
        directory.deleteUser(delete -> delete.identityStoreId(store).userId(ann));
        assertThat(directory
                        .listGroupMemberships(
                                list -> list.identityStoreId(store).groupId(builders))
                        .groupMemberships())
                .isEmpty();
    }

    @Test
    void listsComeInPages() {
        for (int i = 0; i < 5; i++) {
            group("group" + i);
        }
        assertThat(directory
                        .listGroupsPaginator(list -> list.identityStoreId(store).maxResults(2))
                        .groups())
                .extracting(Group::displayName)
                .hasSize(5);
        String token = directory
                .listGroups(list -> list.identityStoreId(store).maxResults(2))
                .nextToken();
        assertThatThrownBy(() ->
                        directory.listUsers(list -> list.identityStoreId(store).nextToken(token)))
                .isInstanceOf(ValidationException.class);
    }
}
