package cloudjar.kernel.call;

/** How fast resources pass through their states, where AWS takes its time over it. */
public enum Pace {
    /** They are what they become as soon as somebody looks. */
    INSTANT,
    /** In about the time that AWS takes, by the world's clock. */
    REAL
}
