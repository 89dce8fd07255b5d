package cloudjar.services.identitystore;

import cloudjar.api.identitystore.AlternateIdentifier;
import cloudjar.api.identitystore.CreateGroupRequest;
import cloudjar.api.identitystore.CreateGroupResponse;
import cloudjar.api.identitystore.DescribeGroupResponse;
import cloudjar.api.identitystore.Group;
import cloudjar.api.identitystore.ListGroupsRequest;
import cloudjar.api.identitystore.ListGroupsResponse;
import cloudjar.api.identitystore.UniqueAttribute;
import cloudjar.api.identitystore.UpdateGroupRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.identitystore.IdentityStoreTables.StoreKey;
import java.util.Optional;

/** Groups of a store. */
final class Groups {
    private Groups() {}

    static CreateGroupResponse create(CreateGroupRequest in, Call call) {
        if (in.displayName() == null) {
            throw IdentityStoreErrors.requiredAttribute("displayName");
        }
        Group group = Group.builder()
                .groupId(IdentitystoreService.id(in.identityStoreId(), call))
                .displayName(in.displayName())
                .description(in.description())
                .identityStoreId(in.identityStoreId())
                .build();
        return call.write(tx -> {
            if (IdentityStoreTables.GROUPS.in(call.scope()).count(tx, Range.prefix(in.identityStoreId()))
                    >= IdentityStoreLimits.GROUPS.current()) {
                throw IdentityStoreErrors.quota(IdentityStoreLimits.GROUPS);
            }
            put(tx, call, group);
            return CreateGroupResponse.builder()
                    .groupId(group.groupId())
                    .identityStoreId(group.identityStoreId())
                    .build();
        });
    }

    private static void put(Tx tx, Call call, Group group) {
        boolean taken = named(tx, call, group.identityStoreId(), String.valueOf(group.displayName()))
                .filter(other -> !other.groupId().equals(group.groupId()))
                .isPresent();
        if (taken) {
            throw IdentityStoreErrors.duplicate("GroupDisplayName");
        }
        IdentityStoreTables.GROUPS
                .in(call.scope())
                .put(tx, new StoreKey(group.identityStoreId(), group.groupId()), group);
    }

    static Group existing(Snapshot snapshot, Call call, String storeId, String id) {
        return IdentityStoreTables.GROUPS
                .in(call.scope())
                .get(snapshot, new StoreKey(storeId, id))
                .orElseThrow(() -> IdentityStoreErrors.noGroup(id));
    }

    private static Optional<Group> named(Snapshot snapshot, Call call, String storeId, String name) {
        return IdentityStoreTables.GROUPS_BY_NAME
                .in(call.scope())
                .get(snapshot, new StoreKey(storeId, IdentityStoreTables.fold(name)));
    }

    static DescribeGroupResponse described(Group group) {
        return DescribeGroupResponse.builder()
                .groupId(group.groupId())
                .displayName(group.displayName())
                .description(group.description())
                .identityStoreId(group.identityStoreId())
                .build();
    }

    static void update(UpdateGroupRequest in, Call call) {
        call.write(tx -> {
            Group changed = Attributes.changed(
                    existing(tx, call, in.identityStoreId(), in.groupId()), in.operations(), Group.class);
            if (changed.displayName() == null) {
                throw IdentityStoreErrors.requiredAttribute("displayName");
            }
            put(tx, call, changed);
            return changed;
        });
    }

    /** Takes the group away, and all users out of it. */
    static void delete(String storeId, String id, Call call) {
        call.write(tx -> {
            existing(tx, call, storeId, id);
            IdentityStoreTables.MEMBERSHIPS_BY_GROUP
                    .in(call.scope())
                    .rows(tx, Range.prefix(Key.of(storeId, id)))
                    .keys()
                    .forEach(key ->
                            IdentityStoreTables.MEMBERSHIPS.in(call.scope()).delete(tx, key));
            return IdentityStoreTables.GROUPS.in(call.scope()).delete(tx, new StoreKey(storeId, id));
        });
    }

    static String id(AlternateIdentifier identifier, String storeId, Call call) {
        UniqueAttribute attribute = identifier.uniqueAttribute();
        if (attribute == null) {
            throw IdentityStoreErrors.noGroup("");
        }
        if (!attribute.attributePath().equalsIgnoreCase("displayName")) {
            throw Attributes.unknown(attribute.attributePath());
        }
        String value = Attributes.text(attribute);
        return call.read(snapshot -> named(snapshot, call, storeId, value))
                .orElseThrow(() -> IdentityStoreErrors.noGroup(value))
                .groupId();
    }

    static ListGroupsResponse list(ListGroupsRequest in, Call call) {
        String name = Users.filter(in.filters(), "DisplayName");
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListGroups" + name);
        Page<Group> page = call.read(snapshot -> Page.of(
                IdentityStoreTables.GROUPS.in(call.scope()),
                snapshot,
                Range.prefix(in.identityStoreId()),
                asked,
                group -> name == null || name.equalsIgnoreCase(group.displayName())));
        return ListGroupsResponse.builder()
                .groups(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
