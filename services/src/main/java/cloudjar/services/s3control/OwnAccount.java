package cloudjar.services.s3control;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Account;

/** The account that requests name beside who calls. */
final class OwnAccount {
    private OwnAccount() {}

    /** The call in the account that a request names, which must be the caller's. */
    static Call in(Call call, String account) {
        if (!Account.isId(account) || !account.equals(call.account())) {
            throw S3ControlErrors.otherAccount();
        }
        return call;
    }

    /** The call in the account that a request names, which may be another's, who has let the caller in. */
    static Call orOthers(Call call, String account) {
        if (!Account.isId(account)) {
            throw S3ControlErrors.otherAccount();
        }
        return call.in(account, call.region());
    }
}
