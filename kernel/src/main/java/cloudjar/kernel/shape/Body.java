package cloudjar.kernel.shape;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Content that streams: the value of a streaming blob. Read once, by one thread, and closed by whoever reads it.
 */
public interface Body {
    /** The length in bytes, or -1 where it is not known before the end. */
    long length();

    /** Opens the content; at most once unless the implementation says otherwise. */
    InputStream open() throws IOException;

    /**
     * The part of a file that holds the content, so that a transport can send it without copying; null where the
     * content is not a file.
     */
    default @Nullable FilePart file() {
        return null;
    }

    /** A range of a file. The channel stays open until the reader closes it. */
    record FilePart(FileChannel channel, long offset, long length) {}

    /** Content already in memory; may be opened any number of times. */
    static Body of(Bytes bytes) {
        return new Body() {
            @Override
            public long length() {
                return bytes.size();
            }

            @Override
            public InputStream open() {
                return bytes.stream();
            }
        };
    }

    /**
     * Content from a stream that can be read once.
     *
     * @param length in bytes, or -1 where it is not known
     */
    static Body of(InputStream stream, long length) {
        return new Body() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() {
                return stream;
            }
        };
    }
}
