package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A transaction that keeps a journal and checks codecs. */
final class CheckingTx implements Tx {
    private final Tx tx;
    private final CheckingStore.Journal journal;

    CheckingTx(Tx tx, CheckingStore.Journal journal) {
        this.tx = tx;
        this.journal = journal;
    }

    @Override
    public <V> @Nullable V get(Key key, Codec<V> codec) {
        V value = tx.get(key, codec);
        journal.read(value);
        return value;
    }

    @Override
    public boolean contains(Key key) {
        boolean contained = tx.contains(key);
        journal.read(contained);
        return contained;
    }

    @Override
    public <V> Rows<Key, V> range(Range range, Codec<V> codec) {
        Rows<Key, V> rows = tx.range(range, codec);
        return rows.map(row -> {
            journal.read(row);
            return row;
        });
    }

    @Override
    public long count(Range range) {
        long count = tx.count(range);
        journal.read(count);
        return count;
    }

    @Override
    public <V> void put(Key key, V value, Codec<V> codec) {
        byte[] bytes = codec.encode(value);
        V decoded = codec.decode(bytes);
        if (!decoded.equals(value)) {
            throw new IllegalStateException(
                    "a value does not survive its codec: " + value + " became " + decoded + " under " + key);
        }
        journal.did("put", key, Bytes.wrap(bytes));
        tx.put(key, decoded, codec);
    }

    @Override
    public void add(Key key, long delta) {
        journal.did("add", key, delta);
        tx.add(key, delta);
    }

    @Override
    public boolean delete(Key key) {
        journal.did("delete", key);
        boolean deleted = tx.delete(key);
        journal.read(deleted);
        return deleted;
    }

    @Override
    public long deleteRange(Range range) {
        journal.did("delete", range);
        long deleted = tx.deleteRange(range);
        journal.read(deleted);
        return deleted;
    }

    @Override
    public void afterCommit(Runnable effect) {
        journal.did("afterCommit");
        tx.afterCommit(effect);
    }

    @Override
    public void signal(String topic) {
        journal.did("signal", topic);
        tx.signal(topic);
    }

    @Override
    public void at(Instant due, Timer timer) {
        journal.did("at", due, timer);
        tx.at(due, timer);
    }

    @Override
    public boolean cancel(String handler, String id) {
        journal.did("cancel", handler, id);
        boolean cancelled = tx.cancel(handler, id);
        journal.read(cancelled);
        return cancelled;
    }
}
