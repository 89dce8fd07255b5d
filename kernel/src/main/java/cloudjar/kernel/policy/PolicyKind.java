package cloudjar.kernel.policy;

/** What a policy is attached to, and so what it is for. */
public enum PolicyKind {
    /** To a user, group or role: grants to it. */
    IDENTITY,
    /** To a user or role: the most that identity policies can grant to it. */
    BOUNDARY,
    /** To a session: the most that the session has of its identity's permissions. */
    SESSION,
    /** To a resource: grants to principals. */
    RESOURCE,
    /** To a role: says who may assume it. */
    TRUST,
    /** To an account or what holds accounts: the most that its principals can have. */
    SERVICE_CONTROL,
    /** To an account or what holds accounts: the most that anyone can have of its resources. */
    RESOURCE_CONTROL;

    Wording wording() {
        return switch (this) {
            case IDENTITY, BOUNDARY, SESSION -> Wording.IDENTITY;
            case RESOURCE, TRUST -> Wording.RESOURCE;
            case SERVICE_CONTROL, RESOURCE_CONTROL -> Wording.CONTROL;
        };
    }
}
