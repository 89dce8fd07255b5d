package cloudjar.kernel.shape;

/**
 * An error that every service can answer and no model declares, such as {@code SerializationException} or
 * {@code AccessDenied}: made by the front door, never by a service (a service's own errors stand in its model or its
 * overlay).
 */
public final class CommonException extends ApiException {
    private final ErrorTraits traits;

    /** An error with this code and status; the message goes to the caller as it is. */
    public CommonException(String code, int status, String message) {
        this(new ErrorTraits(code, code, status, status < 500), message);
    }

    public CommonException(ErrorTraits traits, String message) {
        super(CommonSchemas.ERROR.create(new Object[] {message}), message);
        this.traits = traits;
    }

    @Override
    public ErrorTraits traits() {
        return traits;
    }
}
