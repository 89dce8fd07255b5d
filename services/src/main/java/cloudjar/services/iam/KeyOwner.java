package cloudjar.services.iam;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Whose keys or certificates an operation is about: a user's or the root user's.
 *
 * @param id the user's, or the account's
 * @param name null for the root user
 */
record KeyOwner(String id, @Nullable String name) {
    /**
     * The owner that is named, else the one who calls.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is no such user
     */
    static KeyOwner of(Snapshot snapshot, Call call, @Nullable String userName) {
        if (userName == null && call.principal() instanceof Principal.Root) {
            return new KeyOwner(call.account(), null);
        }
        IamUser user = IdentityLookup.userOrCaller(snapshot, call, userName);
        return new KeyOwner(user.id(), user.name());
    }
}
