package cloudjar.kernel.store;

import java.util.List;

/** A transaction on a version of the rows of its own, which becomes the store's when it commits. */
final class MemoryTx extends MemorySnapshot implements EngineTx {
    private final Effects effects = new Effects();

    MemoryTx(RowTree rows) {
        super(rows);
    }

    Effects effects() {
        return effects;
    }

    @Override
    public <V> void put(Key key, V value, Codec<V> codec) {
        checkOpen();
        replace(rows().with(key, Cell.of(value, codec)));
    }

    @Override
    public <V> void putAll(List<Row<Key, V>> rows, Codec<V> codec) {
        checkOpen();
        if (RowBatch.inOrder(rows)) {
            replace(rows().with(RowBatch.of(rows, codec)));
        } else {
            EngineTx.super.putAll(rows, codec);
        }
    }

    @Override
    public boolean delete(Key key) {
        checkOpen();
        RowTree before = rows();
        replace(before.without(key));
        return rows().size() != before.size();
    }

    @Override
    public long deleteRange(Range range) {
        checkOpen();
        if (range.isEmpty()) {
            return 0;
        }
        if (range.limit() == Integer.MAX_VALUE) {
            RowTree before = rows();
            replace(before.without(range.from(), range.to()));
            return (long) before.size() - rows().size();
        }
        List<Key> keys = keys(range);
        RowTree rest = rows();
        for (Key key : keys) {
            rest = rest.without(key);
        }
        replace(rest);
        return keys.size();
    }

    @Override
    public Effects pending() {
        checkOpen();
        return effects;
    }
}
