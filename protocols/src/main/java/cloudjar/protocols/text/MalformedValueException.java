package cloudjar.protocols.text;

/**
 * A piece of a message that cannot be read as what the model says it is. Each protocol answers it with its own error
 * code, so it never leaves a decoder. It has no stack trace, for the fault is the caller's.
 */
public final class MalformedValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String problem;

    /** @param problem what is wrong, in AWS's words where they are known; empty where AWS says nothing */
    public MalformedValueException(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    /** What is wrong, for the caller to read. */
    public String problem() {
        return problem;
    }
}
