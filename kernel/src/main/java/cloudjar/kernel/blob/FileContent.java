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
        return new PartStream(
                (at, bytes, from, count) -> channel.read(ByteBuffer.wrap(bytes, from, count), at),
                offset,
                offset + length);
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
}
