package cloudjar.services.identitystore;

import cloudjar.api.identitystore.CreateGroupMembershipRequest;
import cloudjar.api.identitystore.CreateGroupMembershipResponse;
import cloudjar.api.identitystore.CreateGroupRequest;
import cloudjar.api.identitystore.CreateGroupResponse;
import cloudjar.api.identitystore.CreateUserRequest;
import cloudjar.api.identitystore.CreateUserResponse;
import cloudjar.api.identitystore.DeleteGroupMembershipRequest;
import cloudjar.api.identitystore.DeleteGroupMembershipResponse;
import cloudjar.api.identitystore.DeleteGroupRequest;
import cloudjar.api.identitystore.DeleteGroupResponse;
import cloudjar.api.identitystore.DeleteUserRequest;
import cloudjar.api.identitystore.DeleteUserResponse;
import cloudjar.api.identitystore.DescribeGroupMembershipRequest;
import cloudjar.api.identitystore.DescribeGroupMembershipResponse;
import cloudjar.api.identitystore.DescribeGroupRequest;
import cloudjar.api.identitystore.DescribeGroupResponse;
import cloudjar.api.identitystore.DescribeUserRequest;
import cloudjar.api.identitystore.DescribeUserResponse;
import cloudjar.api.identitystore.GetGroupIdRequest;
import cloudjar.api.identitystore.GetGroupIdResponse;
import cloudjar.api.identitystore.GetGroupMembershipIdRequest;
import cloudjar.api.identitystore.GetGroupMembershipIdResponse;
import cloudjar.api.identitystore.GetUserIdRequest;
import cloudjar.api.identitystore.GetUserIdResponse;
import cloudjar.api.identitystore.Identitystore;
import cloudjar.api.identitystore.IsMemberInGroupsRequest;
import cloudjar.api.identitystore.IsMemberInGroupsResponse;
import cloudjar.api.identitystore.ListGroupMembershipsForMemberRequest;
import cloudjar.api.identitystore.ListGroupMembershipsForMemberResponse;
import cloudjar.api.identitystore.ListGroupMembershipsRequest;
import cloudjar.api.identitystore.ListGroupMembershipsResponse;
import cloudjar.api.identitystore.ListGroupsRequest;
import cloudjar.api.identitystore.ListGroupsResponse;
import cloudjar.api.identitystore.ListUsersRequest;
import cloudjar.api.identitystore.ListUsersResponse;
import cloudjar.api.identitystore.UpdateGroupRequest;
import cloudjar.api.identitystore.UpdateGroupResponse;
import cloudjar.api.identitystore.UpdateUserRequest;
import cloudjar.api.identitystore.UpdateUserResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.call.access.AccessRules;

/** The operations of identity stores. */
public final class IdentitystoreService implements Identitystore {
    private static final int PREFIX = 2;

    private final Stores stores;

    /** The service, which asks IAM Identity Center what stores there are. */
    public IdentitystoreService(Wiring wiring) {
        stores = new Stores(wiring.cloud());
        // IAM Identity Center looks up who there is.
        wiring.access()
                .rules(
                        Identitystore.API.id(),
                        AccessRules.of("identitystore").openToServices().build());
    }

    /** An id in a store: what the store's own has behind {@code d-}, and chance. */
    static String id(String storeId, Call call) {
        String chance = call.world().ids().uuid();
        return storeId.startsWith("d-") ? storeId.substring(PREFIX) + "-" + chance : chance;
    }

    @Override
    public CreateUserResponse createUser(CreateUserRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        return Users.create(in, call);
    }

    @Override
    public DescribeUserResponse describeUser(DescribeUserRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        return Users.described(
                call.read(snapshot -> Users.existing(snapshot, call, in.identityStoreId(), in.userId())));
    }

    @Override
    public UpdateUserResponse updateUser(UpdateUserRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        Users.update(in, call);
        return UpdateUserResponse.of();
    }

    @Override
    public DeleteUserResponse deleteUser(DeleteUserRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        Users.delete(in.identityStoreId(), in.userId(), call);
        return DeleteUserResponse.of();
    }

    @Override
    public ListUsersResponse listUsers(ListUsersRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        return Users.list(in, call);
    }

    @Override
    public GetUserIdResponse getUserId(GetUserIdRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        return GetUserIdResponse.builder()
                .userId(Users.id(in.alternateIdentifier(), in.identityStoreId(), call))
                .identityStoreId(in.identityStoreId())
                .build();
    }

    @Override
    public CreateGroupResponse createGroup(CreateGroupRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        return Groups.create(in, call);
    }

    @Override
    public DescribeGroupResponse describeGroup(DescribeGroupRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        return Groups.described(
                call.read(snapshot -> Groups.existing(snapshot, call, in.identityStoreId(), in.groupId())));
    }

    @Override
    public UpdateGroupResponse updateGroup(UpdateGroupRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        Groups.update(in, call);
        return UpdateGroupResponse.of();
    }

    @Override
    public DeleteGroupResponse deleteGroup(DeleteGroupRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        Groups.delete(in.identityStoreId(), in.groupId(), call);
        return DeleteGroupResponse.of();
    }

    @Override
    public ListGroupsResponse listGroups(ListGroupsRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        return Groups.list(in, call);
    }

    @Override
    public GetGroupIdResponse getGroupId(GetGroupIdRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        return GetGroupIdResponse.builder()
                .groupId(Groups.id(in.alternateIdentifier(), in.identityStoreId(), call))
                .identityStoreId(in.identityStoreId())
                .build();
    }

    @Override
    public CreateGroupMembershipResponse createGroupMembership(CreateGroupMembershipRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        return Memberships.create(in, call);
    }

    @Override
    public DescribeGroupMembershipResponse describeGroupMembership(DescribeGroupMembershipRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        Membership membership =
                call.read(snapshot -> Memberships.existing(snapshot, call, in.identityStoreId(), in.membershipId()));
        return DescribeGroupMembershipResponse.builder()
                .identityStoreId(membership.storeId())
                .membershipId(membership.id())
                .groupId(membership.groupId())
                .memberId(Membership.member(membership.userId()))
                .build();
    }

    @Override
    public GetGroupMembershipIdResponse getGroupMembershipId(GetGroupMembershipIdRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        String userId = Memberships.userId(in.memberId());
        Membership membership = call.read(
                        snapshot -> Memberships.find(snapshot, call, in.identityStoreId(), in.groupId(), userId))
                .orElseThrow(() -> IdentityStoreErrors.noMembership(userId));
        return GetGroupMembershipIdResponse.builder()
                .membershipId(membership.id())
                .identityStoreId(membership.storeId())
                .build();
    }

    @Override
    public DeleteGroupMembershipResponse deleteGroupMembership(DeleteGroupMembershipRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        Memberships.delete(in.identityStoreId(), in.membershipId(), call);
        return DeleteGroupMembershipResponse.of();
    }

    @Override
    public IsMemberInGroupsResponse isMemberInGroups(IsMemberInGroupsRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        return Memberships.isMember(in, call);
    }

    @Override
    public ListGroupMembershipsResponse listGroupMemberships(ListGroupMembershipsRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        return Memberships.list(in, call);
    }

    @Override
    public ListGroupMembershipsForMemberResponse listGroupMembershipsForMember(
            ListGroupMembershipsForMemberRequest in, Call call) {
        stores.check(in.identityStoreId(), call);
        return Memberships.listOfMember(in, call);
    }
}
