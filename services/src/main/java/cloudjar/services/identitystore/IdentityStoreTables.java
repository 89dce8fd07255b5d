package cloudjar.services.identitystore;

import cloudjar.api.identitystore.Group;
import cloudjar.api.identitystore.User;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;
import java.util.List;
import java.util.Locale;

/**
 * What identity stores keep, in the account and region of their instance. What is known by a name has it in lower case in its key.
 *
 * <pre>
 * identitystore
 *   users         store id, user id          User         also by name, and by e-mail address
 *   groups        store id, group id         Group        also by display name
 *   memberships   store id, membership id    Membership   also by group and user, and by user and group
 * </pre>
 */
final class IdentityStoreTables {
    private static final String SERVICE = "identitystore";

    /** Something in a store, by its id, or by a name that is its own there. */
    record StoreKey(String storeId, String id) {}

    /** A user in a group, from either side. */
    record PairKey(String storeId, String firstId, String secondId) {}

    static final Table<StoreKey, User> USERS =
            Table.of(SERVICE, "users", KeyCodec.of(StoreKey.class), StructureCodec.of(User.class, () -> User.builder()
                    .build()
                    .schema()));

    static final Index<StoreKey, StoreKey, User> USERS_BY_NAME = USERS.index(
            "by-name",
            KeyCodec.of(StoreKey.class),
            user -> user.userName() == null
                    ? List.of()
                    : List.of(new StoreKey(user.identityStoreId(), fold(user.userName()))));

    static final Index<StoreKey, StoreKey, User> USERS_BY_EMAIL =
            USERS.index("by-email", KeyCodec.of(StoreKey.class), user -> user.emails().stream()
                    .filter(email -> email.value() != null)
                    .map(email -> new StoreKey(user.identityStoreId(), fold(email.value())))
                    .toList());

    static final Table<StoreKey, Group> GROUPS = Table.of(
            SERVICE, "groups", KeyCodec.of(StoreKey.class), StructureCodec.of(Group.class, () -> Group.builder()
                    .build()
                    .schema()));

    static final Index<StoreKey, StoreKey, Group> GROUPS_BY_NAME = GROUPS.index(
            "by-name",
            KeyCodec.of(StoreKey.class),
            group -> group.displayName() == null
                    ? List.of()
                    : List.of(new StoreKey(group.identityStoreId(), fold(group.displayName()))));

    static final Table<StoreKey, Membership> MEMBERSHIPS =
            Table.of(SERVICE, "memberships", KeyCodec.of(StoreKey.class), RecordCodec.of(Membership.class));

    static final Index<PairKey, StoreKey, Membership> MEMBERSHIPS_BY_GROUP = MEMBERSHIPS.index(
            "by-group",
            KeyCodec.of(PairKey.class),
            member -> List.of(new PairKey(member.storeId(), member.groupId(), member.userId())));

    static final Index<PairKey, StoreKey, Membership> MEMBERSHIPS_BY_USER = MEMBERSHIPS.index(
            "by-user",
            KeyCodec.of(PairKey.class),
            member -> List.of(new PairKey(member.storeId(), member.userId(), member.groupId())));

    private IdentityStoreTables() {}

    /** A name as keys have it. */
    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
