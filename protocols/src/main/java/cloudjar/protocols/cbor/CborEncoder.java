package cloudjar.protocols.cbor;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.ContentBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as CBOR, with definite lengths. */
final class CborEncoder {
    private final ContentBuffer out;
    private final CborTime time;

    CborEncoder(ContentBuffer out, CborTime time) {
        this.out = out;
        this.time = time;
    }

    /**
     * Writes a structure.
     *
     * @param bindings which members to write; null for all
     */
    void structure(CborShape shape, Structure value, @Nullable Bindings bindings) {
        head(Cbor.MAP, count(shape, value, bindings));
        members(shape, value, bindings);
    }

    int count(CborShape shape, Structure value, @Nullable Bindings bindings) {
        int count = 0;
        for (int i = 0; i < shape.schema.memberCount(); i++) {
            if (value.get(i) != null && (bindings == null || bindings.inBody(i))) {
                count++;
            }
        }
        return count;
    }

    /** Writes the members of a structure without the head of their map. */
    void members(CborShape shape, Structure value, @Nullable Bindings bindings) {
        for (int i = 0; i < shape.schema.memberCount(); i++) {
            Object member = value.get(i);
            if (member != null && (bindings == null || bindings.inBody(i))) {
                byte[] key = shape.key(i);
                head(Cbor.TEXT, key.length);
                out.write(key);
                value(shape.target(i), member);
            }
        }
    }

    void value(CborShape shape, Object value) {
        switch (shape.type) {
            case STRING -> text((String) value);
            case BOOLEAN -> out.write((Boolean) value ? Cbor.TRUE : Cbor.FALSE);
            case BYTE, SHORT, INTEGER, LONG -> integer(((Number) value).longValue());
            case FLOAT -> {
                out.write(Cbor.FLOAT);
                bigEndian(Float.floatToIntBits((Float) value), 4);
            }
            case DOUBLE -> real((Double) value);
            case BIG_INTEGER -> bigInteger((BigInteger) value);
            case BIG_DECIMAL -> decimal((BigDecimal) value);
            case BLOB -> bytes(((Bytes) value).toArray());
            case TIMESTAMP -> timestamp((Instant) value);
            case DOCUMENT -> bare(((Document) value).value());
            case LIST -> {
                List<?> list = (List<?>) value;
                head(Cbor.ARRAY, list.size());
                list.forEach(element -> valueOrNull(shape.target(0), element));
            }
            case MAP -> {
                Map<?, ?> map = (Map<?, ?>) value;
                head(Cbor.MAP, map.size());
                map.forEach((key, element) -> {
                    text((String) key);
                    valueOrNull(shape.target(1), element);
                });
            }
            case STRUCTURE, UNION -> structure(shape, (Structure) value, null);
        }
    }

    private void valueOrNull(CborShape shape, @Nullable Object value) {
        if (value == null) {
            out.write(Cbor.NULL);
        } else {
            value(shape, value);
        }
    }

    void head(int major, long argument) {
        int type = major << 5;
        if (argument < 0 || argument > 0xffff_ffffL) {
            out.write(type | 27);
            bigEndian(argument, 8);
        } else if (argument > 0xffff) {
            out.write(type | 26);
            bigEndian(argument, 4);
        } else if (argument > 0xff) {
            out.write(type | 25);
            bigEndian(argument, 2);
        } else if (argument > 23) {
            out.write(type | 24);
            out.write((int) argument);
        } else {
            out.write(type | (int) argument);
        }
    }

    private void bigEndian(long value, int bytes) {
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        head(Cbor.TEXT, utf8.length);
        out.write(utf8);
    }

    private void bytes(byte[] bytes) {
        head(Cbor.BYTES, bytes.length);
        out.write(bytes);
    }

    private void integer(long value) {
        if (value >= 0) {
            head(Cbor.UNSIGNED, value);
        } else {
            head(Cbor.NEGATIVE, ~value);
        }
    }

    private void real(double value) {
        out.write(Cbor.DOUBLE);
        bigEndian(Double.doubleToLongBits(value), 8);
    }

    private void bigInteger(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            integer(value.longValue());
        } else {
            boolean negative = value.signum() < 0;
            head(Cbor.TAG, negative ? Cbor.TAG_NEGATIVE : Cbor.TAG_POSITIVE);
            byte[] magnitude = (negative ? value.not() : value).toByteArray();
            int sign = magnitude[0] == 0 ? 1 : 0;
            head(Cbor.BYTES, magnitude.length - sign);
            out.write(magnitude, sign, magnitude.length - sign);
        }
    }

    private void decimal(BigDecimal value) {
        head(Cbor.TAG, Cbor.TAG_DECIMAL);
        head(Cbor.ARRAY, 2);
        integer(-(long) value.scale());
        bigInteger(value.unscaledValue());
    }

    private void timestamp(Instant value) {
        head(Cbor.TAG, Cbor.TAG_TIME);
        if (time == CborTime.MILLISECONDS) {
            integer(value.toEpochMilli());
        } else if (value.getNano() < 1_000_000) {
            integer(value.getEpochSecond());
        } else {
            real(value.toEpochMilli() / 1000.0);
        }
    }

    /** Writes a value that no schema describes. */
    private void bare(@Nullable Object value) {
        switch (value) {
            case null -> out.write(Cbor.NULL);
            case String text -> text(text);
            case Boolean flag -> out.write(flag ? Cbor.TRUE : Cbor.FALSE);
            case Float number -> real(number);
            case Double number -> real(number);
            case BigInteger number -> bigInteger(number);
            case BigDecimal number -> decimal(number);
            case Number number -> integer(number.longValue());
            case List<?> list -> {
                head(Cbor.ARRAY, list.size());
                list.forEach(this::bare);
            }
            case Map<?, ?> map -> {
                head(Cbor.MAP, map.size());
                map.forEach((key, element) -> {
                    text((String) key);
                    bare(element);
                });
            }
            default -> throw new IllegalArgumentException("no document value: " + value.getClass());
        }
    }
}
