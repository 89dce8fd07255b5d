package cloudjar.services.dax.wire;

import java.io.IOException;

/** A client said what no client of DAX says: what follows cannot be understood any more. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1;

    public WireException(String message) {
        super(message);
    }
}
