package cloudjar.kernel.archive;

/** What was to be imported is no archive that this version takes. */
public final class ArchiveRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Refused for this reason. */
    public ArchiveRefusedException(String message) {
        super(message);
    }

    ArchiveRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
