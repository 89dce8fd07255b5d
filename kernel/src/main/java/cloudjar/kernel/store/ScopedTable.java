package cloudjar.kernel.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a {@link Table} in one scope. Thread-safe; cheap to obtain. */
public final class ScopedTable<K, V> implements Scan<K, V> {
    private final Table<K, V> table;
    private final Scope scope;
    private final Key prefix;

    ScopedTable(Table<K, V> table, Scope scope) {
        this.table = table;
        this.scope = scope;
        this.prefix = table.prefix(scope, table.name());
    }

    /** The row's value. */
    public Optional<V> get(Snapshot snapshot, K key) {
        return Optional.ofNullable(snapshot.get(wholeKey(key), table.values()));
    }

    /** Whether there is such a row. */
    public boolean contains(Snapshot snapshot, K key) {
        return snapshot.contains(wholeKey(key));
    }

    /** Writes a row, in place of one with the same key. */
    public void put(Tx tx, K key, V value) {
        advanceStamp(tx);
        Key whole = wholeKey(key);
        if (!table.sharedIndexes().isEmpty()) {
            reindex(tx, whole, tx.get(whole, table.values()), value);
        }
        Expiry<K, V> expiry = table.sharedExpiry();
        if (expiry != null) {
            expiry.arm(tx, scope, value);
        }
        tx.put(whole, value, table.values());
    }

    /** Writes rows, in place of those with the same keys; takes least where they are in the order of their keys. */
    public void putAll(Tx tx, List<Row<K, V>> rows) {
        if (table.sharedIndexes().isEmpty() && table.sharedExpiry() == null) {
            advanceStamp(tx);
            List<Row<Key, V>> whole = new ArrayList<>(rows.size());
            rows.forEach(row -> whole.add(new Row<>(wholeKey(row.key()), row.value())));
            tx.putAll(whole, table.values());
        } else {
            rows.forEach(row -> put(tx, row.key(), row.value()));
        }
    }

    /** Takes a row away; says whether there was one. */
    public boolean delete(Tx tx, K key) {
        return deleteWhole(tx, wholeKey(key));
    }

    /** Takes away the rows of the range and says how many there were. */
    public long deleteRange(Tx tx, Range range) {
        advanceStamp(tx);
        Range whole = range.under(prefix);
        if (table.sharedIndexes().isEmpty()) {
            return tx.deleteRange(whole);
        }
        List<Key> keys = new ArrayList<>(tx.range(whole, table.values()).keys());
        keys.forEach(key -> deleteWhole(tx, key));
        return keys.size();
    }

    @Override
    public Rows<K, V> rows(Snapshot snapshot, Range range) {
        return snapshot.range(range.under(prefix), table.values()).map(row -> new Row<>(keyOf(row.key()), row.value()));
    }

    /** The values of the range's rows, lazily, without a look at their keys. */
    public Iterable<V> values(Snapshot snapshot, Range range) {
        Rows<Key, V> rows = snapshot.range(range.under(prefix), table.values());
        return () -> {
            Iterator<Row<Key, V>> each = rows.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public V next() {
                    return each.next().value();
                }
            };
        };
    }

    @Override
    public Rows<Key, Row<K, V>> positioned(Snapshot snapshot, Range range) {
        return snapshot.range(range.under(prefix), table.values())
                .map(row -> new Row<>(row.key().without(prefix), new Row<>(keyOf(row.key()), row.value())));
    }

    @Override
    public long count(Snapshot snapshot, Range range) {
        return snapshot.count(range.under(prefix));
    }

    /** The tuple of a key, as ranges of this table take it. */
    public Key tuple(K key) {
        KeyWriter writer = new KeyWriter();
        table.keys().write(key, writer);
        return writer.toKey();
    }

    /** Whose rows these are. */
    public Scope scope() {
        return scope;
    }

    @Nullable
    V getWhole(Snapshot snapshot, Key whole) {
        return snapshot.get(whole, table.values());
    }

    Key prefix() {
        return prefix;
    }

    K keyOf(Key whole) {
        return table.keys().read(whole.readerAfter(prefix));
    }

    /** The whole key of a row, as it stands in the store. */
    public Key wholeKey(K key) {
        KeyWriter writer = new KeyWriter(prefix.length() + 64).addAll(prefix);
        table.keys().write(key, writer);
        return writer.toKey();
    }

    private void advanceStamp(Tx tx) {
        Stamp stamp = table.sharedStamp();
        if (stamp != null) {
            stamp.advance(tx, scope);
        }
    }

    private boolean deleteWhole(Tx tx, Key whole) {
        advanceStamp(tx);
        if (table.sharedIndexes().isEmpty()) {
            return tx.delete(whole);
        }
        V old = tx.get(whole, table.values());
        if (old == null) {
            return false;
        }
        reindex(tx, whole, old, null);
        return tx.delete(whole);
    }

    private void reindex(Tx tx, Key whole, @Nullable V before, @Nullable V after) {
        for (Index<?, K, V> index : table.sharedIndexes()) {
            Key indexPrefix = index.prefix(scope);
            Key rowKey = whole.without(prefix);
            Set<Key> old = before == null ? Set.of() : index.entriesOf(indexPrefix, rowKey, before);
            Set<Key> now = after == null ? Set.of() : index.entriesOf(indexPrefix, rowKey, after);
            for (Key gone : old) {
                if (!now.contains(gone)) {
                    tx.delete(gone);
                }
            }
            for (Key added : now) {
                if (!old.contains(added)) {
                    tx.put(added, Codec.Nothing.NOTHING, Codec.NOTHING);
                }
            }
        }
    }
}
