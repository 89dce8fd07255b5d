package cloudjar.gateway.http;

import cloudjar.kernel.clock.Ticker;
import java.io.InputStream;

/**
 * The bounds on bodies.
 *
 * @param sizeMax the longest that is held in memory, in bytes
 * @param rateMin the slowest that is read, in bytes a second; 0: any
 */
record BodyLimits(int sizeMax, long rateMin, Ticker ticker) {
    /** The body, failing where it comes too slowly; its failures are the caller's. */
    CallerInputStream limit(InputStream body) {
        return new CallerInputStream(body, ticker, rateMin);
    }
}
