package cloudjar.gateway.http;

import cloudjar.kernel.clock.Ticker;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * A body that must not come too slowly: a client that trickles bytes keeps a connection busy for ever, for each of them
 * ends an idle time-out.
 */
final class PacedInputStream extends FilterInputStream {
    private static final long GRACE_NANOS = 20_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Ticker ticker;
    private final long rateMin;
    private final long start;
    private long count;

    /** @param rateMin in bytes a second, counted over all that was read, after the first 20 seconds */
    PacedInputStream(InputStream in, Ticker ticker, long rateMin) {
        super(in);
        this.ticker = ticker;
        this.rateMin = rateMin;
        this.start = ticker.nanos();
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        counted(next < 0 ? -1 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return counted(in.read(into, offset, length));
    }

    private int counted(int read) throws IOException {
        if (read > 0) {
            count += read;
            long elapsed = ticker.nanos() - start;
            if (elapsed > GRACE_NANOS && count < rateMin * (elapsed / NANOS_PER_SECOND)) {
                throw new SocketTimeoutException("the body comes too slowly");
            }
        }
        return read;
    }
}
