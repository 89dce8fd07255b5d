package cloudjar.kernel.store;

/** A page token that was not given for this query. */
public final class InvalidPageTokenException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String MESSAGE = "the page token was not given for this query";

    InvalidPageTokenException() {
        super(MESSAGE);
    }

    InvalidPageTokenException(Throwable cause) {
        super(MESSAGE, cause);
    }
}
