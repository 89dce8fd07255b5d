package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Reads the elements of a {@link Key} in order. Not thread-safe.
 *
 * <p>Every method that reads throws {@link IllegalArgumentException} when the next element has another type, is not
 * there, or is malformed.
 */
public final class KeyReader {
    private final byte[] bytes;
    private int at;

    KeyReader(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** Whether there is another element. */
    public boolean hasNext() {
        return at < bytes.length;
    }

    /** Reads a string. */
    public String nextString() {
        expect(KeyWriter.STRING);
        int start = at;
        int i = start;
        while (i < bytes.length && bytes[i] != KeyWriter.END) {
            i++;
        }
        if (i + 1 >= bytes.length || bytes[i + 1] != KeyWriter.ESCAPED) {
            if (i == bytes.length) {
                throw malformed();
            }
            at = i + 1;
            return new String(bytes, start, i - start, StandardCharsets.UTF_8);
        }
        return new String(unescape(), StandardCharsets.UTF_8);
    }

    /** Reads a number. */
    public long nextLong() {
        expect(KeyWriter.LONG);
        return readLong();
    }

    /** Reads an instant. */
    public Instant nextInstant() {
        expect(KeyWriter.INSTANT);
        long seconds = readLong();
        need(4);
        int nanos = 0;
        for (int i = 0; i < 4; i++) {
            nanos = nanos << 8 | (bytes[at++] & 0xFF);
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("malformed key", e);
        }
    }

    /** Reads a boolean. */
    public boolean nextBoolean() {
        need(1);
        return switch (bytes[at++]) {
            case KeyWriter.TRUE -> true;
            case KeyWriter.FALSE -> false;
            default -> throw malformed();
        };
    }

    /** Reads a byte string. */
    public Bytes nextBytes() {
        expect(KeyWriter.BYTES);
        return Bytes.wrap(unescape());
    }

    /** Reads whatever element comes next. */
    public Object next() {
        need(1);
        return switch (bytes[at]) {
            case KeyWriter.STRING -> nextString();
            case KeyWriter.LONG -> nextLong();
            case KeyWriter.INSTANT -> nextInstant();
            case KeyWriter.BYTES -> nextBytes();
            default -> nextBoolean();
        };
    }

    /** Reads all elements that are left. */
    public Key takeRest() {
        Key rest = Key.wrap(Arrays.copyOfRange(bytes, at, bytes.length));
        at = bytes.length;
        return rest;
    }

    private void expect(byte tag) {
        need(1);
        if (bytes[at++] != tag) {
            throw malformed();
        }
    }

    private void need(int count) {
        if (bytes.length - at < count) {
            throw malformed();
        }
    }

    private long readLong() {
        need(8);
        long number = 0;
        for (int i = 0; i < 8; i++) {
            number = number << 8 | (bytes[at++] & 0xFF);
        }
        return number ^ Long.MIN_VALUE;
    }

    private byte[] unescape() {
        byte[] content = new byte[bytes.length - at];
        int length = 0;
        while (at < bytes.length) {
            byte b = bytes[at++];
            if (b == KeyWriter.END) {
                if (at < bytes.length && bytes[at] == KeyWriter.ESCAPED) {
                    at++;
                } else {
                    return Arrays.copyOf(content, length);
                }
            }
            content[length++] = b;
        }
        throw malformed();
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("malformed key");
    }
}
