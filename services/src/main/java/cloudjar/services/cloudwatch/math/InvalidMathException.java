package cloudjar.services.cloudwatch.math;

/** A text that is no expression, or one that makes no sense. */
public final class InvalidMathException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public InvalidMathException(String message) {
        super(message);
    }
}
