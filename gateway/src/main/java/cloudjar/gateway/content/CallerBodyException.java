package cloudjar.gateway.content;

import java.io.IOException;

/** The caller's body cannot be read to its end. The fault is the caller's, not that of whoever reads. */
public final class CallerBodyException extends IOException {
    private static final long serialVersionUID = 1;

    /** How the body failed. */
    public enum Failure {
        /** It ended early, or is no HTTP. */
        BROKEN,
        /** It came too slowly, or stopped coming. */
        SLOW
    }

    private final Failure failure;

    public CallerBodyException(Failure failure, IOException cause) {
        super("the caller's body cannot be read", cause);
        this.failure = failure;
    }

    /** How the body failed. */
    public Failure failure() {
        return failure;
    }
}
