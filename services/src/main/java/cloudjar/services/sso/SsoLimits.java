package cloudjar.services.sso;

import cloudjar.kernel.limit.Limit;

/** The quotas of IAM Identity Center. */
final class SsoLimits {
    private static final String QUOTAS = "https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html";

    static final Limit PERMISSION_SETS = Limit.of(2_000, "permission sets in an instance", QUOTAS);
    static final Limit SETS_IN_ACCOUNT = Limit.of(250, "permission sets provisioned to an account", QUOTAS);
    static final Limit POLICIES = Limit.of(20, "managed policies of a permission set", QUOTAS);
    static final Limit INLINE_SIZE = Limit.of(32_768, "characters of an inline policy", QUOTAS);
    static final Limit ATTRIBUTES = Limit.of(50, "attributes for access control", QUOTAS);
    static final Limit APPLICATIONS = Limit.of(3_000, "applications in an instance", QUOTAS);
    static final Limit TOKEN_ISSUERS = Limit.of(10, "trusted token issuers of an instance", QUOTAS);
    static final Limit TAGS = Limit.of(50, "tags per resource", QUOTAS);

    private SsoLimits() {}
}
