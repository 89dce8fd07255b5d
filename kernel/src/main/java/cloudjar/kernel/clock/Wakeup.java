package cloudjar.kernel.clock;

/** Why a wait ended. */
public enum Wakeup {
    /** There is news of a topic. */
    SIGNALLED,
    /** The deadline has passed. */
    TIMED_OUT,
    /** The world was closed. */
    CLOSED
}
