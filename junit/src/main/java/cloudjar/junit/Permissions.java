package cloudjar.junit;

/** What becomes of calls that policies do not allow: what {@code --iam} says to the server. */
public enum Permissions {
    /** Nobody asks. */
    OFF,
    /** They are noted and go on. */
    AUDIT,
    /** They are refused. The root user, as whom injected clients call, may do everything in its account. */
    ENFORCE
}
