package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes that codecs write to. Not thread-safe. */
public final class ByteWriter {
    /** Longer strings are faster turned into bytes as a whole. */
    private static final int COPIED_MAX = 256;

    private byte[] bytes = new byte[128];
    private int length;

    /** Writes one byte. */
    public void writeByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    /** Writes a number, small non-negative ones in fewer bytes. */
    public void writeUnsigned(long value) {
        reserve(10);
        if (value >= 0 && value < 0x80) {
            bytes[length++] = (byte) value;
            return;
        }
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** Writes a number, those near zero in fewer bytes. */
    public void writeSigned(long value) {
        writeUnsigned(value << 1 ^ value >> 63);
    }

    /** Writes a number in eight bytes. */
    public void writeFixed(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    /** Writes a string with its length; any string, halves of surrogate pairs included. */
    public void writeString(String value) {
        int chars = value.length();
        if (chars <= COPIED_MAX && writeAscii(value, chars)) {
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        // Halves of surrogate pairs do not come back. Both ways are faster than to ask an encoder.
        if (new String(utf8, StandardCharsets.UTF_8).equals(value)) {
            writeUnsigned((long) utf8.length << 1);
            writeRaw(utf8);
        } else {
            writeUnsigned((long) chars << 1 | 1);
            reserve(chars * 2);
            for (int i = 0; i < chars; i++) {
                bytes[length++] = (byte) (value.charAt(i) >>> 8);
                bytes[length++] = (byte) value.charAt(i);
            }
        }
    }

    /** The usual string, without an array of its own; false, and nothing is written, where it has other characters. */
    private boolean writeAscii(String value, int chars) {
        int start = length;
        writeUnsigned((long) chars << 1);
        reserve(chars);
        byte[] to = bytes;
        int at = length;
        for (int i = 0; i < chars; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                length = start;
                return false;
            }
            to[at + i] = (byte) c;
        }
        length = at + chars;
        return true;
    }

    /** Writes an array with its length. */
    public void writeBytes(byte[] value) {
        writeUnsigned(value.length);
        writeRaw(value);
    }

    /** Writes bytes with their length. */
    public void writeBytes(Bytes value) {
        writeUnsigned(value.size());
        reserve(value.size());
        value.copyTo(bytes, length);
        length += value.size();
    }

    /** Writes an array alone. */
    public void writeRaw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    /** Begins a part whose length is written before it; to be ended with {@link #endPart}. Parts may be within parts. */
    int beginPart() {
        writeByte(0);
        return length;
    }

    /** Ends the part that was begun with this result: now its length is known, and is mostly as short as was hoped. */
    void endPart(int begin) {
        int size = length - begin;
        int more = lengthOf(size) - 1;
        if (more > 0) {
            reserve(more);
            System.arraycopy(bytes, begin, bytes, begin + more, size);
        }
        length = begin - 1;
        writeUnsigned(size);
        length += size;
    }

    private static int lengthOf(int unsigned) {
        int length = 1;
        for (int rest = unsigned >>> 7; rest != 0; rest >>>= 7) {
            length++;
        }
        return length;
    }

    /** What was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
        }
    }
}
