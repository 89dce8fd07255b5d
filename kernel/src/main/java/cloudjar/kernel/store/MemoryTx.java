package cloudjar.kernel.store;

import java.time.Instant;
import java.util.List;
import org.pcollections.TreePMap;

/** A transaction on a version of the rows of its own, which becomes the store's when it commits. */
final class MemoryTx extends MemorySnapshot implements Tx {
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
    public void afterCommit(Runnable effect) {
        checkOpen();
        effects.afterCommit(effect);
    }

    @Override
    public void signal(String topic) {
        checkOpen();
        effects.signal(topic);
    }

    @Override
    public void at(Instant due, Timer timer) {
        TimerTable.set(this, due, timer);
        effects.timerSet(due);
    }

    @Override
    public boolean cancel(String handler, String id) {
        return TimerTable.cancel(this, handler, id);
    }
}
