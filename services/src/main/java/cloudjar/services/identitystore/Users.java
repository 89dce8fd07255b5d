package cloudjar.services.identitystore;

import cloudjar.api.identitystore.AlternateIdentifier;
import cloudjar.api.identitystore.CreateUserRequest;
import cloudjar.api.identitystore.CreateUserResponse;
import cloudjar.api.identitystore.DescribeUserResponse;
import cloudjar.api.identitystore.Filter;
import cloudjar.api.identitystore.ListUsersRequest;
import cloudjar.api.identitystore.ListUsersResponse;
import cloudjar.api.identitystore.UniqueAttribute;
import cloudjar.api.identitystore.UpdateUserRequest;
import cloudjar.api.identitystore.User;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.identitystore.IdentityStoreTables.StoreKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users of a store. */
final class Users {
    private Users() {}

    static CreateUserResponse create(CreateUserRequest in, Call call) {
        if (in.userName() == null) {
            throw IdentityStoreErrors.requiredAttribute("userName");
        }
        // What AWS's console asks for, the API asks for too.
        boolean named = in.displayName() != null
                && in.name() != null
                && in.name().familyName() != null
                && in.name().givenName() != null;
        if (!named) {
            throw IdentityStoreErrors.invalid(
                    in.displayName() == null
                            ? "displayName is a required attribute"
                            : "name.familyName and name.givenName are required attributes");
        }
        User user = User.builder()
                .userName(in.userName())
                .userId(IdentitystoreService.id(in.identityStoreId(), call))
                .name(in.name())
                .displayName(in.displayName())
                .nickName(in.nickName())
                .profileUrl(in.profileUrl())
                .emails(in.hasEmails() ? in.emails() : null)
                .addresses(in.hasAddresses() ? in.addresses() : null)
                .phoneNumbers(in.hasPhoneNumbers() ? in.phoneNumbers() : null)
                .userType(in.userType())
                .title(in.title())
                .preferredLanguage(in.preferredLanguage())
                .locale(in.locale())
                .timezone(in.timezone())
                .identityStoreId(in.identityStoreId())
                .build();
        return call.write(tx -> {
            if (IdentityStoreTables.USERS.in(call.scope()).count(tx, Range.prefix(in.identityStoreId()))
                    >= IdentityStoreLimits.USERS.current()) {
                throw IdentityStoreErrors.quota(IdentityStoreLimits.USERS);
            }
            put(tx, call, user);
            return CreateUserResponse.builder()
                    .userId(user.userId())
                    .identityStoreId(user.identityStoreId())
                    .build();
        });
    }

    private static void put(Tx tx, Call call, User user) {
        boolean taken = named(tx, call, user.identityStoreId(), String.valueOf(user.userName()))
                .filter(other -> !other.userId().equals(user.userId()))
                .isPresent();
        if (taken) {
            throw IdentityStoreErrors.duplicate("UserName");
        }
        boolean emailTaken = user.emails().stream()
                .filter(email -> email.value() != null)
                .flatMap(email -> byEmail(tx, call, user.identityStoreId(), String.valueOf(email.value())).stream())
                .anyMatch(other -> !other.userId().equals(user.userId()));
        if (emailTaken) {
            throw IdentityStoreErrors.duplicate("Email");
        }
        IdentityStoreTables.USERS.in(call.scope()).put(tx, new StoreKey(user.identityStoreId(), user.userId()), user);
    }

    static User existing(Snapshot snapshot, Call call, String storeId, String id) {
        return IdentityStoreTables.USERS
                .in(call.scope())
                .get(snapshot, new StoreKey(storeId, id))
                .orElseThrow(() -> IdentityStoreErrors.noUser(id));
    }

    private static Optional<User> named(Snapshot snapshot, Call call, String storeId, String name) {
        return IdentityStoreTables.USERS_BY_NAME
                .in(call.scope())
                .get(snapshot, new StoreKey(storeId, IdentityStoreTables.fold(name)));
    }

    private static Optional<User> byEmail(Snapshot snapshot, Call call, String storeId, String email) {
        return IdentityStoreTables.USERS_BY_EMAIL
                .in(call.scope())
                .get(snapshot, new StoreKey(storeId, IdentityStoreTables.fold(email)));
    }

    static DescribeUserResponse described(User user) {
        return DescribeUserResponse.builder()
                .userName(user.userName())
                .userId(user.userId())
                .name(user.name())
                .displayName(user.displayName())
                .nickName(user.nickName())
                .profileUrl(user.profileUrl())
                .emails(user.hasEmails() ? user.emails() : null)
                .addresses(user.hasAddresses() ? user.addresses() : null)
                .phoneNumbers(user.hasPhoneNumbers() ? user.phoneNumbers() : null)
                .userType(user.userType())
                .title(user.title())
                .preferredLanguage(user.preferredLanguage())
                .locale(user.locale())
                .timezone(user.timezone())
                .identityStoreId(user.identityStoreId())
                .build();
    }

    static void update(UpdateUserRequest in, Call call) {
        call.write(tx -> {
            User changed = Attributes.changed(
                    existing(tx, call, in.identityStoreId(), in.userId()), in.operations(), User.class);
            if (changed.userName() == null) {
                throw IdentityStoreErrors.requiredAttribute("userName");
            }
            put(tx, call, changed);
            return changed;
        });
    }

    /** Takes the user away, and out of all groups. */
    static void delete(String storeId, String id, Call call) {
        call.write(tx -> {
            existing(tx, call, storeId, id);
            var memberships = IdentityStoreTables.MEMBERSHIPS_BY_USER.in(call.scope());
            memberships
                    .rows(tx, Range.prefix(Key.of(storeId, id)))
                    .keys()
                    .forEach(key ->
                            IdentityStoreTables.MEMBERSHIPS.in(call.scope()).delete(tx, key));
            return IdentityStoreTables.USERS.in(call.scope()).delete(tx, new StoreKey(storeId, id));
        });
    }

    static String id(AlternateIdentifier identifier, String storeId, Call call) {
        UniqueAttribute attribute = identifier.uniqueAttribute();
        if (attribute == null) {
            throw IdentityStoreErrors.noUser("");
        }
        String value = Attributes.text(attribute);
        Optional<User> found =
                call.read(snapshot -> switch (attribute.attributePath().toLowerCase(Locale.ROOT)) {
                    case "username" -> named(snapshot, call, storeId, value);
                    case "emails.value" -> byEmail(snapshot, call, storeId, value);
                    default -> throw Attributes.unknown(attribute.attributePath());
                });
        return found.orElseThrow(() -> IdentityStoreErrors.noUser(value)).userId();
    }

    static ListUsersResponse list(ListUsersRequest in, Call call) {
        String name = filter(in.filters(), "UserName");
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListUsers" + name);
        Page<User> page = call.read(snapshot -> Page.of(
                IdentityStoreTables.USERS.in(call.scope()),
                snapshot,
                Range.prefix(in.identityStoreId()),
                asked,
                user -> name == null || name.equalsIgnoreCase(user.userName())));
        return ListUsersResponse.builder()
                .users(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    /** What the one filter asks for; null where there is none. */
    static @Nullable String filter(List<Filter> filters, String attribute) {
        if (filters.isEmpty()) {
            return null;
        }
        Filter filter = filters.getFirst();
        if (!filter.attributePath().equalsIgnoreCase(attribute)) {
            throw IdentityStoreErrors.invalid("Unsupported filter attribute: " + filter.attributePath());
        }
        return filter.attributeValue();
    }
}
