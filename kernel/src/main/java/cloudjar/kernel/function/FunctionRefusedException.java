package cloudjar.kernel.function;

/** An engine could not begin an invocation. */
public final class FunctionRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The code is no archive, or one that must not be unpacked. */
        BAD_CODE,

        /** The machine has no such runtime. */
        NO_RUNTIME,

        /** There are as many sandboxes as the machine bears. */
        FULL,

        /** The engine is closed. */
        CLOSED
    }

    private final Reason reason;

    /** A refusal with its sentence. */
    public FunctionRefusedException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
