package cloudjar.gateway.http;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * An end point that can be watched for its client's hanging up while a request is answered, which the connection itself does
 * not do: it reads nothing then. The only way to learn it is to read; what is read that is not the end (a client's next
 * request) is kept and given to the connection when it reads again. While nobody watches, all calls go straight through.
 */
final class WatchedEndPoint implements EndPoint, EndPoint.Wrapper {
    private static final int KEPT_MAX = 4096;

    private final EndPoint inner;
    private final Callback readable = new Callback() {
        @Override
        public void succeeded() {
            look(null);
        }

        @Override
        public void failed(Throwable failure) {
            look(failure);
        }
    };

    /** What to do when the client hangs up; null while nobody watches. */
    private @Nullable Runnable watcher;

    /** Whether {@link #readable} waits for bytes. */
    private boolean pending;

    /** The connection's callback, which came while ours was waiting. */
    private @Nullable Callback reader;

    private @Nullable ByteBuffer kept;
    private boolean ended;

    WatchedEndPoint(EndPoint inner) {
        this.inner = inner;
    }

    /** Runs {@code hungUp} once, on any thread, when the client hangs up, until {@link #unwatch}. */
    synchronized void watch(Runnable hungUp) {
        if (kept != null || reader != null) {
            // There is a next request already, so there is a client.
            return;
        }
        watcher = hungUp;
        if (!pending) {
            pending = inner.tryFillInterested(readable);
        }
    }

    /** Nobody watches any more. */
    synchronized void unwatch() {
        watcher = null;
    }

    private void look(@Nullable Throwable failure) {
        Callback waiting;
        Runnable hungUp;
        synchronized (this) {
            pending = false;
            waiting = reader;
            reader = null;
            hungUp = watcher;
            if (waiting == null && hungUp != null) {
                ended = failure != null || ends();
                if (!ended) {
                    pending = kept == null && inner.tryFillInterested(readable);
                    return;
                }
                watcher = null;
            }
        }
        if (waiting != null) {
            // The connection has come back to reading: it finds out by itself.
            if (failure == null) {
                waiting.succeeded();
            } else {
                waiting.failed(failure);
            }
        } else if (hungUp != null) {
            hungUp.run();
        }
    }

    /** Reads, and keeps what there is. */
    private boolean ends() {
        ByteBuffer buffer = BufferUtil.allocate(KEPT_MAX);
        int count;
        try {
            count = inner.fill(buffer);
        } catch (IOException broken) {
            return true;
        }
        if (count > 0) {
            kept = buffer;
        }
        return count < 0;
    }

    @Override
    public synchronized int fill(ByteBuffer buffer) throws IOException {
        if (kept != null) {
            int position = BufferUtil.flipToFill(buffer);
            int count = BufferUtil.put(kept, buffer);
            BufferUtil.flipToFlush(buffer, position);
            kept = kept.hasRemaining() ? kept : null;
            return count;
        }
        return ended ? -1 : inner.fill(buffer);
    }

    @Override
    public void fillInterested(Callback callback) {
        if (!tryFillInterested(callback)) {
            throw new java.nio.channels.ReadPendingException();
        }
    }

    @Override
    public boolean tryFillInterested(Callback callback) {
        synchronized (this) {
            if (pending) {
                boolean free = reader == null;
                reader = free ? callback : reader;
                return free;
            }
            if (kept == null && !ended) {
                return inner.tryFillInterested(callback);
            }
        }
        callback.succeeded();
        return true;
    }

    @Override
    public synchronized boolean isFillInterested() {
        return pending ? reader != null : inner.isFillInterested();
    }

    @Override
    public EndPoint unwrap() {
        return inner;
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return inner.getLocalSocketAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return inner.getRemoteSocketAddress();
    }

    @Override
    public boolean isOpen() {
        return inner.isOpen();
    }

    @Override
    public long getCreatedTimeStamp() {
        return inner.getCreatedTimeStamp();
    }

    @Override
    public void shutdownOutput() {
        inner.shutdownOutput();
    }

    @Override
    public boolean isOutputShutdown() {
        return inner.isOutputShutdown();
    }

    @Override
    public boolean isInputShutdown() {
        return inner.isInputShutdown();
    }

    @Override
    public void close() {
        inner.close();
    }

    @Override
    public void close(Throwable cause) {
        inner.close(cause);
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        return inner.flush(buffers);
    }

    @Override
    public Object getTransport() {
        return inner.getTransport();
    }

    @Override
    public long getIdleTimeout() {
        return inner.getIdleTimeout();
    }

    @Override
    public void setIdleTimeout(long idleTimeout) {
        inner.setIdleTimeout(idleTimeout);
    }

    @Override
    public void write(Callback callback, ByteBuffer... buffers) {
        inner.write(callback, buffers);
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        inner.write(last, content, callback);
    }

    @Override
    public Callback cancelWrite(Throwable cause) {
        return inner.cancelWrite(cause);
    }

    @Override
    public Connection getConnection() {
        return inner.getConnection();
    }

    @Override
    public void setConnection(Connection connection) {
        inner.setConnection(connection);
    }

    @Override
    public void onOpen() {
        inner.onOpen();
    }

    @Override
    public void onClose(Throwable cause) {
        inner.onClose(cause);
    }

    @Override
    public void upgrade(Connection connection) {
        inner.upgrade(connection);
    }

    @Override
    public @Nullable SslSessionData getSslSessionData() {
        return inner.getSslSessionData();
    }

    @Override
    public boolean isSecure() {
        return inner.isSecure();
    }
}
