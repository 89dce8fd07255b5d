package cloudjar.kernel.store.overlay;

import cloudjar.kernel.store.Codec;

/** What a transaction did to one key. */
public sealed interface Change {
    /** It has a value: the object, and the bytes that its codec made of it. */
    final class Written implements Change {
        private final Object value;
        private final Codec<?> codec;
        private final byte[] bytes;

        private Written(Object value, Codec<?> codec, byte[] bytes) {
            this.value = value;
            this.codec = codec;
            this.bytes = bytes;
        }

        static <V> Written of(V value, Codec<V> codec) {
            return new Written(value, codec, codec.encode(value));
        }

        /** The value, by way of its bytes where it was written as another type. */
        @SuppressWarnings("unchecked")
        public <V> V as(Codec<V> wanted) {
            return wanted == codec ? (V) value : wanted.decode(bytes);
        }

        /** What is stored; not to be changed. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /** It has none any more. */
    enum Deleted implements Change {
        DELETED
    }
}
