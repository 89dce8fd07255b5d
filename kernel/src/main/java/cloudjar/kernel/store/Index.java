package cloudjar.kernel.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * A secondary index of a {@link Table}: finds its rows by a part of their values. The table keeps it; nobody writes to
 * it. Declared by {@link Table#index}.
 */
public final class Index<I, K, V> {
    private final Table<K, V> table;
    private final String name;
    private final KeyCodec<I> indexKeys;
    private final Function<? super V, ? extends Collection<? extends I>> entries;

    /** The binding used last, as a table keeps it. */
    private volatile ScopedIndex<I, K, V> last;

    Index(
            Table<K, V> table,
            String name,
            KeyCodec<I> indexKeys,
            Function<? super V, ? extends Collection<? extends I>> entries) {
        this.table = table;
        this.name = name;
        this.indexKeys = indexKeys;
        this.entries = entries;
        this.last = new ScopedIndex<>(this, table.in(Scope.GLOBAL));
    }

    /** The index of an account in a region. */
    public ScopedIndex<I, K, V> in(String account, String region) {
        return in(new Scope(account, region));
    }

    /** The index of a scope. */
    public ScopedIndex<I, K, V> in(Scope scope) {
        ScopedIndex<I, K, V> bound = last;
        if (bound.scope().equals(scope)) {
            return bound;
        }
        ScopedIndex<I, K, V> made = new ScopedIndex<>(this, table.in(scope));
        last = made;
        return made;
    }

    /** Its name, unique in the table. */
    public String name() {
        return name;
    }

    KeyCodec<I> indexKeys() {
        return indexKeys;
    }

    Key prefix(Scope scope) {
        return table.prefix(scope, table.name() + "/" + name);
    }

    /** The whole keys of a row's entries; each ends with the row's own key. */
    Set<Key> entriesOf(Key indexPrefix, Key rowKey, V value) {
        Collection<? extends I> found = entries.apply(value);
        Set<Key> keys = HashSet.newHashSet(found.size());
        for (I indexKey : found) {
            KeyWriter writer = new KeyWriter().addAll(indexPrefix);
            indexKeys.write(indexKey, writer);
            keys.add(writer.addAll(rowKey).toKey());
        }
        return keys;
    }
}
