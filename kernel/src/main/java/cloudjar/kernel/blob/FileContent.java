package cloudjar.kernel.blob;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Optional;

/** Content in a file. */
record FileContent(FileChannel channel, long length) implements BlobContent {
    @Override
    public InputStream stream(long offset, long length) {
        Objects.checkFromIndexSize(offset, length, this.length);
        return new Part(channel, offset, offset + length);
    }

    @Override
    public void transferTo(long offset, long length, WritableByteChannel target) throws IOException {
        long at = Objects.checkFromIndexSize(offset, length, this.length);
        long end = offset + length;
        while (at < end) {
            long sent = channel.transferTo(at, end - at, target);
            if (sent <= 0 && channel.size() < end) {
                throw new EOFException("a blob's file is shorter than its blob");
            }
            at += sent;
        }
    }

    @Override
    public Optional<FileChannel> file() {
        return Optional.of(channel);
    }

    @Override
    public Optional<ByteBuffer> memory() {
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Reads at positions of its own, so that several may read one channel. */
    private static final class Part extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long at;

        Part(FileChannel channel, long from, long end) {
            this.channel = channel;
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
            int count = channel.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, end - at)), at);
            if (count < 0) {
                throw new EOFException("a blob's file is shorter than its blob");
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
}
