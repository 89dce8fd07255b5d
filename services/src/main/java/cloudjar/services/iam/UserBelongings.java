package cloudjar.services.iam;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;

/** What has to be taken from a user before it can be deleted. */
final class UserBelongings {
    private UserBelongings() {}

    /**
     * Refuses where the user still has something.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code DeleteConflict}, with what is to be done
     */
    static void refuseIfAny(Snapshot snapshot, Call call, IamUser user) {
        Scope scope = Scope.account(call.account());
        Range own = Range.prefix(user.id());
        if (IamTables.MEMBERSHIPS.in(scope).rows(snapshot, own).first().isPresent()) {
            throw IamErrors.conflict("remove users from group");
        }
        IdentityRoster.refuseWithPolicies(snapshot, call, user);
        if (IamTables.LOGINS.in(scope).contains(snapshot, user.id())) {
            throw IamErrors.conflict("delete login profile");
        }
        if (IamTables.ACCESS_KEYS_BY_USER
                .in(Scope.GLOBAL)
                .get(snapshot, user.id())
                .isPresent()) {
            throw IamErrors.conflict("delete access keys");
        }
        if (!SigningCertificateOperations.of(snapshot, call, user.id()).isEmpty()) {
            throw IamErrors.conflict("delete signing certificates");
        }
        if (IamTables.SERVICE_CREDENTIALS.in(scope).rows(snapshot, own).first().isPresent()
                || IamTables.SSH_KEYS.in(scope).rows(snapshot, own).first().isPresent()) {
            throw IamErrors.conflict("remove referenced objects");
        }
        if (!MfaDeviceOperations.devicesOf(snapshot, call, user.id()).isEmpty()) {
            throw IamErrors.conflict("deactivate MFA device");
        }
    }
}
