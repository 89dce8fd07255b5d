package cloudjar.services.secretsmanager;

import cloudjar.kernel.limit.Limit;

/** Secrets Manager's quotas. */
final class SecretsManagerLimits {
    private static final String QUOTAS =
            "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html";
    private static final String API = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/";

    static final Limit SECRETS_MAX = Limit.of(500_000, "secrets per region", QUOTAS);
    static final Limit VALUE_SIZE_MAX = Limit.of(65_536, "bytes of a value", QUOTAS);
    static final Limit POLICY_SIZE_MAX = Limit.of(20_480, "characters of a resource policy", QUOTAS);
    static final Limit STAGES_MAX = Limit.of(20, "staging labels of all versions of a secret", QUOTAS);
    static final Limit VERSIONS_MAX = Limit.of(100, "versions per secret", QUOTAS);
    static final Limit VERSION_AGE_MIN = Limit.of(24, "hours that a version without labels stays", API);
    static final Limit TAGS_MAX = Limit.of(50, "tags per secret", API + "API_Tag.html");
    static final Limit RECOVERY_DAYS_MIN = Limit.of(7, "days", API + "API_DeleteSecret.html");
    static final Limit RECOVERY_DAYS_MAX = Limit.of(30, "days", API + "API_DeleteSecret.html");
    static final Limit PASSWORD_MAX = Limit.of(4096, "characters", API + "API_GetRandomPassword.html");

    private SecretsManagerLimits() {}
}
