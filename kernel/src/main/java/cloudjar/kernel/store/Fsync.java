package cloudjar.kernel.store;

/**
 * When what a durable engine committed is forced to the disk. Whatever is chosen, a commit has reached the operating system
 * before it is answered: it outlives the process. The choice is about the machine.
 */
public enum Fsync {
    /** Before the commit is answered: it outlives the machine. Commits at the same time share one turn of the disk. */
    ALWAYS,

    /** Once a second: a machine that stops takes the last second with it. */
    EVERYSEC,

    /** When the operating system does: a machine that stops takes the last half minute or so with it. */
    OS
}
