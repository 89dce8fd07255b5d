package cloudjar.kernel.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes: what a record holds where an array could be changed or compared by identity. */
public final class Bytes implements Comparable<Bytes> {
    /** The string of no bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final int SHOWN_MAX = 32;

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** A copy of the array. */
    public static Bytes of(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array.clone());
    }

    /** A copy of a part of the array. */
    public static Bytes of(byte[] array, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(array, offset, offset + length));
    }

    /** The UTF-8 form of the text. */
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The array itself: for a caller that made it and never writes to it again. */
    public static Bytes wrap(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array);
    }

    /** The number of bytes. */
    public int length() {
        return array.length;
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return array.clone();
    }

    /** A read-only view on the bytes, which are not copied. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array).asReadOnlyBuffer();
    }

    /** The bytes as a stream. */
    public InputStream stream() {
        return new ByteArrayInputStream(array);
    }

    /** A part of the bytes as a stream. */
    public InputStream stream(int offset, int length) {
        return new ByteArrayInputStream(array, offset, length);
    }

    /** The bytes read as UTF-8; malformed input is replaced. */
    public String toUtf8() {
        return new String(array, StandardCharsets.UTF_8);
    }

    /** The array itself, for readers of this package, which do not change it. */
    byte[] shared() {
        return array;
    }

    /** Compares unsigned byte by byte. */
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, other.array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** Hexadecimal, cut after {@value #SHOWN_MAX} bytes. */
    @Override
    public String toString() {
        return array.length <= SHOWN_MAX
                ? HexFormat.of().formatHex(array)
                : HexFormat.of().formatHex(array, 0, SHOWN_MAX) + "… (" + array.length + " bytes)";
    }
}
