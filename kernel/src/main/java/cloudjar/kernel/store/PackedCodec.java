package cloudjar.kernel.store;

/** A codec whose values are kept as bytes in memory, too. */
record PackedCodec<V>(Codec<V> codec) implements Codec<V> {
    @Override
    public void write(V value, ByteWriter out) {
        codec.write(value, out);
    }

    @Override
    public V read(ByteReader in) {
        return codec.read(in);
    }
}
