package cloudjar.kernel.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that codecs read from. Not thread-safe. Whatever the bytes are, reading takes no more memory than a small
 * multiple of their length, and ends with a value or a {@link MalformedValueException}.
 */
public final class ByteReader {
    /** How deeply values may be nested. */
    public static final int DEPTH_MAX = 500;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int depth;

    /** Reads from the first byte of the array, which must not change. */
    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length, 0);
    }

    private ByteReader(byte[] bytes, int from, int end, int depth) {
        this.bytes = bytes;
        this.end = end;
        this.at = from;
        this.depth = depth;
    }

    /** A reader of the bytes that {@link #readBytes} would read; this one goes on behind them. */
    ByteReader readPart() {
        int length = available(readUnsigned());
        ByteReader part = new ByteReader(bytes, at, at + length, depth);
        at += length;
        return part;
    }

    /** Reads one byte, as a number from 0 to 255. */
    public int readByte() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    /** Reads what {@link ByteWriter#writeUnsigned} wrote. */
    public long readUnsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = readByte();
            value |= (b & 0x7FL) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new MalformedValueException("a number of more than ten bytes");
    }

    /** Reads what {@link ByteWriter#writeSigned} wrote. */
    public long readSigned() {
        long value = readUnsigned();
        return value >>> 1 ^ -(value & 1);
    }

    /** Reads eight bytes. */
    public long readFixed() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[at++] & 0xFF);
        }
        return value;
    }

    /** Reads a string. */
    public String readString() {
        long lengthAndForm = readUnsigned();
        if ((lengthAndForm & 1) == 0) {
            int length = available(lengthAndForm >>> 1);
            String value = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
            return value;
        }
        int chars = available(lengthAndForm >>> 1);
        need(chars * 2L);
        char[] value = new char[chars];
        for (int i = 0; i < chars; i++) {
            value[i] = (char) (readByte() << 8 | readByte());
        }
        return new String(value);
    }

    /**
     * Reads a string that is probably known: where it is, the known one is returned and none is made.
     *
     * @param likely null where nothing is known
     */
    public String readString(@Nullable String likely) {
        int start = at;
        long lengthAndForm = readUnsigned();
        if (likely != null && lengthAndForm == (long) likely.length() << 1 && isNext(likely)) {
            at += likely.length();
            return likely;
        }
        at = start;
        return readString();
    }

    /** Whether the next bytes are a string of ASCII letters. */
    private boolean isNext(String text) {
        int length = text.length();
        if (length > bytes.length - at) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads an array with its length. */
    public byte[] readBytes() {
        int length = available(readUnsigned());
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    /** Reads all that is left. */
    byte[] readRest() {
        byte[] value = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return value;
    }

    /** Reads how many elements follow, each of which takes one byte at least. */
    public int readCount() {
        return available(readUnsigned());
    }

    /** Goes one level deeper. */
    void enter() {
        if (++depth > DEPTH_MAX) {
            throw new MalformedValueException("values nested more than " + DEPTH_MAX + " deep");
        }
    }

    /** Comes back from one level. */
    void leave() {
        depth--;
    }

    /** Checks that nothing is left. */
    public void expectEnd() {
        if (at != end) {
            throw new MalformedValueException(end - at + " bytes after the value");
        }
    }

    private int available(long count) {
        need(count);
        return (int) count;
    }

    private void need(long count) {
        if (count < 0 || count > end - at) {
            throw new MalformedValueException("the value ends too early");
        }
    }
}
