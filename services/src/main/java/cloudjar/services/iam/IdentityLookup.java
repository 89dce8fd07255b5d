package cloudjar.services.iam;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.iam.IamTables.IdentityKey;
import org.jspecify.annotations.Nullable;

/** Finds users, groups and roles of the call's account, and keeps them. */
final class IdentityLookup {
    private IdentityLookup() {}

    static ScopedTable<IdentityKey, Identity> rows(Call call) {
        return IamTables.IDENTITIES.in(Scope.account(call.account()));
    }

    /**
     * The identity with this name.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code NoSuchEntity}
     */
    static Identity named(Snapshot snapshot, Call call, IdentityKind kind, String name) {
        return rows(call).get(snapshot, IdentityKey.of(kind, name)).orElseThrow(() -> IamErrors.noIdentity(kind, name));
    }

    static IamUser user(Snapshot snapshot, Call call, String name) {
        return (IamUser) named(snapshot, call, IdentityKind.USER, name);
    }

    static IamGroup group(Snapshot snapshot, Call call, String name) {
        return (IamGroup) named(snapshot, call, IdentityKind.GROUP, name);
    }

    static IamRole role(Snapshot snapshot, Call call, String name) {
        return (IamRole) named(snapshot, call, IdentityKind.ROLE, name);
    }

    /**
     * The role with this name, to be changed.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none, or a service made it for itself
     */
    static IamRole ownRole(Snapshot snapshot, Call call, String name) {
        IamRole role = role(snapshot, call, name);
        if (role.serviceLinked()) {
            throw IamErrors.serviceRole(role.name());
        }
        return role;
    }

    /**
     * As {@link #named}, to be changed.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none, or it is a role that a service made for itself
     */
    static Identity own(Snapshot snapshot, Call call, IdentityKind kind, String name) {
        return kind == IdentityKind.ROLE ? ownRole(snapshot, call, name) : named(snapshot, call, kind, name);
    }

    /** The identity with this unique id. */
    static Identity withId(Snapshot snapshot, Call call, String id) {
        return IamTables.IDENTITIES_BY_ID
                .in(Scope.account(call.account()))
                .get(snapshot, id)
                .orElseThrow();
    }

    /**
     * The user that an operation on users means: the one that is named, else the one who calls.
     *
     * @throws cloudjar.kernel.shape.ApiException where none is named and it is no user who calls
     */
    static IamUser userOrCaller(Snapshot snapshot, Call call, @Nullable String name) {
        if (name != null) {
            return user(snapshot, call, name);
        }
        if (call.principal() instanceof Principal.User caller) {
            return user(snapshot, call, caller.arn().name());
        }
        throw IamErrors.noUserName();
    }

    /** Writes an identity, new or changed under the same name. */
    static void put(Tx tx, Call call, Identity identity) {
        rows(call).put(tx, IdentityKey.of(identity), identity);
    }
}
