package cloudjar.kernel.policy;

/** Whether an element names what a statement is about, or what it is not about. */
public enum Sense {
    /** What is named: {@code Action}, {@code Resource}, {@code Principal}. */
    NAMED,
    /** Everything but what is named: {@code NotAction}, {@code NotResource}, {@code NotPrincipal}. */
    ALL_BUT
}
