package cloudjar.services.lambda;

import cloudjar.api.lambda.InvokeResponseStreamUpdate;
import cloudjar.api.lambda.InvokeWithResponseStreamResponseEvent;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Structure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/** What a function streams, as the content of an answer; read by one thread. */
final class UrlStream extends InputStream {
    private final ResponseEvents events;
    private byte[] part = {};
    private int at;
    private boolean ended;
    private boolean failed;

    UrlStream(ResponseEvents events) {
        this.events = events;
    }

    /** This, when its first part is there; null where the function failed before. */
    @Nullable
    UrlStream begun() throws IOException {
        boolean something = fill();
        return failed && !something ? null : this;
    }

    @Override
    public int read() throws IOException {
        return fill() ? part[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, part.length - at);
        System.arraycopy(part, at, target, offset, count);
        at += count;
        return count;
    }

    /** Waits for more; false where there is no more. */
    private boolean fill() throws IOException {
        while (at == part.length && !ended) {
            take(next());
        }
        return at < part.length;
    }

    private @Nullable Structure next() throws IOException {
        try {
            return events.next();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the wait for a function's stream was interrupted");
        }
    }

    private void take(@Nullable Structure event) {
        if (!(event instanceof InvokeWithResponseStreamResponseEvent happened)) {
            ended = true;
            return;
        }
        InvokeResponseStreamUpdate update = happened.payloadChunk();
        if (update != null) {
            Bytes bytes = update.payload();
            part = bytes == null ? new byte[0] : bytes.toArray();
            at = 0;
        } else {
            ended = true;
            failed = happened.invokeComplete() != null
                    && happened.invokeComplete().errorCode() != null;
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
