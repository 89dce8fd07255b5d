package cloudjar.services.identitystore;

import cloudjar.api.identitystore.GroupMembership;
import cloudjar.api.identitystore.MemberId;

/** A user in a group. */
record Membership(String storeId, String id, String groupId, String userId) {
    GroupMembership shown() {
        return GroupMembership.builder()
                .identityStoreId(storeId)
                .membershipId(id)
                .groupId(groupId)
                .memberId(member(userId))
                .build();
    }

    static MemberId member(String userId) {
        return MemberId.builder().userId(userId).build();
    }
}
