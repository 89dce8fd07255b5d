package cloudjar.services.dax.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes CBOR as DAX's clients read it. Used by one thread. */
public final class CborWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** What was written. */
    public byte[] toBytes() {
        return out.toByteArray();
    }

    public CborWriter integer(long value) {
        return value >= 0 ? head(0, value) : head(1, -1 - value);
    }

    public CborWriter text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(3, bytes.length).out.writeBytes(bytes);
        return this;
    }

    /** A text, or null. */
    public CborWriter textOrNull(@Nullable String text) {
        return text == null ? nothing() : text(text);
    }

    public CborWriter bytes(byte[] bytes) {
        head(2, bytes.length).out.writeBytes(bytes);
        return this;
    }

    /** What another has written, as bytes. */
    public CborWriter bytes(CborWriter other) {
        return bytes(other.toBytes());
    }

    /** Bytes as they are, without a head. */
    public CborWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public CborWriter array(int count) {
        return head(4, count);
    }

    public CborWriter map(int count) {
        return head(5, count);
    }

    /** Begins a map that {@link #end} ends; some readers of the clients take no other. */
    public CborWriter map() {
        out.write(0xbf);
        return this;
    }

    /** Ends a map. */
    public CborWriter end() {
        out.write(0xff);
        return this;
    }

    public CborWriter tag(int tag) {
        return head(6, tag);
    }

    public CborWriter nothing() {
        out.write(0xf6);
        return this;
    }

    public CborWriter bool(boolean value) {
        out.write(value ? 0xf5 : 0xf4);
        return this;
    }

    public CborWriter real(double value) {
        out.write(0xfb);
        return fixed(Double.doubleToRawLongBits(value), 8);
    }

    public CborWriter number(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() <= 0 && plain.precision() - plain.scale() <= 40) {
            return whole(plain.toBigIntegerExact());
        }
        return tag(4).array(2).integer(-plain.scale()).whole(plain.unscaledValue());
    }

    private CborWriter whole(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            return integer(value.longValue());
        }
        boolean negative = value.signum() < 0;
        byte[] bytes = (negative ? value.not() : value).toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        byte[] magnitude = Arrays.copyOfRange(bytes, from, bytes.length);
        return tag(negative ? 3 : 2).bytes(magnitude);
    }

    private CborWriter head(int major, long value) {
        int type = major << 5;
        if (value < 24) {
            out.write(type | (int) value);
            return this;
        }
        int size = value <= 0xff ? 0 : value <= 0xffff ? 1 : value <= 0xffffffffL ? 2 : 3;
        out.write(type | 24 + size);
        return fixed(value, 1 << size);
    }

    private CborWriter fixed(long value, int size) {
        for (int i = size - 1; i >= 0; i--) {
            out.write((int) (value >> 8 * i));
        }
        return this;
    }
}
