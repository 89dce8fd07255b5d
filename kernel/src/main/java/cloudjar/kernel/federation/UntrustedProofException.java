package cloudjar.kernel.federation;

/** A proof that proves nothing, with the reason. */
public final class UntrustedProofException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** What is wrong. */
    public enum Reason {
        /** It is no proof of its kind. */
        MALFORMED,
        /** It lacks what every proof of its kind has; the message is its name. */
        INCOMPLETE,
        /** The giver cannot be reached. */
        UNREACHABLE,
        /** The giver's server is not whom it says it is. */
        CERTIFICATE,
        /** The giver has no key that could have signed it. */
        KEY,
        /** The signature is not that of the key. */
        SIGNATURE
    }

    public UntrustedProofException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public UntrustedProofException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
