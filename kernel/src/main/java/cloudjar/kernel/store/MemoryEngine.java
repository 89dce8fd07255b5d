package cloudjar.kernel.store;

import java.util.Set;

/** Keeps every store in memory alone: a store goes when nobody holds it. */
public final class MemoryEngine implements StoreEngine {
    @Override
    public Set<String> worlds() {
        return Set.of();
    }

    @Override
    public Store open(String world, CommitListener listener) {
        return new MemoryStore(listener);
    }

    @Override
    public Store fork(Store source, String world, CommitListener listener) {
        if (source instanceof MemoryStore memory) {
            return memory.fork(listener);
        }
        throw new IllegalArgumentException("a store of another engine");
    }

    @Override
    public Store settle(String draft, Store rows, String world, CommitListener listener) {
        return fork(rows, world, listener);
    }

    @Override
    public void drop(String world) {}

    @Override
    public void close() {}
}
