package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes that codecs write to. Not thread-safe. */
public final class ByteWriter {
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
        int start = length;
        if (chars < 0x40) {
            // The usual short ASCII string, without an array of its own.
            reserve(chars + 1);
            bytes[length++] = (byte) (chars << 1);
            int i = 0;
            while (i < chars && value.charAt(i) < 0x80) {
                bytes[length++] = (byte) value.charAt(i++);
            }
            if (i == chars) {
                return;
            }
            length = start;
        }
        if (StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
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
