package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The codecs of the plain values that records are made of. */
final class ValueCodecs {
    static final Map<Class<?>, Codec<?>> BY_TYPE = byType();

    private ValueCodecs() {}

    private static Map<Class<?>, Codec<?>> byType() {
        Map<Class<?>, Codec<?>> codecs = new HashMap<>();
        codecs.put(String.class, Codec.STRING);
        codecs.put(Bytes.class, Codec.BYTES);
        both(codecs, long.class, Long.class, Codec.LONG);
        both(codecs, int.class, Integer.class, Codec.LONG.as(ValueCodecs::toInt, Integer::longValue));
        both(codecs, short.class, Short.class, Codec.LONG.as(Long::shortValue, Short::longValue));
        both(codecs, byte.class, Byte.class, Codec.LONG.as(Long::byteValue, Byte::longValue));
        both(codecs, char.class, Character.class, Codec.LONG.as(n -> (char) n.longValue(), c -> (long) c));
        both(
                codecs,
                double.class,
                Double.class,
                codec(
                        (value, out) -> out.writeFixed(Double.doubleToRawLongBits(value)),
                        in -> Double.longBitsToDouble(in.readFixed())));
        both(
                codecs,
                float.class,
                Float.class,
                codec(
                        (value, out) -> out.writeFixed(Float.floatToRawIntBits(value)),
                        in -> Float.intBitsToFloat((int) in.readFixed())));
        // A primitive boolean is written only when it is true; its bit says so already.
        codecs.put(boolean.class, codec((value, out) -> {}, in -> true));
        codecs.put(
                Boolean.class,
                codec((Boolean value, ByteWriter out) -> out.writeByte(value ? 1 : 0), in -> in.readByte() == 1));
        codecs.put(Instant.class, codec(ValueCodecs::writeInstant, ValueCodecs::readInstant));
        codecs.put(Duration.class, codec(ValueCodecs::writeDuration, ValueCodecs::readDuration));
        codecs.put(UUID.class, codec(ValueCodecs::writeUuid, in -> new UUID(in.readFixed(), in.readFixed())));
        codecs.put(
                BigInteger.class,
                codec((value, out) -> out.writeBytes(value.toByteArray()), ValueCodecs::readBigInteger));
        codecs.put(BigDecimal.class, codec(ValueCodecs::writeBigDecimal, ValueCodecs::readBigDecimal));
        return Map.copyOf(codecs);
    }

    private static void both(Map<Class<?>, Codec<?>> codecs, Class<?> primitive, Class<?> box, Codec<?> codec) {
        codecs.put(primitive, codec);
        codecs.put(box, codec);
    }

    private static <V> Codec<V> codec(BiConsumer<V, ByteWriter> write, Function<ByteReader, V> read) {
        return new Codec<>() {
            @Override
            public void write(V value, ByteWriter out) {
                write.accept(value, out);
            }

            @Override
            public V read(ByteReader in) {
                return read.apply(in);
            }
        };
    }

    /** Constants by name, so that they may be added and reordered. */
    static Codec<?> enumCodec(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        return codec((Object value, ByteWriter out) -> out.writeString(((Enum<?>) value).name()), in -> {
            String name = in.readString();
            Object constant = constants.get(name);
            if (constant == null) {
                throw new MalformedValueException("no " + type.getSimpleName() + " that this version knows: " + name);
            }
            return constant;
        });
    }

    private static int toInt(long number) {
        if (number != (int) number) {
            throw new MalformedValueException("an int out of range");
        }
        return (int) number;
    }

    static void writeInstant(Instant value, ByteWriter out) {
        out.writeSigned(value.getEpochSecond());
        out.writeUnsigned(value.getNano());
    }

    static Instant readInstant(ByteReader in) {
        try {
            return Instant.ofEpochSecond(in.readSigned(), in.readUnsigned());
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedValueException("no instant", e);
        }
    }

    private static void writeDuration(Duration value, ByteWriter out) {
        out.writeSigned(value.getSeconds());
        out.writeUnsigned(value.getNano());
    }

    private static Duration readDuration(ByteReader in) {
        try {
            return Duration.ofSeconds(in.readSigned(), in.readUnsigned());
        } catch (ArithmeticException e) {
            throw new MalformedValueException("no duration", e);
        }
    }

    private static void writeUuid(UUID value, ByteWriter out) {
        out.writeFixed(value.getMostSignificantBits());
        out.writeFixed(value.getLeastSignificantBits());
    }

    private static BigInteger readBigInteger(ByteReader in) {
        byte[] bytes = in.readBytes();
        if (bytes.length == 0) {
            throw new MalformedValueException("a number of no bytes");
        }
        return new BigInteger(bytes);
    }

    private static void writeBigDecimal(BigDecimal value, ByteWriter out) {
        out.writeSigned(value.scale());
        out.writeBytes(value.unscaledValue().toByteArray());
    }

    private static BigDecimal readBigDecimal(ByteReader in) {
        int scale = (int) in.readSigned();
        return new BigDecimal(readBigInteger(in), scale);
    }
}
