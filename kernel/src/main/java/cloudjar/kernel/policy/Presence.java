package cloudjar.kernel.policy;

/** Whether a kind of policy has an element. */
public enum Presence {
    REQUIRED,
    OPTIONAL,
    FORBIDDEN
}
