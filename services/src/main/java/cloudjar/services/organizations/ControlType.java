package cloudjar.services.organizations;

import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.policy.PolicyKind;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The types of policies: those that authorise, in the language of IAM, and those that manage, which are merged from the root down
 * to the account. Quotas as https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html has them; those
 * of service control policies were doubled in May 2026.
 */
enum ControlType {
    SERVICE_CONTROL_POLICY(10_240, 10, PolicyKind.SERVICE_CONTROL),
    RESOURCE_CONTROL_POLICY(5_120, 5, PolicyKind.RESOURCE_CONTROL),
    TAG_POLICY(10_000, 10, null),
    BACKUP_POLICY(10_000, 10, null),
    AISERVICES_OPT_OUT_POLICY(2_500, 5, null),
    CHATBOT_POLICY(10_000, 5, null),
    DECLARATIVE_POLICY_EC2(10_000, 10, null),
    SECURITYHUB_POLICY(10_000, 10, null),
    INSPECTOR_POLICY(10_000, 10, null),
    UPGRADE_ROLLOUT_POLICY(10_000, 10, null),
    BEDROCK_POLICY(10_000, 10, null),
    S3_POLICY(10_000, 10, null),
    NETWORK_SECURITY_DIRECTOR_POLICY(10_000, 10, null);

    private static final String QUOTAS =
            "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html";

    private final long sizeMax;
    private final long attachedMax;
    private final @Nullable PolicyKind kind;

    ControlType(long sizeMax, long attachedMax, @Nullable PolicyKind kind) {
        this.sizeMax = sizeMax;
        this.attachedMax = attachedMax;
        this.kind = kind;
    }

    /**
     * The type of this name.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none
     */
    static ControlType of(String name) {
        for (ControlType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw OrganizationsErrors.invalidEnum();
    }

    /** How long a document may be. */
    Limit size() {
        return Limit.of(sizeMax, "characters of a policy of this type", QUOTAS);
    }

    /** How many an organization may have. */
    Limit number() {
        return this == SERVICE_CONTROL_POLICY
                ? OrganizationsLimits.SERVICE_CONTROL_POLICIES
                : OrganizationsLimits.POLICIES;
    }

    /** How many may be attached to a root, unit or account. */
    Limit attached() {
        return Limit.of(attachedMax, "policies of this type attached to a target", QUOTAS);
    }

    /** What such a policy is to decisions; empty for those that manage. */
    Optional<PolicyKind> kind() {
        return Optional.ofNullable(kind);
    }

    /** The type as ARNs have it. */
    String inArn() {
        return name().toLowerCase(Locale.ROOT);
    }
}
