package cloudjar.kernel.store;

import org.jspecify.annotations.Nullable;

/**
 * A durable store that cannot be opened, read or written. What was committed before is not touched. Of a commit that failed
 * in this way nothing is visible; when the disk failed in the midst of it, it may turn out to be whole after a restart.
 */
public final class StoreFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Reason {
        /** Another process, or another engine of this one, has the directory open. */
        IN_USE,
        /** A newer cloudjar wrote the directory. */
        NEWER_FORMAT,
        /** A file is not what was written to it. */
        DAMAGED,
        /** The directory may not be written. */
        NOT_WRITABLE,
        /** The disk is full. */
        FULL,
        /** The disk or the operating system failed. */
        BROKEN,
        /** The store was dropped or its engine closed. */
        CLOSED,
    }

    private final Reason reason;

    /** A failure with its cause, if there is one beneath it. */
    public StoreFailedException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }
}
