package cloudjar.modelgen.schema;

import java.io.ByteArrayOutputStream;

/** Collects bytes in the notation of compiled models. */
final class ByteSink {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** An unsigned LEB128 integer. */
    void number(int value) {
        int left = value;
        while ((left & ~0x7f) != 0) {
            out.write(left & 0x7f | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    /** Eight bytes, big-endian. */
    void real(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (bits >>> shift));
        }
    }

    void bytes(byte[] bytes) {
        out.writeBytes(bytes);
    }

    byte[] toArray() {
        return out.toByteArray();
    }
}
