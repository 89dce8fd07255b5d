package cloudjar.kernel.policy;

import java.util.List;

/**
 * What a policy must look like to be accepted.
 *
 * @param sizeMax in characters, white space not counted
 * @param checks asked for each statement after all else was found right
 */
public record PolicyRules(
        PolicyKind kind, Presence principal, Presence resource, int sizeMax, List<PolicyCheck> checks) {
    /** No document is read beyond this, whatever its rules: the length that AWS's API models give to policies. */
    static final int LENGTH_MAX = 131_072;

    public PolicyRules {
        checks = List.copyOf(checks);
    }

    /**
     * The rules of a kind of policy, with AWS's quotas of documents on their own.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM quotas</a>
     * @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html">those of
     *     Organizations</a>
     */
    public static PolicyRules of(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY, BOUNDARY -> new PolicyRules(kind, Presence.FORBIDDEN, Presence.REQUIRED, 6_144, List.of());
            case SESSION -> new PolicyRules(kind, Presence.FORBIDDEN, Presence.REQUIRED, 2_048, List.of());
            case RESOURCE -> new PolicyRules(kind, Presence.REQUIRED, Presence.REQUIRED, 20_480, List.of());
            case TRUST -> new PolicyRules(kind, Presence.REQUIRED, Presence.FORBIDDEN, 2_048, List.of());
            case SERVICE_CONTROL -> new PolicyRules(kind, Presence.FORBIDDEN, Presence.REQUIRED, 5_120, List.of());
            case RESOURCE_CONTROL -> new PolicyRules(kind, Presence.REQUIRED, Presence.REQUIRED, 5_120, List.of());
        };
    }

    /** These rules for documents of another size. */
    public PolicyRules withSizeMax(int characters) {
        return new PolicyRules(kind, principal, resource, characters, checks);
    }

    /** These rules for resources whose policies may leave the resource out. */
    public PolicyRules withResource(Presence presence) {
        return new PolicyRules(kind, principal, presence, sizeMax, checks);
    }

    /** These rules and those of the service that keeps the policy. */
    public PolicyRules withChecks(PolicyCheck... more) {
        return new PolicyRules(kind, principal, resource, sizeMax, List.of(more));
    }
}
