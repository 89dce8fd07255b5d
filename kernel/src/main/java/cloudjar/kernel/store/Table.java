package cloudjar.kernel.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A typed table that a service declares once: its name, how its keys become tuples, how its values become bytes, and its
 * indexes. It holds no rows; {@link #in} binds it to the rows of one account and region.
 *
 * <p>Declare the indexes before the first use: rows written earlier are not in them. Thread-safe from then on.
 */
public final class Table<K, V> {
    private final String service;
    private final String name;
    private final KeyCodec<K> keys;
    private final Codec<V> values;
    private final List<Index<?, K, V>> indexes = new ArrayList<>();
    private @Nullable Expiry<K, V> expiry;
    private @Nullable Stamp stamp;

    /** The binding used last, since one caller uses the same again and again; losing a race costs only time. */
    private volatile ScopedTable<K, V> last;

    private Table(String service, String name, KeyCodec<K> keys, Codec<V> values) {
        this.service = service;
        this.name = name;
        this.keys = keys;
        this.values = values;
        this.last = new ScopedTable<>(this, Scope.GLOBAL);
    }

    /** A table of a service, without indexes yet. */
    public static <K, V> Table<K, V> of(String service, String name, KeyCodec<K> keys, Codec<V> values) {
        if (name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a table's name holds no slash, which sets its indexes apart: " + name);
        }
        return new Table<>(service, name, keys, values);
    }

    /** A table that belongs to another of the service, as an index does. */
    static <K, V> Table<K, V> beside(String service, String name, String part, KeyCodec<K> keys, Codec<V> values) {
        return new Table<>(service, name + "/" + part, keys, values);
    }

    /**
     * Declares a secondary index: the table keeps it in the transaction that changes a row.
     *
     * @param entries under which index keys a row is found; none keeps it out of the index
     */
    public <I> Index<I, K, V> index(
            String indexName, KeyCodec<I> indexKeys, Function<? super V, ? extends Collection<? extends I>> entries) {
        Index<I, K, V> index = new Index<>(this, indexName, indexKeys, entries);
        indexes.add(index);
        return index;
    }

    /**
     * Declares that rows have an end: the table sets timers for it and keeps an index of it; {@link Expiry#fire} takes the rows
     * away. To be declared once.
     *
     * @param expires when a row's time has come; nothing where it stays
     */
    public Expiry<K, V> expiry(Function<? super V, Optional<Instant>> expires) {
        if (expiry != null) {
            throw new IllegalStateException("an expiry declared twice: " + name);
        }
        Expiry<K, V> declared = new Expiry<>(
                this,
                index("by-expiry", KeyCodec.INSTANT, value -> expires.apply(value).stream()
                        .toList()),
                expires);
        expiry = declared;
        return declared;
    }

    /** Declares that every change of the table advances a stamp. */
    public Table<K, V> stampedBy(Stamp advanced) {
        stamp = advanced;
        return this;
    }

    /** The rows of an account in a region. */
    public ScopedTable<K, V> in(String account, String region) {
        ScopedTable<K, V> bound = last;
        return bound.scope().account().equals(account) && bound.scope().region().equals(region)
                ? bound
                : bind(new Scope(account, region));
    }

    /** The rows of a scope. */
    public ScopedTable<K, V> in(Scope scope) {
        ScopedTable<K, V> bound = last;
        return bound.scope().equals(scope) ? bound : bind(scope);
    }

    private ScopedTable<K, V> bind(Scope scope) {
        ScopedTable<K, V> bound = new ScopedTable<>(this, scope);
        last = bound;
        return bound;
    }

    /** The service it belongs to. */
    public String service() {
        return service;
    }

    /** Its name, unique in the service. */
    public String name() {
        return name;
    }

    /** How its keys become tuples. */
    public KeyCodec<K> keys() {
        return keys;
    }

    /** How its values become bytes. */
    public Codec<V> values() {
        return values;
    }

    /** Its indexes, in the order of declaration. */
    public List<Index<?, K, V>> indexes() {
        return List.copyOf(indexes);
    }

    /** As {@link #indexes()}, without a copy. */
    List<Index<?, K, V>> sharedIndexes() {
        return indexes;
    }

    /** Its expiry, where one was declared. */
    @Nullable
    Expiry<K, V> sharedExpiry() {
        return expiry;
    }

    /** What its changes advance, where something was declared. */
    @Nullable
    Stamp sharedStamp() {
        return stamp;
    }

    /** What all keys of the table, or of one of its indexes, begin with in a scope. */
    Key prefix(Scope scope, String tableOrIndex) {
        return new KeyWriter()
                .add(scope.account())
                .add(scope.region())
                .add(service)
                .add(tableOrIndex)
                .toKey();
    }
}
