package cloudjar.kernel.shape;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An immutable sequence of bytes, compared by content: the value of a blob. */
public final class Bytes implements Comparable<Bytes> {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final int SHOWN_MAX = 32;

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** The bytes of {@code array}, which is copied. */
    public static Bytes copyOf(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array.clone());
    }

    /** A part of {@code array}, which is copied. */
    public static Bytes copyOf(byte[] array, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(array, offset, offset + length));
    }

    /** The bytes of {@code array} without a copy; the caller gives the array away and never changes it again. */
    public static Bytes wrap(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array);
    }

    /** The UTF-8 form of {@code text}. */
    public static Bytes ofUtf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Decodes base64.
     *
     * @throws IllegalArgumentException where the text is not base64
     */
    public static Bytes ofBase64(String text) {
        return wrap(Base64.getDecoder().decode(text));
    }

    public int size() {
        return array.length;
    }

    public boolean isEmpty() {
        return array.length == 0;
    }

    /** The byte at {@code index}, from 0 to {@link #size()} - 1. */
    public byte at(int index) {
        return array[index];
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return array.clone();
    }

    /** Copies all bytes into {@code target}, from {@code offset} on. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(array, 0, target, offset, array.length);
    }

    /** A read-only view. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array).asReadOnlyBuffer();
    }

    public InputStream stream() {
        return new ByteArrayInputStream(array);
    }

    /** A part of the bytes, to be read. */
    public InputStream stream(int offset, int length) {
        return new ByteArrayInputStream(array, offset, length);
    }

    public String toBase64() {
        return Base64.getEncoder().encodeToString(array);
    }

    /** The bytes read as UTF-8; malformed parts become U+FFFD. */
    public String utf8() {
        return new String(array, StandardCharsets.UTF_8);
    }

    /** Orders by unsigned bytes, a prefix first. */
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, other.array);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** The bytes in hexadecimal; of a long sequence, its beginning and its length. */
    @Override
    public String toString() {
        if (array.length <= SHOWN_MAX) {
            return HexFormat.of().formatHex(array);
        }
        return HexFormat.of().formatHex(array, 0, SHOWN_MAX) + "... (" + array.length + " bytes)";
    }
}
