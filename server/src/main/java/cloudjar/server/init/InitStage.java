package cloudjar.server.init;

import java.util.Locale;

/** A moment in the server's life at which scripts run. */
public enum InitStage {
    /** Before anything else. */
    BOOT,
    /** Before the server listens. */
    START,
    /** When it answers. */
    READY,
    /** Before it stops answering. */
    SHUTDOWN;

    /** The directory that holds the stage's scripts. */
    String directory() {
        return name().toLowerCase(Locale.ROOT) + ".d";
    }
}
