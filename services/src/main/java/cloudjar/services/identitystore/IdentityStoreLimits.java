package cloudjar.services.identitystore;

import cloudjar.kernel.limit.Limit;

/** The quotas of identity stores. */
final class IdentityStoreLimits {
    private static final String QUOTAS = "https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html";

    static final Limit USERS = Limit.of(100_000, "users in an identity store", QUOTAS);
    static final Limit GROUPS = Limit.of(100_000, "groups in an identity store", QUOTAS);

    private IdentityStoreLimits() {}
}
