package cloudjar.engines.function;

/** What the pools of functions share: the machine, threads, and how many sandboxes there may be at once. */
interface Yard {
    Machine machine();

    SandboxMaker maker();

    /** Whether one sandbox more may begin; it is counted then, until {@link #released}. */
    boolean mayStart();

    /** A sandbox is gone. */
    void released();

    /** Does work on a thread of its own. */
    void run(Runnable work);

    /** Does short work after a while. */
    void later(Runnable work, long millis);
}
