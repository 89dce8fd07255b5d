package cloudjar.services.sso;

import cloudjar.api.identitystore.DescribeGroupRequest;
import cloudjar.api.identitystore.DescribeUserRequest;
import cloudjar.api.identitystore.DescribeUserResponse;
import cloudjar.api.identitystore.Filter;
import cloudjar.api.identitystore.GroupMembership;
import cloudjar.api.identitystore.Identitystore;
import cloudjar.api.identitystore.ListGroupMembershipsForMemberRequest;
import cloudjar.api.identitystore.ListUsersRequest;
import cloudjar.api.identitystore.MemberId;
import cloudjar.api.identitystore.ResourceNotFoundException;
import cloudjar.api.identitystore.User;
import cloudjar.api.organizations.AWSOrganizationsNotInUseException;
import cloudjar.api.organizations.AccessDeniedException;
import cloudjar.api.organizations.AccountNotFoundException;
import cloudjar.api.organizations.DescribeAccountRequest;
import cloudjar.api.organizations.Organizations;
import cloudjar.api.ssoadmin.PrincipalType;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who there is: the users and groups of an instance's identity store, and the accounts of its organization. */
final class Directory {
    private static final int ITEMS = 100;

    private final Cloud cloud;

    Directory(Cloud cloud) {
        this.cloud = cloud;
    }

    /** An account by what people know it by. */
    record Target(String id, String name, String email) {}

    private static Call as(Instance instance, Call call) {
        return call.in(instance.account(), instance.region()).as(ReservedRole.SERVICE);
    }

    /** The user with this id; empty where there is none. */
    Optional<DescribeUserResponse> user(Instance instance, String id, Call call) {
        try {
            return Optional.of(cloud.client(Identitystore.API)
                    .describeUser(
                            DescribeUserRequest.builder()
                                    .identityStoreId(instance.storeId())
                                    .userId(id)
                                    .build(),
                            as(instance, call)));
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }

    /** A part of the users: the first of them, or the one with this name. */
    List<User> users(Instance instance, @Nullable String name, Call call) {
        ListUsersRequest.Builder list =
                ListUsersRequest.builder().identityStoreId(instance.storeId()).maxResults(ITEMS);
        if (name != null) {
            list.filters(List.of(Filter.builder()
                    .attributePath("UserName")
                    .attributeValue(name)
                    .build()));
        }
        return cloud.client(Identitystore.API)
                .listUsers(list.build(), as(instance, call))
                .users();
    }

    /**
     * Refuses a principal that is not in the store.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none
     */
    void checkPrincipal(Instance instance, String type, String id, Call call) {
        boolean there =
                type.equals(PrincipalType.USER) ? user(instance, id, call).isPresent() : group(instance, id, call);
        if (!there) {
            throw SsoErrors.noPrincipal(type, id);
        }
    }

    private boolean group(Instance instance, String id, Call call) {
        try {
            cloud.client(Identitystore.API)
                    .describeGroup(
                            DescribeGroupRequest.builder()
                                    .identityStoreId(instance.storeId())
                                    .groupId(id)
                                    .build(),
                            as(instance, call));
            return true;
        } catch (ResourceNotFoundException none) {
            return false;
        }
    }

    /** The ids of the groups that a user is in. */
    List<String> groupsOf(Instance instance, String userId, Call call) {
        List<String> groups = new ArrayList<>();
        String token = null;
        do {
            var part = cloud.client(Identitystore.API)
                    .listGroupMembershipsForMember(
                            ListGroupMembershipsForMemberRequest.builder()
                                    .identityStoreId(instance.storeId())
                                    .memberId(MemberId.builder().userId(userId).build())
                                    .maxResults(ITEMS)
                                    .nextToken(token)
                                    .build(),
                            as(instance, call));
            part.groupMemberships().stream()
                    .map(GroupMembership::groupId)
                    .map(String::valueOf)
                    .forEach(groups::add);
            token = part.nextToken();
        } while (token != null);
        return groups;
    }

    /** The account of this id in the instance's organization, or the instance's own; empty for all others. */
    Optional<Target> account(Instance instance, String id, Call call) {
        try {
            var account = cloud.client(Organizations.API)
                    .describeAccount(
                            DescribeAccountRequest.builder().accountId(id).build(), as(instance, call))
                    .account();
            return Optional.ofNullable(account)
                    .map(found -> new Target(id, String.valueOf(found.name()), String.valueOf(found.email())));
        } catch (AWSOrganizationsNotInUseException | AccessDeniedException alone) {
            return id.equals(instance.account())
                    ? Optional.of(new Target(id, "Account " + id, "aws+" + id + "@example.com"))
                    : Optional.empty();
        } catch (AccountNotFoundException none) {
            return Optional.empty();
        }
    }
}
