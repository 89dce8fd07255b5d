package cloudjar.gateway.http;

import cloudjar.gateway.content.CallerBodyException;
import cloudjar.gateway.content.CallerBodyException.Failure;
import cloudjar.kernel.clock.Ticker;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A caller's body. Every failure to read it is a {@link CallerBodyException}, so that whoever reads can tell it from
 * failures of his own. It must not come too slowly: a client that trickles bytes keeps a connection busy for ever, for each
 * byte ends an idle time-out.
 */
final class CallerInputStream extends FilterInputStream {
    private static final long GRACE_NANOS = 20_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Ticker ticker;
    private final long rateMin;
    private final long start;
    private long count;
    private boolean ended;

    /** @param rateMin in bytes a second, counted over all that was read, after the first 20 seconds; 0: any */
    CallerInputStream(InputStream in, Ticker ticker, long rateMin) {
        super(in);
        this.ticker = ticker;
        this.rateMin = rateMin;
        this.start = ticker.nanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(into, offset, length);
        } catch (IOException e) {
            throw new CallerBodyException(isTimeout(e) ? Failure.SLOW : Failure.BROKEN, e);
        }
        ended = read < 0;
        if (read > 0) {
            count += read;
            requireRate();
        }
        return read;
    }

    /** Whether it was read to its end. */
    boolean ended() {
        return ended;
    }

    private void requireRate() throws CallerBodyException {
        long elapsed = ticker.nanos() - start;
        if (elapsed > GRACE_NANOS && count < rateMin * (elapsed / NANOS_PER_SECOND)) {
            throw new CallerBodyException(Failure.SLOW, new SocketTimeoutException("the body comes too slowly"));
        }
    }

    private static boolean isTimeout(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof TimeoutException
                        || failure instanceof InterruptedIOException
                        || isTimeout(failure.getCause()));
    }
}
