package cloudjar.kernel.blob;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A part of a content as a stream, over a source that is read at positions; so several streams may share one. For one thread. */
public final class PartStream extends InputStream {
    /** Where bytes come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Reads some of the bytes that begin at a position, at least one.
         *
         * @return how many were read; negative where the source has ended
         */
        int read(long position, byte[] bytes, int offset, int length) throws IOException;
    }

    private final Source source;
    private final long end;
    private long at;

    /** What lies from one position to before another. */
    public PartStream(Source source, long from, long end) {
        this.source = source;
        this.at = from;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (at >= end) {
            return -1;
        }
        int count = source.read(at, bytes, offset, (int) Math.min(length, end - at));
        if (count < 0) {
            throw new EOFException("a blob's content is shorter than its blob");
        }
        at += count;
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.clamp(count, 0, end - at);
        at += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - at);
    }
}
