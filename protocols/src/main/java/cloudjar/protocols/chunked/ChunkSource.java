package cloudjar.protocols.chunked;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of a chunked body, by lines and by blocks. */
final class ChunkSource {
    /** The longest line; AWS's own clients stay below 200. */
    static final int LINE_MAX = 4096;

    private final InputStream in;
    private final byte[] buffer = new byte[2 * LINE_MAX];
    private int at;
    private int end;

    ChunkSource(InputStream in) {
        this.in = in;
    }

    /** The next line without its CRLF; null where the source ends before any byte of it. */
    @Nullable
    String line() throws IOException {
        for (int scanned = at; ; ) {
            for (; scanned < end; scanned++) {
                if (buffer[scanned] == '\n') {
                    return line(scanned);
                }
            }
            if (scanned - at > LINE_MAX) {
                throw ChunkedErrors.incompleteBody();
            }
            int kept = end - at;
            if (!fill()) {
                if (kept == 0) {
                    return null;
                }
                throw ChunkedErrors.incompleteBody();
            }
            scanned = at + kept;
        }
    }

    private String line(int newline) {
        if (newline == at || buffer[newline - 1] != '\r') {
            throw ChunkedErrors.incompleteBody();
        }
        String line = new String(buffer, at, newline - 1 - at, StandardCharsets.UTF_8);
        at = newline + 1;
        return line;
    }

    /** Reads up to {@code length} bytes, at least one; -1 at the end. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (at == end) {
            if (length >= buffer.length) {
                return in.read(target, offset, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, end - at);
        System.arraycopy(buffer, at, target, offset, count);
        at += count;
        return count;
    }

    boolean ended() throws IOException {
        return at == end && !fill();
    }

    int available() throws IOException {
        return end - at + in.available();
    }

    void close() throws IOException {
        in.close();
    }

    /** Adds bytes to the buffer, moving what is left of it to its beginning; false at the end. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
        int count = in.read(buffer, end, buffer.length - end);
        if (count > 0) {
            end += count;
        }
        return count > 0;
    }
}
