package cloudjar.gateway.authorize;

/** What is done about permissions. */
public enum Mode {
    /** Nothing is evaluated. */
    OFF,
    /** Every call is evaluated, and what would be refused is noted. */
    AUDIT,
    /** Calls are refused as AWS does. */
    ENFORCE
}
