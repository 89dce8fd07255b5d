package cloudjar.kernel.blob;

import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Optional;

/** Content in memory. */
record InlineContent(Bytes bytes) implements BlobContent {
    @Override
    public long length() {
        return bytes.size();
    }

    @Override
    public InputStream stream(long offset, long length) {
        return bytes.stream((int) Objects.checkFromIndexSize(offset, length, length()), (int) length);
    }

    @Override
    public void transferTo(long offset, long length, WritableByteChannel target) throws IOException {
        ByteBuffer part =
                bytes.buffer().slice((int) Objects.checkFromIndexSize(offset, length, length()), (int) length);
        while (part.hasRemaining()) {
            target.write(part);
        }
    }

    @Override
    public Optional<FileChannel> file() {
        return Optional.empty();
    }

    @Override
    public Optional<ByteBuffer> memory() {
        return Optional.of(bytes.buffer());
    }

    @Override
    public void close() {}
}
