package cloudjar.services.identitystore;

import cloudjar.api.identitystore.CreateGroupMembershipRequest;
import cloudjar.api.identitystore.CreateGroupMembershipResponse;
import cloudjar.api.identitystore.GroupMembership;
import cloudjar.api.identitystore.GroupMembershipExistenceResult;
import cloudjar.api.identitystore.IsMemberInGroupsRequest;
import cloudjar.api.identitystore.IsMemberInGroupsResponse;
import cloudjar.api.identitystore.ListGroupMembershipsForMemberRequest;
import cloudjar.api.identitystore.ListGroupMembershipsForMemberResponse;
import cloudjar.api.identitystore.ListGroupMembershipsRequest;
import cloudjar.api.identitystore.ListGroupMembershipsResponse;
import cloudjar.api.identitystore.MemberId;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.identitystore.IdentityStoreTables.PairKey;
import cloudjar.services.identitystore.IdentityStoreTables.StoreKey;
import java.util.List;
import java.util.Optional;

/** Who is in which group. */
final class Memberships {
    private Memberships() {}

    static CreateGroupMembershipResponse create(CreateGroupMembershipRequest in, Call call) {
        String userId = userId(in.memberId());
        Membership membership = new Membership(
                in.identityStoreId(), IdentitystoreService.id(in.identityStoreId(), call), in.groupId(), userId);
        return call.write(tx -> {
            Groups.existing(tx, call, in.identityStoreId(), in.groupId());
            Users.existing(tx, call, in.identityStoreId(), userId);
            if (find(tx, call, in.identityStoreId(), in.groupId(), userId).isPresent()) {
                throw IdentityStoreErrors.alreadyMember();
            }
            IdentityStoreTables.MEMBERSHIPS
                    .in(call.scope())
                    .put(tx, new StoreKey(membership.storeId(), membership.id()), membership);
            return CreateGroupMembershipResponse.builder()
                    .membershipId(membership.id())
                    .identityStoreId(membership.storeId())
                    .build();
        });
    }

    static String userId(MemberId member) {
        String userId = member.userId();
        if (userId == null) {
            throw IdentityStoreErrors.invalid("MemberId must name a user.");
        }
        return userId;
    }

    static Optional<Membership> find(Snapshot snapshot, Call call, String storeId, String groupId, String userId) {
        return IdentityStoreTables.MEMBERSHIPS_BY_GROUP
                .in(call.scope())
                .get(snapshot, new PairKey(storeId, groupId, userId));
    }

    static Membership existing(Snapshot snapshot, Call call, String storeId, String id) {
        return IdentityStoreTables.MEMBERSHIPS
                .in(call.scope())
                .get(snapshot, new StoreKey(storeId, id))
                .orElseThrow(() -> IdentityStoreErrors.noMembership(id));
    }

    static void delete(String storeId, String id, Call call) {
        call.write(tx -> {
            existing(tx, call, storeId, id);
            return IdentityStoreTables.MEMBERSHIPS.in(call.scope()).delete(tx, new StoreKey(storeId, id));
        });
    }

    static IsMemberInGroupsResponse isMember(IsMemberInGroupsRequest in, Call call) {
        String userId = userId(in.memberId());
        List<GroupMembershipExistenceResult> results = call.read(snapshot -> {
            Users.existing(snapshot, call, in.identityStoreId(), userId);
            return in.groupIds().stream()
                    .map(groupId -> GroupMembershipExistenceResult.builder()
                            .groupId(groupId)
                            .memberId(in.memberId())
                            .membershipExists(find(snapshot, call, in.identityStoreId(), groupId, userId)
                                    .isPresent())
                            .build())
                    .toList();
        });
        return IsMemberInGroupsResponse.builder().results(results).build();
    }

    static ListGroupMembershipsResponse list(ListGroupMembershipsRequest in, Call call) {
        call.read(snapshot -> Groups.existing(snapshot, call, in.identityStoreId(), in.groupId()));
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListGroupMemberships");
        Page<GroupMembership> page = call.read(snapshot -> Page.of(
                        IdentityStoreTables.MEMBERSHIPS_BY_GROUP.in(call.scope()),
                        snapshot,
                        Range.prefix(Key.of(in.identityStoreId(), in.groupId())),
                        asked,
                        membership -> true)
                .map(Membership::shown));
        return ListGroupMembershipsResponse.builder()
                .groupMemberships(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    static ListGroupMembershipsForMemberResponse listOfMember(ListGroupMembershipsForMemberRequest in, Call call) {
        String userId = userId(in.memberId());
        call.read(snapshot -> Users.existing(snapshot, call, in.identityStoreId(), userId));
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListGroupMembershipsForMember");
        Page<GroupMembership> page = call.read(snapshot -> Page.of(
                        IdentityStoreTables.MEMBERSHIPS_BY_USER.in(call.scope()),
                        snapshot,
                        Range.prefix(Key.of(in.identityStoreId(), userId)),
                        asked,
                        membership -> true)
                .map(Membership::shown));
        return ListGroupMembershipsForMemberResponse.builder()
                .groupMemberships(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
