package cloudjar.kernel.store.postgres;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The stores that are open on this node, by their worlds' names and ids. Thread-safe. */
final class OpenStores {
    private final Map<String, PostgresStore> byName = new ConcurrentHashMap<>();
    private final Map<Long, PostgresStore> byId = new ConcurrentHashMap<>();

    void add(String name, PostgresStore store) {
        if (byName.putIfAbsent(name, store) != null) {
            throw new IllegalStateException("a world is open already: " + name);
        }
        byId.put(store.world(), store);
    }

    @Nullable
    PostgresStore named(String name) {
        return byName.get(name);
    }

    @Nullable
    PostgresStore numbered(long id) {
        return byId.get(id);
    }

    @Nullable
    PostgresStore remove(String name) {
        PostgresStore store = byName.remove(name);
        if (store != null) {
            byId.remove(store.world());
        }
        return store;
    }

    Collection<PostgresStore> all() {
        return byName.values();
    }
}
