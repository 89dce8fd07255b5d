package cloudjar.kernel.store;

import java.util.Optional;

/** An {@link Index} in one scope: the rows of its table in the order of the index keys, then of their own keys. */
public final class ScopedIndex<I, K, V> implements Scan<K, V> {
    private final Index<I, K, V> index;
    private final ScopedTable<K, V> table;
    private final Key prefix;

    ScopedIndex(Index<I, K, V> index, ScopedTable<K, V> table) {
        this.index = index;
        this.table = table;
        this.prefix = index.prefix(table.scope());
    }

    /** The rows under one index key, lazily. */
    public Rows<K, V> find(Snapshot snapshot, I indexKey) {
        return rows(snapshot, Range.prefix(tuple(indexKey)));
    }

    /** The first row under one index key: the row, where the index is unique. */
    public Optional<V> get(Snapshot snapshot, I indexKey) {
        return rows(snapshot, Range.prefix(tuple(indexKey)).limit(1)).first().map(Row::value);
    }

    @Override
    public Rows<K, V> rows(Snapshot snapshot, Range range) {
        return positioned(snapshot, range).map(Row::value);
    }

    @Override
    public Rows<Key, Row<K, V>> positioned(Snapshot snapshot, Range range) {
        return snapshot.range(range.under(prefix), Codec.NOTHING)
                .map(entry -> new Row<>(entry.key().without(prefix), row(snapshot, entry.key())));
    }

    @Override
    public long count(Snapshot snapshot, Range range) {
        return snapshot.count(range.under(prefix));
    }

    /** The tuple of an index key, as ranges of this index take it. */
    public Key tuple(I indexKey) {
        KeyWriter writer = new KeyWriter();
        index.indexKeys().write(indexKey, writer);
        return writer.toKey();
    }

    /** Whose rows these are. */
    Scope scope() {
        return table.scope();
    }

    private Row<K, V> row(Snapshot snapshot, Key entry) {
        KeyReader reader = entry.readerAfter(prefix);
        index.indexKeys().read(reader);
        Key whole =
                new KeyWriter().addAll(table.prefix()).addAll(reader.takeRest()).toKey();
        V value = table.getWhole(snapshot, whole);
        if (value == null) {
            throw new IllegalStateException("an index entry without its row: " + entry);
        }
        return new Row<>(table.keyOf(whole), value);
    }
}
