package cloudjar.services.iam;

import cloudjar.api.iam.AddUserToGroupRequest;
import cloudjar.api.iam.AddUserToGroupResponse;
import cloudjar.api.iam.CreateGroupRequest;
import cloudjar.api.iam.CreateGroupResponse;
import cloudjar.api.iam.DeleteGroupRequest;
import cloudjar.api.iam.DeleteGroupResponse;
import cloudjar.api.iam.GetGroupRequest;
import cloudjar.api.iam.GetGroupResponse;
import cloudjar.api.iam.Group;
import cloudjar.api.iam.Groups;
import cloudjar.api.iam.ListGroupsForUserRequest;
import cloudjar.api.iam.ListGroupsForUserResponse;
import cloudjar.api.iam.ListGroupsRequest;
import cloudjar.api.iam.ListGroupsResponse;
import cloudjar.api.iam.RemoveUserFromGroupRequest;
import cloudjar.api.iam.RemoveUserFromGroupResponse;
import cloudjar.api.iam.UpdateGroupRequest;
import cloudjar.api.iam.UpdateGroupResponse;
import cloudjar.api.iam.User;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.iam.IamTables.IdentityKey;
import cloudjar.services.iam.IamTables.MembershipKey;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Groups and who is in them. */
final class GroupOperations implements Groups {
    private static final int ID_CHANCE = 17;

    @Override
    public CreateGroupResponse createGroup(CreateGroupRequest in, Call call) {
        String id = IdentityKind.GROUP.idPrefix() + call.world().ids().base32(ID_CHANCE);
        IamGroup group = new IamGroup(in.groupName(), Paths.of(in.path()), id, call.time());
        return call.write(tx -> {
            IdentityRoster.add(tx, call, group, "GroupsPerAccount", IamLimits.GROUPS);
            return CreateGroupResponse.builder().group(group.shown(call)).build();
        });
    }

    @Override
    public GetGroupResponse getGroup(GetGroupRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "GetGroup" + in.groupName());
        return call.read(snapshot -> {
            IamGroup group = IdentityLookup.group(snapshot, call, in.groupName());
            List<IamUser> members = members(snapshot, call, group);
            Page<User> users = Page.of(members, IamUser::name, asked).map(user -> user.listed(call));
            return GetGroupResponse.builder()
                    .group(group.shown(call))
                    .users(users.items())
                    .isTruncated(users.next().isPresent())
                    .marker(users.next().orElse(null))
                    .build();
        });
    }

    /** Who is in a group, by their names. */
    static List<IamUser> members(Snapshot snapshot, Call call, IamGroup group) {
        return IamTables.MEMBERSHIPS_BY_GROUP.in(Scope.account(call.account())).find(snapshot, group.id()).stream()
                .map(row -> (IamUser)
                        IdentityLookup.withId(snapshot, call, row.value().userId()))
                .sorted(Comparator.comparing(IamUser::name))
                .toList();
    }

    /** The groups that a user is in, by their names. */
    static List<IamGroup> groupsOf(Snapshot snapshot, Call call, IamUser user) {
        return IamTables.MEMBERSHIPS.in(Scope.account(call.account())).rows(snapshot, Range.prefix(user.id())).stream()
                .map(row -> (IamGroup)
                        IdentityLookup.withId(snapshot, call, row.value().groupId()))
                .sorted(Comparator.comparing(IamGroup::name))
                .toList();
    }

    @Override
    public ListGroupsResponse listGroups(ListGroupsRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListGroups" + in.pathPrefix());
        Page<Group> groups = call.read(
                        snapshot -> IdentityRoster.list(snapshot, call, IdentityKind.GROUP, in.pathPrefix(), asked))
                .map(group -> ((IamGroup) group).shown(call));
        return ListGroupsResponse.builder()
                .groups(groups.items())
                .isTruncated(groups.next().isPresent())
                .marker(groups.next().orElse(null))
                .build();
    }

    @Override
    public UpdateGroupResponse updateGroup(UpdateGroupRequest in, Call call) {
        return call.write(tx -> {
            IamGroup group = IdentityLookup.group(tx, call, in.groupName());
            String name = Objects.requireNonNullElse(in.newGroupName(), group.name());
            String path = Objects.requireNonNullElse(in.newPath(), group.path());
            IdentityRoster.rename(tx, call, group, group.renamed(name, Paths.of(path)));
            return UpdateGroupResponse.of();
        });
    }

    @Override
    public DeleteGroupResponse deleteGroup(DeleteGroupRequest in, Call call) {
        return call.write(tx -> {
            IamGroup group = IdentityLookup.group(tx, call, in.groupName());
            if (!members(tx, call, group).isEmpty()) {
                throw IamErrors.conflict("remove users from group");
            }
            IdentityRoster.refuseWithPolicies(tx, call, group);
            IdentityLookup.rows(call).delete(tx, IdentityKey.of(group));
            return DeleteGroupResponse.of();
        });
    }

    @Override
    public AddUserToGroupResponse addUserToGroup(AddUserToGroupRequest in, Call call) {
        return call.write(tx -> {
            IamGroup group = IdentityLookup.group(tx, call, in.groupName());
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            var rows = IamTables.MEMBERSHIPS.in(Scope.account(call.account()));
            MembershipKey key = new MembershipKey(user.id(), group.id());
            boolean member = rows.contains(tx, key);
            if (!member && rows.count(tx, Range.prefix(user.id())) >= IamLimits.GROUPS_OF_USER.current()) {
                throw IamErrors.quota("GroupsPerUser", IamLimits.GROUPS_OF_USER);
            }
            rows.put(tx, key, new Membership(user.id(), group.id()));
            return AddUserToGroupResponse.of();
        });
    }

    @Override
    public RemoveUserFromGroupResponse removeUserFromGroup(RemoveUserFromGroupRequest in, Call call) {
        return call.write(tx -> {
            IamGroup group = IdentityLookup.group(tx, call, in.groupName());
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            MembershipKey key = new MembershipKey(user.id(), group.id());
            if (!IamTables.MEMBERSHIPS.in(Scope.account(call.account())).delete(tx, key)) {
                throw IamErrors.missing("User " + user.name() + " is not in group " + group.name());
            }
            return RemoveUserFromGroupResponse.of();
        });
    }

    @Override
    public ListGroupsForUserResponse listGroupsForUser(ListGroupsForUserRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListGroupsForUser" + in.userName());
        Page<Group> groups = call.read(snapshot -> {
                    IamUser user = IdentityLookup.user(snapshot, call, in.userName());
                    return Page.of(groupsOf(snapshot, call, user), IamGroup::name, asked);
                })
                .map(group -> group.shown(call));
        return ListGroupsForUserResponse.builder()
                .groups(groups.items())
                .isTruncated(groups.next().isPresent())
                .marker(groups.next().orElse(null))
                .build();
    }
}
