package cloudjar.kernel.blob.postgres;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.blob.PartStream;
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
        return new PartStream(new Parts(home, blob), offset, offset + length);
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

    /** Asks for a part when the position is in another one than before. */
    private static final class Parts implements PartStream.Source {
        private final PostgresBlobs home;
        private final Blob.Stored blob;
        private int number = -1;
        private byte[] present = new byte[0];

        Parts(PostgresBlobs home, Blob.Stored blob) {
            this.home = home;
            this.blob = blob;
        }

        @Override
        public int read(long position, byte[] bytes, int offset, int length) throws IOException {
            int wanted = partAt(position);
            if (wanted != number) {
                present = home.part(blob, wanted);
                number = wanted;
            }
            ByteBuffer rest = slice(present, position, position + length);
            int count = rest.remaining();
            rest.get(bytes, offset, count);
            return count;
        }
    }
}
