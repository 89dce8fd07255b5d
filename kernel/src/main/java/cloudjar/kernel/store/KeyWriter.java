package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Builds a {@link Key} element by element. Not thread-safe.
 *
 * <p>Each element starts with a tag. Strings and byte strings end with 00, and a 00 inside them is written 00 FF; no
 * tag is FF, so the shorter of two strings sorts first whatever follows it. Numbers are big-endian with the sign bit
 * turned over.
 */
public final class KeyWriter {
    static final byte BYTES = 1;
    static final byte STRING = 2;
    static final byte LONG = 3;
    static final byte INSTANT = 4;
    static final byte FALSE = 5;
    static final byte TRUE = 6;

    static final byte END = 0;
    static final byte ESCAPED = (byte) 0xFF;

    private static final int USUAL_BYTES = 96;

    private byte[] bytes;
    private int length;

    /** A writer of a key of no elements yet. */
    public KeyWriter() {
        this(USUAL_BYTES);
    }

    KeyWriter(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** Adds a string. */
    public KeyWriter add(String element) {
        addStart(element);
        append(END);
        return this;
    }

    /** Adds a number. */
    public KeyWriter add(long element) {
        reserve(9);
        bytes[length++] = LONG;
        appendLong(element);
        return this;
    }

    /** Adds an instant, to the nanosecond. */
    public KeyWriter add(Instant element) {
        reserve(13);
        bytes[length++] = INSTANT;
        appendLong(element.getEpochSecond());
        int nanos = element.getNano();
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (nanos >>> shift);
        }
        return this;
    }

    /** Adds a boolean; false sorts before true. */
    public KeyWriter add(boolean element) {
        append(element ? TRUE : FALSE);
        return this;
    }

    /** Adds a byte string. */
    public KeyWriter add(Bytes element) {
        return add(element.toArray());
    }

    /** Adds a byte string. */
    public KeyWriter add(byte[] element) {
        append(BYTES);
        appendEscaped(element);
        append(END);
        return this;
    }

    KeyWriter addAny(Object element) {
        return switch (element) {
            case String string -> add(string);
            case Long number -> add(number.longValue());
            case Integer number -> add(number.longValue());
            case Instant instant -> add(instant);
            case Boolean bool -> add(bool.booleanValue());
            case Bytes string -> add(string);
            case byte[] array -> add(array);
            default -> throw new IllegalArgumentException("no key element: " + element.getClass());
        };
    }

    /** Adds all elements of a key. */
    public KeyWriter addAll(Key key) {
        byte[] other = key.shared();
        reserve(other.length);
        System.arraycopy(other, 0, bytes, length, other.length);
        length += other.length;
        return this;
    }

    /** Adds a string without its end, so that the key is the beginning of all that continue it. */
    KeyWriter addStart(String element) {
        int chars = element.length();
        reserve(chars + 2);
        bytes[length++] = STRING;
        for (int i = 0; i < chars; i++) {
            char c = element.charAt(i);
            if (c == 0 || c >= 0x80) {
                appendEscaped(utf8(element, i));
                return this;
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    /**
     * The key of the elements added so far.
     *
     * @throws IllegalArgumentException when it is longer than {@link Key#MAX_BYTES}
     */
    public Key toKey() {
        if (length > Key.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a key of " + length + " bytes is longer than the " + Key.MAX_BYTES + " allowed");
        }
        return Key.wrap(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
    }

    private static byte[] utf8(String element, int from) {
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(element, from, element.length()));
            byte[] utf8 = new byte[encoded.remaining()];
            encoded.get(utf8);
            return utf8;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a key string holds half a surrogate pair", e);
        }
    }

    private void appendEscaped(byte[] content) {
        reserve(content.length + 1);
        for (byte b : content) {
            append(b);
            if (b == END) {
                append(ESCAPED);
            }
        }
    }

    private void appendLong(long number) {
        long turned = number ^ Long.MIN_VALUE;
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (turned >>> shift);
        }
    }

    private void append(byte b) {
        reserve(1);
        bytes[length++] = b;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            // Checked while growing too, so that a runaway key fails before it takes memory.
            if (length > Key.MAX_BYTES) {
                toKey();
            }
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
