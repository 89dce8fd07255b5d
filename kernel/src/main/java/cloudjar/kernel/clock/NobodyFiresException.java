package cloudjar.kernel.clock;

/**
 * There is no handler of that name in this process: the service whose timer it is is not served. The timer is put off by {@link
 * Timers#PUT_OFF}, for a process that serves it.
 */
public final class NobodyFiresException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** No handler has that name. */
    public NobodyFiresException(String handler) {
        super("no handler of timers " + handler);
    }
}
