package cloudjar.services.iam;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;

/** A user, group or role: what policies are attached to. */
sealed interface Identity permits IamGroup, Bounded {
    /** Unique among its kind in the account, upper and lower case not told apart. */
    String name();

    /** Begins and ends with a slash. */
    String path();

    /** Unique among all identities there ever were. */
    String id();

    Instant created();

    IdentityKind kind();

    /** Its ARN in the call's account. */
    default String arn(Call call) {
        return arn(call.partition().id(), call.account());
    }

    /** Its ARN in an account. */
    default String arn(String partition, String account) {
        return new Arn(partition, "iam", "", account, kind().word() + path() + name()).toString();
    }
}
