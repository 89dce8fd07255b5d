package cloudjar.kernel.store;

import java.util.List;
import org.pcollections.TreePMap;

/** A transaction on a version of the rows of its own, which becomes the store's when it commits. */
final class MemoryTx extends MemorySnapshot implements EngineTx {
    private final Effects effects = new Effects();

    MemoryTx(TreePMap<Key, Object> rows) {
        super(rows);
    }

    Effects effects() {
        return effects;
    }

    @Override
    public <V> void put(Key key, V value, Codec<V> codec) {
        checkOpen();
        replace(rows().plus(key, value));
    }

    @Override
    public boolean delete(Key key) {
        checkOpen();
        TreePMap<Key, Object> before = rows();
        replace(before.minus(key));
        return rows().size() != before.size();
    }

    @Override
    public long deleteRange(Range range) {
        List<Key> keys = range(range, Codec.NOTHING).keys();
        TreePMap<Key, Object> rest = rows();
        for (Key key : keys) {
            rest = rest.minus(key);
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
