package cloudjar.services.iam;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.iam.IamTables.IdentityKey;
import org.jspecify.annotations.Nullable;

/** What is done with users, groups and roles alike: add, list, rename. */
final class IdentityRoster {
    private IdentityRoster() {}

    /**
     * Adds one.
     *
     * @throws cloudjar.kernel.shape.ApiException where the name is taken or there are too many
     */
    static void add(Tx tx, Call call, Identity identity, String quota, Limit most) {
        var rows = IdentityLookup.rows(call);
        IdentityKey key = IdentityKey.of(identity);
        if (rows.contains(tx, key)) {
            throw IamErrors.identityExists(identity.kind(), identity.name());
        }
        if (rows.count(tx, all(identity.kind())) >= most.current()) {
            throw IamErrors.quota(quota, most);
        }
        rows.put(tx, key, identity);
    }

    /** A part of the list of those under a path. */
    static Page<Identity> list(
            Snapshot snapshot, Call call, IdentityKind kind, @Nullable String pathPrefix, PageRequest asked) {
        return Page.of(
                IdentityLookup.rows(call),
                snapshot,
                all(kind),
                asked,
                identity -> Paths.under(identity.path(), pathPrefix));
    }

    /** All keys of a kind. */
    static Range all(IdentityKind kind) {
        return Range.prefix(kind.name());
    }

    /**
     * Gives one another name or path.
     *
     * @throws cloudjar.kernel.shape.ApiException where the name is another's
     */
    static void rename(Tx tx, Call call, Identity old, Identity renamed) {
        var rows = IdentityLookup.rows(call);
        IdentityKey from = IdentityKey.of(old);
        IdentityKey to = IdentityKey.of(renamed);
        if (!from.equals(to)) {
            if (rows.contains(tx, to)) {
                throw IamErrors.identityExists(renamed.kind(), renamed.name());
            }
            rows.delete(tx, from);
        }
        rows.put(tx, to, renamed);
    }

    /**
     * Refuses to delete one that has policies.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code DeleteConflict}
     */
    static void refuseWithPolicies(Snapshot snapshot, Call call, Identity identity) {
        Scope scope = Scope.account(call.account());
        Range held = Range.prefix(identity.id());
        if (IamTables.ATTACHMENTS.in(scope).rows(snapshot, held).first().isPresent()) {
            throw IamErrors.conflict("detach all policies");
        }
        if (IamTables.INLINE_POLICIES.in(scope).rows(snapshot, held).first().isPresent()) {
            throw IamErrors.conflict("delete policies");
        }
    }
}
