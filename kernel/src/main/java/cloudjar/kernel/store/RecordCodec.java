package cloudjar.kernel.store;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compact codec of a record, made from its components.
 *
 * <p>A component may be a primitive or its box, {@code String}, {@code Instant}, {@code Duration}, {@code Bytes}, {@code
 * BigInteger}, {@code BigDecimal}, {@code UUID}, an enum, an {@code Optional}, a {@code List}, {@code Set}, {@code Map}
 * (all three keep their order), {@code SortedSet} or {@code SortedMap} (both in natural order), a record, a sealed
 * interface of records, or a type whose codec was given to the {@link #builder}. References may be null, collections and
 * optionals may not; nor may elements of collections.
 *
 * <p>Evolution: components may be <em>added at the end</em>. A value written before has null there, or zero, false, or
 * an empty collection or optional. Record types of a sealed interface and enum constants are known by their names and
 * may be added anywhere. Any other change of shape is a change of format.
 *
 * <p>Form: the number of components; one bit for each that says whether it differs from that default; then those that do.
 * Booleans take no more than their bit.
 */
public final class RecordCodec<R> implements Codec<R> {
    private final RecordShape<R> shape;
    private ComponentCodec[] components = {};

    private RecordCodec(RecordShape<R> shape) {
        this.shape = shape;
    }

    /**
     * The codec of a record type, or of a sealed interface of records.
     *
     * @throws IllegalArgumentException when the type, or one within it, is not among those above
     */
    public static <R> Codec<R> of(Class<R> type) {
        return new Builder().build(type);
    }

    /** For records that hold types with codecs of their own. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the codecs of types that are no records. */
    public static final class Builder {
        private final Map<Class<?>, Codec<?>> known = new HashMap<>();

        private Builder() {}

        /** Values of the type are written by this codec. */
        public <T> Builder with(Class<T> type, Codec<T> codec) {
            known.put(type, codec);
            return this;
        }

        /** The codec of a record type, or of a sealed interface of records. */
        @SuppressWarnings("unchecked")
        public <R> Codec<R> build(Class<R> type) {
            return (Codec<R>) new CodecResolver(known).codecOf(type);
        }
    }

    /** Makes a codec, known to the resolver before its components are, since a record may contain itself. */
    static <R> RecordCodec<R> unresolved(Class<R> type) {
        return new RecordCodec<>(RecordShape.of(type));
    }

    void resolve(CodecResolver resolver) {
        RecordComponent[] declared = shape.components();
        ComponentCodec[] resolved = new ComponentCodec[declared.length];
        for (int i = 0; i < resolved.length; i++) {
            resolved[i] = ComponentCodec.of(declared[i], resolver);
        }
        components = resolved;
    }

    @Override
    public void write(R value, ByteWriter out) {
        int count = components.length;
        Object[] values = new Object[count];
        out.writeUnsigned(count);
        int bits = 0;
        for (int i = 0; i < count; i++) {
            values[i] = components[i].orNullIfDefault(shape.get(value, i));
            if (values[i] != null) {
                bits |= 1 << (i & 7);
            }
            if ((i & 7) == 7 || i == count - 1) {
                out.writeByte(bits);
                bits = 0;
            }
        }
        for (int i = 0; i < count; i++) {
            if (values[i] != null) {
                components[i].codec().write(values[i], out);
            }
        }
    }

    @Override
    public R read(ByteReader in) {
        in.enter();
        long written = in.readUnsigned();
        if (written < 0 || written > components.length) {
            throw new MalformedValueException("a " + shape.type().getSimpleName() + " of " + written
                    + " components, where this version knows " + components.length);
        }
        byte[] bits = new byte[((int) written + 7) / 8];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) in.readByte();
        }
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            boolean present = i < written && (bits[i >> 3] & 1 << (i & 7)) != 0;
            values[i] = present ? components[i].codec().read(in) : components[i].absent();
        }
        in.leave();
        return shape.create(values);
    }

    /** A component's codec with the value that is not written. */
    private record ComponentCodec(
            Codec<Object> codec, @Nullable Object absent) {
        @SuppressWarnings("unchecked")
        static ComponentCodec of(RecordComponent component, CodecResolver resolver) {
            Type type = component.getGenericType();
            try {
                if (component.getType() == Optional.class && type instanceof ParameterizedType parameterized) {
                    Codec<Object> element =
                            (Codec<Object>) resolver.codecOf(parameterized.getActualTypeArguments()[0]);
                    return new ComponentCodec(
                            element.as(Optional::of, value -> ((Optional<?>) value).orElseThrow()), Optional.empty());
                }
                return new ComponentCodec((Codec<Object>) resolver.codecOf(type), Defaults.of(component.getType()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "no codec for " + component.getDeclaringRecord() + ": " + component, e);
            }
        }

        @Nullable
        Object orNullIfDefault(@Nullable Object value) {
            if (absent == null) {
                return value;
            }
            if (value == null) {
                throw new IllegalArgumentException("a collection or optional is null where it should be empty");
            }
            return absent.equals(value) ? null : value;
        }
    }
}
