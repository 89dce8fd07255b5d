package cloudjar.kernel.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The codecs of collections. What they read cannot be changed and keeps the order in which it was written. */
final class CollectionCodecs {
    /** What a count alone, before any element was read, may take in memory. */
    private static final int PRESIZED_MAX = 1024;

    private CollectionCodecs() {}

    static Codec<?> list(Codec<?> element) {
        return collection(element, ArrayList::new, Collections::unmodifiableList);
    }

    static Codec<?> set(Codec<?> element) {
        return collection(element, LinkedHashSet::newLinkedHashSet, Collections::unmodifiableSet);
    }

    static Codec<?> sortedSet(Codec<?> element) {
        return collection(element, count -> new TreeSet<>(), Collections::unmodifiableSortedSet);
    }

    static Codec<?> map(Codec<?> key, Codec<?> value) {
        return maps(key, value, LinkedHashMap::newLinkedHashMap, Collections::unmodifiableMap);
    }

    static Codec<?> sortedMap(Codec<?> key, Codec<?> value) {
        return maps(key, value, count -> new TreeMap<>(), Collections::unmodifiableSortedMap);
    }

    private static <C extends Collection<Object>> Codec<Collection<?>> collection(
            Codec<?> elementCodec, IntFunction<C> make, Function<C, ? extends Collection<?>> seal) {
        @SuppressWarnings("unchecked")
        Codec<Object> element = (Codec<Object>) elementCodec;
        return new Codec<>() {
            @Override
            public void write(Collection<?> value, ByteWriter out) {
                out.writeUnsigned(value.size());
                for (Object each : value) {
                    element.write(each, out);
                }
            }

            @Override
            public Collection<?> read(ByteReader in) {
                in.enter();
                int count = in.readCount();
                C read = make.apply(Math.min(count, PRESIZED_MAX));
                for (int i = 0; i < count; i++) {
                    read.add(element.read(in));
                }
                in.leave();
                return seal.apply(read);
            }
        };
    }

    private static <M extends Map<Object, Object>> Codec<Map<?, ?>> maps(
            Codec<?> keyCodec, Codec<?> valueCodec, IntFunction<M> make, Function<M, ? extends Map<?, ?>> seal) {
        @SuppressWarnings("unchecked")
        Codec<Object> keys = (Codec<Object>) keyCodec;
        @SuppressWarnings("unchecked")
        Codec<Object> values = (Codec<Object>) valueCodec;
        return new Codec<>() {
            @Override
            public void write(Map<?, ?> value, ByteWriter out) {
                out.writeUnsigned(value.size());
                for (Map.Entry<?, ?> entry : value.entrySet()) {
                    keys.write(entry.getKey(), out);
                    values.write(entry.getValue(), out);
                }
            }

            @Override
            public Map<?, ?> read(ByteReader in) {
                in.enter();
                int count = in.readCount();
                M read = make.apply(Math.min(count, PRESIZED_MAX));
                for (int i = 0; i < count; i++) {
                    read.put(keys.read(in), values.read(in));
                }
                in.leave();
                return seal.apply(read);
            }
        };
    }
}
