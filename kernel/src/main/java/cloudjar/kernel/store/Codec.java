package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import java.util.function.Function;

/**
 * Turns values of one type into bytes and back: what is read equals what was written. Thread-safe.
 *
 * <p>Bytes outlive programs: a codec reads what every earlier version of it wrote.
 */
public interface Codec<V> {
    /** Writes a value. */
    void write(V value, ByteWriter out);

    /**
     * Reads a value.
     *
     * @throws MalformedValueException when the bytes are no value of this type
     */
    V read(ByteReader in);

    /** The bytes of a value. */
    default byte[] encode(V value) {
        ByteWriter out = new ByteWriter();
        write(value, out);
        return out.toBytes();
    }

    /**
     * The value of these bytes, all of them.
     *
     * @throws MalformedValueException when they are no value of this type
     */
    default V decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        V value = read(in);
        in.expectEnd();
        return value;
    }

    /** A codec of another type, by way of values of this one. */
    default <W> Codec<W> as(Function<? super V, ? extends W> make, Function<? super W, ? extends V> take) {
        Codec<V> self = this;
        return new Codec<>() {
            @Override
            public void write(W value, ByteWriter out) {
                self.write(take.apply(value), out);
            }

            @Override
            public W read(ByteReader in) {
                return make.apply(self.read(in));
            }
        };
    }

    /**
     * The same in bytes; but in memory, too, a value is kept as its bytes and read anew for each who asks. For tables of many
     * rows that are seldom read: an array is no work for the collector, where a value of many parts is.
     */
    default Codec<V> packed() {
        return new PackedCodec<>(this);
    }

    /** Strings. */
    Codec<String> STRING = new Codec<>() {
        @Override
        public void write(String value, ByteWriter out) {
            out.writeString(value);
        }

        @Override
        public String read(ByteReader in) {
            return in.readString();
        }
    };

    /** Numbers. */
    Codec<Long> LONG = new Codec<>() {
        @Override
        public void write(Long value, ByteWriter out) {
            out.writeSigned(value);
        }

        @Override
        public Long read(ByteReader in) {
            return in.readSigned();
        }
    };

    /** Byte strings. */
    Codec<Bytes> BYTES = new Codec<>() {
        @Override
        public void write(Bytes value, ByteWriter out) {
            out.writeBytes(value);
        }

        @Override
        public Bytes read(ByteReader in) {
            return Bytes.wrap(in.readBytes());
        }
    };

    /** All bytes of a value as they are, whatever codec wrote them: for those who pass rows on without understanding them. */
    Codec<Bytes> RAW = new Codec<>() {
        @Override
        public void write(Bytes value, ByteWriter out) {
            out.writeRaw(value.toArray());
        }

        @Override
        public Bytes read(ByteReader in) {
            return Bytes.wrap(in.readRest());
        }
    };

    /** The one value {@link Nothing#NOTHING}, in no bytes: for rows whose key says it all. */
    Codec<Nothing> NOTHING = new Codec<>() {
        @Override
        public void write(Nothing value, ByteWriter out) {}

        @Override
        public Nothing read(ByteReader in) {
            return Nothing.NOTHING;
        }
    };

    /** The type of a value that says nothing. */
    enum Nothing {
        NOTHING
    }
}
