package cloudjar.kernel.store;

/** Bytes that are no value of the type they were read as. */
public final class MalformedValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what is wrong. */
    public MalformedValueException(String message) {
        super(message);
    }

    /** With what is wrong and how it was noticed. */
    public MalformedValueException(String message, Throwable cause) {
        super(message, cause);
    }
}
