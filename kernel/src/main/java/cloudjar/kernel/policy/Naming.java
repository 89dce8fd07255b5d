package cloudjar.kernel.policy;

/** How a statement's principals name a caller, from not at all to exactly. */
enum Naming {
    /** Not at all. */
    NOT,
    /** By its account: what the account's own policies give it counts. */
    ACCOUNT,
    /** By the role or user whose session it is: the limits of the session remain. */
    IDENTITY,
    /** Itself, or everyone: nothing but a denial limits what it is granted. */
    ITSELF;

    Naming or(Naming other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
