package cloudjar.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one HTTP/1.1 answer after another from the bytes of a connection: status, and a body that {@code Content-Length}
 * or chunks delimit. Used by one thread.
 */
final class Answer {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "transfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final boolean keepsBody;
    private byte[] bytes = new byte[16 << 10];
    private int filled;
    private int headEnd = -1;
    private long bodyLeft;
    private boolean chunked;

    Answer(boolean keepsBody) {
        this.keepsBody = keepsBody;
    }

    /** Takes what came; whether the answer is whole. */
    boolean take(ByteBuffer from) {
        if (headEnd >= 0 && !chunked && !keepsBody) {
            bodyLeft -= from.remaining();
            from.position(from.limit());
            return bodyLeft <= 0;
        }
        int count = from.remaining();
        if (bytes.length < filled + count) {
            bytes = Arrays.copyOf(bytes, Math.max(filled + count, bytes.length * 2));
        }
        from.get(bytes, filled, count);
        int before = filled;
        filled += count;
        if (headEnd < 0) {
            headEnd = endOfHead(Math.max(0, before - 3));
            if (headEnd < 0) {
                return false;
            }
            readHead();
            bodyLeft -= filled - headEnd;
        } else {
            bodyLeft -= count;
        }
        return chunked ? endsWith(LAST_CHUNK) : bodyLeft <= 0;
    }

    /** The status of a whole answer. */
    int status() {
        return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
    }

    /** The body of a whole answer, chunk sizes included where it is chunked; null where it was not kept. */
    byte @Nullable [] body() {
        return keepsBody ? Arrays.copyOfRange(bytes, headEnd, filled) : null;
    }

    /** The answer so far, as text. */
    String text() {
        return new String(bytes, 0, filled, StandardCharsets.UTF_8);
    }

    /** Begins the next answer. */
    void reset() {
        filled = 0;
        headEnd = -1;
        chunked = false;
        bodyLeft = 0;
    }

    private int endOfHead(int from) {
        for (int i = from; i + 3 < filled; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private void readHead() {
        int at = find(LENGTH);
        if (at < 0) {
            chunked = find(CHUNKED) >= 0;
            return;
        }
        for (int i = at + LENGTH.length; bytes[i] != '\r'; i++) {
            if (bytes[i] != ' ') {
                bodyLeft = bodyLeft * 10 + bytes[i] - '0';
            }
        }
    }

    /** Where a header line begins with the name, whose case does not matter. */
    private int find(byte[] lowerCase) {
        for (int i = 0; i + lowerCase.length < headEnd; i++) {
            if (bytes[i] == '\n' && startsWith(i + 1, lowerCase)) {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean startsWith(int at, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            byte found = bytes[at + i];
            if ((found >= 'A' && found <= 'Z' ? found + 32 : found) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean endsWith(byte[] end) {
        return filled - headEnd >= end.length && Arrays.equals(bytes, filled - end.length, filled, end, 0, end.length);
    }
}
