package cloudjar.server.option;

/** What a user set cannot be: the message names the flag or variable and says what it takes. */
public final class InvalidOptionException extends RuntimeException {
    public InvalidOptionException(String message) {
        super(message);
    }

    public InvalidOptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
