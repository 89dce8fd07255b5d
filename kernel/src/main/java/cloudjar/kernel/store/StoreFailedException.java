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
        /** Another process, or another engine of this one, has it open. */
        IN_USE,
        /** A newer cloudjar wrote it. */
        NEWER_FORMAT,
        /** Something is not what was written. */
        DAMAGED,
        /** It may not be written. */
        NOT_WRITABLE,
        /** There is no room. */
        FULL,
        /** The disk, the operating system or the database failed. */
        BROKEN,
        /**
         * The database cannot be reached; once it can be again, all goes on. A write that was under way may have happened.
         */
        UNREACHABLE,
        /** Other transactions changed the same rows again and again: to be tried later. Nothing was written. */
        CONTENDED,
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
