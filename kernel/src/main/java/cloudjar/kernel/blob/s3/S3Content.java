package cloudjar.kernel.blob.s3;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Optional;

/** Content in a bucket; each part that is read is a request. */
record S3Content(S3Blobs home, Blob.Stored blob) implements BlobContent {
    private static final int CHUNK_BYTES = 64 * 1024;

    @Override
    public long length() {
        return blob.length();
    }

    @Override
    public InputStream stream(long offset, long length) throws IOException {
        Objects.checkFromIndexSize(offset, length, length());
        return length == 0 ? InputStream.nullInputStream() : home.read(blob, offset, length);
    }

    @Override
    public void transferTo(long offset, long length, WritableByteChannel target) throws IOException {
        try (InputStream in = stream(offset, length)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            int count = in.read(chunk);
            while (count >= 0) {
                ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
                while (bytes.hasRemaining()) {
                    target.write(bytes);
                }
                count = in.read(chunk);
            }
        }
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
}
