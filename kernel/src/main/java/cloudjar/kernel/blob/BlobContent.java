package cloudjar.kernel.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/** Content opened for reading. Thread-safe; to be closed. */
public interface BlobContent extends AutoCloseable {
    /** How long it is, in bytes. */
    long length();

    /**
     * A part of it, as a stream.
     *
     * @throws IndexOutOfBoundsException when the part does not lie within the content
     */
    InputStream stream(long offset, long length) throws IOException;

    /** All of it, as a stream. */
    default InputStream stream() throws IOException {
        return stream(0, length());
    }

    /** Writes a part of it, without copying it where the system can. */
    void transferTo(long offset, long length, WritableByteChannel target) throws IOException;

    /** The file that holds it, and nothing else, for a transport that sends files; closed with this. */
    Optional<FileChannel> file();

    /** The content itself, read-only, where it is in memory. */
    Optional<ByteBuffer> memory();

    @Override
    void close() throws IOException;
}
