package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;

/**
 * Something to be done later: which handler does it, and on what.
 *
 * @param handler the name under which the handler was registered
 * @param id tells the timers of one handler apart: setting the same again replaces it
 * @param payload what the handler needs to know; small
 */
public record Timer(String handler, String id, Bytes payload) {
    /** The longest payload, in bytes. */
    public static final int PAYLOAD_MAX_BYTES = 64 * 1024;

    /** Checks the payload's length. */
    public Timer {
        if (payload.size() > PAYLOAD_MAX_BYTES) {
            throw new IllegalArgumentException("a timer's payload of " + payload.size() + " bytes is longer than the "
                    + PAYLOAD_MAX_BYTES + " allowed");
        }
    }

    /** A timer without a payload. */
    public static Timer of(String handler, String id) {
        return new Timer(handler, id, Bytes.EMPTY);
    }

    /** A timer with text as its payload. */
    public static Timer of(String handler, String id, String payload) {
        return new Timer(handler, id, Bytes.ofUtf8(payload));
    }
}
