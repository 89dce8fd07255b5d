package cloudjar.gateway.http;

import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.shape.CommonException;
import java.io.InputStream;

/**
 * The bounds on bodies.
 *
 * @param sizeMax the longest that is held in memory, in bytes
 * @param rateMin the slowest that is read, in bytes a second; 0: any
 */
record BodyLimits(int sizeMax, long rateMin, Ticker ticker) {
    /** The body, failing where it comes too slowly. */
    InputStream pace(InputStream body) {
        return rateMin == 0 ? body : new PacedInputStream(body, ticker, rateMin);
    }

    /** The answer to a body that is too long. */
    CommonException tooLong() {
        return new CommonException(
                "RequestEntityTooLargeException", 413, "Request body exceeds the maximum of " + sizeMax + " bytes.");
    }
}
