package cloudjar.services.iam;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;

/**
 * How many identities use a managed policy.
 *
 * @param attachments those it is attached to
 * @param boundaries those whose permissions boundary it is
 */
record PolicyUse(int attachments, int boundaries) {
    /** Whether anybody uses it. */
    boolean any() {
        return attachments + boundaries > 0;
    }

    static PolicyUse of(Snapshot snapshot, Call call, String arn) {
        Scope scope = Scope.account(call.account());
        return new PolicyUse((int) IamTables.ATTACHMENTS_BY_POLICY.in(scope).count(snapshot, Range.prefix(arn)), (int)
                IamTables.IDENTITIES_BY_BOUNDARY.in(scope).count(snapshot, Range.prefix(arn)));
    }
}
