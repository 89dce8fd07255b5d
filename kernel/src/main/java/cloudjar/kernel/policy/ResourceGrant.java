package cloudjar.kernel.policy;

/** What a resource's own policy is needed for within one account; it differs by service. */
public enum ResourceGrant {
    /** The policy of the resource or that of the identity may grant: the rule. */
    SUFFICIENT,
    /** The policy of the resource must grant, as that of a key or of a role to be assumed. */
    REQUIRED
}
