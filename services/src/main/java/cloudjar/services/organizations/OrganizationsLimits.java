package cloudjar.services.organizations;

import cloudjar.kernel.limit.Limit;

/** The quotas of Organizations. */
final class OrganizationsLimits {
    private static final String QUOTAS =
            "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html";
    private static final String TAGGING =
            "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging.html";

    /** What AWS grants at most on request; a new organization has ten, and nobody here grants more. */
    static final Limit ACCOUNTS = Limit.of(10_000, "accounts in an organization", QUOTAS);

    static final Limit UNITS = Limit.of(2_000, "organizational units in an organization", QUOTAS);
    static final Limit DEPTH = Limit.of(5, "levels of organizational units under the root", QUOTAS);
    static final Limit POLICIES = Limit.of(1_000, "policies of a type in an organization", QUOTAS);
    static final Limit SERVICE_CONTROL_POLICIES =
            Limit.of(10_000, "service control policies in an organization", QUOTAS);
    static final Limit INVITATIONS = Limit.of(20, "invitations sent in a day", QUOTAS);
    static final Limit CREATIONS = Limit.of(5, "accounts being created at once", QUOTAS);
    static final Limit CLOSURES = Limit.of(10, "accounts closed in 30 days, or a tenth of all", QUOTAS);
    static final Limit RESOURCE_POLICY_SIZE = Limit.of(40_000, "characters of the resource policy", QUOTAS);
    static final Limit TAGS = Limit.of(50, "tags per resource", TAGGING);

    private OrganizationsLimits() {}
}
