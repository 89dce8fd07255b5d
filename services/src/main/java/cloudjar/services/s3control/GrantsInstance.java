package cloudjar.services.s3control;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What holds the grants of an account in a region.
 *
 * @param policy by which other accounts are let in; null where it has none
 * @param organization that the policy is for; null where none was named
 * @param policyCreated null where it has no policy
 */
record GrantsInstance(
        Instant created,
        @Nullable String policy,
        @Nullable String organization,
        @Nullable Instant policyCreated) {
    /** An account has one in a region, which is called so. */
    static final String ID = "default";

    static Arn arn(Call call) {
        return Arn.of("s3", call.region(), call.account(), "access-grants/" + ID);
    }

    GrantsInstance with(@Nullable String newPolicy, @Nullable String newOrganization, @Nullable Instant now) {
        return new GrantsInstance(created, newPolicy, newOrganization, now);
    }
}
