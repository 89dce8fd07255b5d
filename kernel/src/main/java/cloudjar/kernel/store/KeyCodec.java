package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Turns the keys of a table into tuple elements and back. Thread-safe. */
public interface KeyCodec<K> {
    /** Strings, as one element. */
    KeyCodec<String> STRING = of((key, out) -> out.add(key), KeyReader::nextString);

    /** Numbers, as one element. */
    KeyCodec<Long> LONG = of((key, out) -> out.add(key.longValue()), KeyReader::nextLong);

    /** Instants, as one element. */
    KeyCodec<Instant> INSTANT = of((key, out) -> out.add(key), KeyReader::nextInstant);

    /** Byte strings, as one element. */
    KeyCodec<Bytes> BYTES = of((key, out) -> out.add(key), KeyReader::nextBytes);

    /** Booleans, as one element. */
    KeyCodec<Boolean> BOOLEAN = of((key, out) -> out.add(key.booleanValue()), KeyReader::nextBoolean);

    /** Tuples as they are; only for the last part of a key, since it reads all that is left. */
    KeyCodec<Key> TUPLE = of((key, out) -> out.addAll(key), KeyReader::takeRest);

    /** Adds the elements of a key. */
    void write(K key, KeyWriter out);

    /** Reads the elements that {@link #write} added. */
    K read(KeyReader in);

    /** A codec of two functions. */
    static <K> KeyCodec<K> of(BiConsumer<? super K, KeyWriter> write, Function<KeyReader, ? extends K> read) {
        return new KeyCodec<>() {
            @Override
            public void write(K key, KeyWriter out) {
                write.accept(key, out);
            }

            @Override
            public K read(KeyReader in) {
                return read.apply(in);
            }
        };
    }

    /**
     * The codec of a type: {@code String}, {@code Long}, {@code Integer}, {@code Instant}, {@code Boolean}, {@code
     * Bytes}, an enum (by name), or a record whose components are of such types (in their order).
     */
    static <K> KeyCodec<K> of(Class<K> type) {
        return RecordKeyCodec.codecOf(type);
    }
}
