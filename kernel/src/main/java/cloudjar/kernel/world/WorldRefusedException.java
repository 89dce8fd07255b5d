package cloudjar.kernel.world;

/** A world that cannot be made, found or deleted as asked. Nothing was changed. */
public final class WorldRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why it was refused. */
    public enum Reason {
        /** The name is none for a world. */
        BAD_NAME,
        /** There is a world of that name. */
        EXISTS,
        /** There is no world of that name. */
        UNKNOWN,
        /** It is there, and its state cannot be read. */
        DAMAGED,
        /** There are as many worlds as there may be. */
        TOO_MANY,
        /** The default world is always there. */
        DEFAULT,
    }

    private final Reason reason;

    WorldRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
