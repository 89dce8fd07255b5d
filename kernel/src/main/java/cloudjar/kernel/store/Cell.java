package cloudjar.kernel.store;

/**
 * A value in memory, with what turns it into bytes.
 *
 * @param value immutable; its bytes where the codec is a packed one
 * @param codec the one that it was written with
 */
record Cell(Object value, Codec<?> codec) {
    static <V> Cell of(V value, Codec<V> codec) {
        return new Cell(codec instanceof PackedCodec<V> ? codec.encode(value) : value, codec);
    }

    /** The value, by way of its bytes where it was written as another type. */
    @SuppressWarnings("unchecked")
    <V> V as(Codec<V> wanted) {
        return wanted == codec && !(codec instanceof PackedCodec<?>) ? (V) value : wanted.decode(bytes());
    }

    @SuppressWarnings("unchecked")
    private byte[] bytes() {
        return codec instanceof PackedCodec<?> ? (byte[]) value : ((Codec<Object>) codec).encode(value);
    }
}
