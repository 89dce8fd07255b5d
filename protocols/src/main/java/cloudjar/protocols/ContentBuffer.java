package cloudjar.protocols;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Content while it is being written: a byte array that grows. Handed to {@link HttpResponse#content(byte[], int)} without
 * a copy. Used by one thread.
 */
public final class ContentBuffer extends OutputStream {
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private byte[] bytes;
    private int length;

    /** A buffer that takes {@code capacity} bytes before it grows. */
    public ContentBuffer(int capacity) {
        bytes = new byte[Math.max(capacity, 16)];
    }

    /** The array whose first {@link #length()} bytes are the content; valid until the next write. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Makes room for {@code more} bytes and returns the array to write them to, from {@link #length()} on. */
    public byte[] room(int more) {
        int needed = length + more;
        if (needed > bytes.length || needed < 0) {
            grow(needed);
        }
        return bytes;
    }

    /** Counts bytes in that were written to the array of {@link #room}. */
    public void advance(int count) {
        length += count;
    }

    private void grow(int needed) {
        if (needed < 0 || needed > LARGEST) {
            throw new IllegalStateException("content longer than an array can be");
        }
        int doubled = bytes.length > LARGEST / 2 ? LARGEST : bytes.length * 2;
        bytes = Arrays.copyOf(bytes, Math.max(doubled, needed));
    }

    @Override
    public void write(int b) {
        if (length == bytes.length) {
            grow(length + 1);
        }
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] source) {
        write(source, 0, source.length);
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        room(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Text of one byte per character. */
    @SuppressWarnings("deprecation") // the fast path for Latin-1 text, which is what the method promises
    public void ascii(String text) {
        int count = text.length();
        room(count);
        text.getBytes(0, count, bytes, length);
        length += count;
    }

    /** Text in UTF-8; lone surrogates become question marks. */
    public void utf8(String text) {
        int count = text.length();
        room(count);
        int at = length;
        int i = 0;
        for (; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                break;
            }
            bytes[at++] = (byte) c;
        }
        length = at;
        for (; i < count; i++) {
            i += utf8(text, i);
        }
    }

    /**
     * Writes the character at {@code index} in UTF-8, together with the next one where the two are a surrogate pair.
     *
     * @return how many characters beyond the first were taken: 0 or 1
     */
    public int utf8(String text, int index) {
        char c = text.charAt(index);
        room(4);
        if (c < 0x80) {
            bytes[length++] = (byte) c;
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | c >> 6);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        } else if (!Character.isSurrogate(c)) {
            bytes[length++] = (byte) (0xe0 | c >> 12);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        } else if (Character.isHighSurrogate(c)
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1))) {
            int point = Character.toCodePoint(c, text.charAt(index + 1));
            bytes[length++] = (byte) (0xf0 | point >> 18);
            bytes[length++] = (byte) (0x80 | point >> 12 & 0x3f);
            bytes[length++] = (byte) (0x80 | point >> 6 & 0x3f);
            bytes[length++] = (byte) (0x80 | point & 0x3f);
            return 1;
        } else {
            bytes[length++] = '?';
        }
        return 0;
    }

    /** A copy of the content. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }
}
