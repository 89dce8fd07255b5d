package cloudjar.kernel.blob.postgres;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Optional;

/** Content in a database, read a part at a time. */
record PartsContent(PostgresBlobs home, Blob.Stored blob) implements BlobContent {
    @Override
    public long length() {
        return blob.length();
    }

    @Override
    public InputStream stream(long offset, long length) {
        Objects.checkFromIndexSize(offset, length, length());
        return new Parts(home, blob, offset, offset + length);
    }

    @Override
    public void transferTo(long offset, long length, WritableByteChannel target) throws IOException {
        long at = Objects.checkFromIndexSize(offset, length, length());
        long end = offset + length;
        while (at < end) {
            ByteBuffer bytes = slice(home.part(blob, partAt(at)), at, end);
            at += bytes.remaining();
            while (bytes.hasRemaining()) {
                target.write(bytes);
            }
        }
    }

    private static int partAt(long at) {
        return Math.toIntExact(at / PostgresBlobs.PART_BYTES);
    }

    /** What of the part at a position lies before the end. */
    private static ByteBuffer slice(byte[] part, long at, long end) {
        int from = (int) (at % PostgresBlobs.PART_BYTES);
        return ByteBuffer.wrap(part, from, (int) Math.min(part.length - from, end - at));
    }

    @Override
    public Optional<FileChannel> file() {
        return Optional.empty();
    }

    @Override
    public Optional<ByteBuffer> memory() {
        return Optional.empty();
    }

    @Override
    public void close() {}

    /** Asks for a part when the one before is used up. */
    private static final class Parts extends InputStream {
        private final PostgresBlobs home;
        private final Blob.Stored blob;
        private final long end;
        private long at;
        private ByteBuffer present = ByteBuffer.allocate(0);

        Parts(PostgresBlobs home, Blob.Stored blob, long from, long end) {
            this.home = home;
            this.blob = blob;
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
            if (!present.hasRemaining()) {
                present = slice(home.part(blob, partAt(at)), at, end);
            }
            int count = Math.min(length, present.remaining());
            present.get(bytes, offset, count);
            at += count;
            return count;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.clamp(count, 0, end - at);
            at += skipped;
            int within = (int) Math.min(skipped, present.remaining());
            present.position(present.position() + within);
            return skipped;
        }
    }
}
