package cloudjar.protocols.eventstream;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Structure;

/** An exception that the caller sent in an event stream: one of the errors of the stream's union. */
public final class EventStreamException extends ApiException {
    private static final long serialVersionUID = 1;

    EventStreamException(Structure error) {
        super(error, error.get("message") instanceof String text ? text : null);
    }
}
