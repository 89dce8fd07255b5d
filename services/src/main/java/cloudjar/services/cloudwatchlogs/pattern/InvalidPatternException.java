package cloudjar.services.cloudwatchlogs.pattern;

/** A text that is no filter pattern. */
public final class InvalidPatternException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidPatternException(String message) {
        super(message);
    }
}
