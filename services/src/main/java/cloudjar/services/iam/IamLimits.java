package cloudjar.services.iam;

import cloudjar.kernel.limit.Limit;

/**
 * IAM's quotas: those that an account has without asking for more. Held against the tables of "IAM and AWS STS quotas"; what
 * stands elsewhere says so.
 */
final class IamLimits {
    private static final String QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";

    private static final String API = "https://docs.aws.amazon.com/IAM/latest/APIReference/";
    private static final String CREDENTIALS = API + "API_CreateServiceSpecificCredential.html";
    private static final String SUMMARY = API + "API_GetAccountSummary.html";

    static final Limit TAGS = Limit.of(50, "tags per resource", QUOTAS);
    static final Limit USERS = Limit.of(5_000, "users per account", QUOTAS);
    static final Limit GROUPS = Limit.of(300, "groups per account", QUOTAS);
    static final Limit ROLES = Limit.of(1_000, "roles per account", QUOTAS);
    static final Limit POLICIES = Limit.of(1_500, "customer managed policies per account", QUOTAS);
    static final Limit INSTANCE_PROFILES = Limit.of(1_000, "instance profiles per account", QUOTAS);
    static final Limit SERVER_CERTIFICATES = Limit.of(20, "server certificates per account", QUOTAS);
    static final Limit PROVIDERS = Limit.of(100, "identity providers of a kind per account", QUOTAS);
    static final Limit GROUPS_OF_USER = Limit.of(10, "groups a user is in", QUOTAS);
    static final Limit ACCESS_KEYS = Limit.of(2, "access keys per user", QUOTAS);
    static final Limit MFA_DEVICES = Limit.of(8, "devices per user", QUOTAS);
    static final Limit VIRTUAL_DEVICES = Limit.of(5_000, "virtual devices per account", QUOTAS);
    static final Limit SIGNING_CERTIFICATES = Limit.of(2, "signing certificates per user", QUOTAS);
    static final Limit SSH_KEYS = Limit.of(5, "SSH public keys per user", QUOTAS);
    static final Limit SERVICE_CREDENTIALS = Limit.of(2, "credentials per user and service", CREDENTIALS);
    static final Limit ATTACHED_POLICIES = Limit.of(10, "managed policies attached to an identity", QUOTAS);
    static final Limit POLICY_VERSIONS = Limit.of(5, "versions of a managed policy", QUOTAS);
    static final Limit VERSIONS_IN_USE = Limit.of(10_000, "versions of managed policies per account", SUMMARY);
    static final Limit POLICY_SIZE = Limit.of(6_144, "characters of a managed policy", QUOTAS);
    static final Limit USER_POLICY_SIZE = Limit.of(2_048, "characters of all inline policies of a user", QUOTAS);
    static final Limit GROUP_POLICY_SIZE = Limit.of(5_120, "characters of all inline policies of a group", QUOTAS);
    static final Limit ROLE_POLICY_SIZE = Limit.of(10_240, "characters of all inline policies of a role", QUOTAS);
    static final Limit TRUST_POLICY_SIZE = Limit.of(2_048, "characters of a trust policy", QUOTAS);

    private IamLimits() {}
}
