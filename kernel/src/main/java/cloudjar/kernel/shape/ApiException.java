package cloudjar.kernel.shape;

import org.jspecify.annotations.Nullable;

/**
 * An error that AWS declares: the base of the generated exceptions and of {@link CommonException}. It has a code, an HTTP
 * status and members like any structure, and no stack trace, for it is an answer, not a fault of ours.
 */
public abstract class ApiException extends RuntimeException {
    private final transient Structure error;

    protected ApiException(Structure error, @Nullable String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /** The members of the error. */
    public final Structure error() {
        return error;
    }

    /** Code, status and fault, from the model. */
    public ErrorTraits traits() {
        ErrorTraits traits = error.schema().traits().error();
        if (traits == null) {
            throw new IllegalStateException("not an error shape: " + error.schema());
        }
        return traits;
    }

    /** The error code, such as {@code QueueDoesNotExist}. */
    public final String code() {
        return traits().code();
    }

    /** The HTTP status. */
    public final int status() {
        return traits().status();
    }
}
