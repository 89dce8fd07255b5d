package cloudjar.engines.function;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Where the processes of one sandbox are, with what surrounds them: a runtime, and extensions beside it. */
interface Cell {
    /** Where its work is handed over. */
    Desk desk();

    /** What it writes. */
    Journal journal();

    /** How long what a runtime has written may be underway to the journal. */
    Duration lag();

    /** Completed with the status of the runtime when it ends. */
    CompletableFuture<Integer> exit();

    /** Whether anything of it runs. */
    boolean isAlive();

    /** The runtime has begun: from now on it gets processor time as its memory is. */
    void begun(int megabytes);

    /** Stops all processes where they are, or lets them go on; false where that is not to be had. */
    boolean freeze(boolean frozen) throws IOException;

    /** Memory that its processes show, with files that are mapped; 0 where nobody tells. */
    int memoryMegabytes();

    /** Memory that its processes have for themselves: what must not be more than they may have; 0 where nobody tells. */
    int ownMegabytes();

    /** Ends the runtime, where it still runs and extensions can go on without it. */
    void killRuntime();

    /** Whether all its extensions have ended. */
    boolean runsAlone();

    /** Ends all its processes, whatever state they are in. */
    void kill();

    /** Ends it and takes away all that it had. */
    void close();
}
