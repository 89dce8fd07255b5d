package cloudjar.kernel.store;

import java.util.Set;

/** An engine for tests whose stores are {@link CheckingStore}s on those of another engine. */
public final class CheckingEngine implements StoreEngine {
    private final StoreEngine engine;

    /** Checks what is done to the stores of the engine. */
    public CheckingEngine(StoreEngine engine) {
        this.engine = engine;
    }

    @Override
    public Set<String> worlds() {
        return engine.worlds();
    }

    @Override
    public Store open(String world, CommitListener listener) {
        return new CheckingStore(engine.open(world, listener));
    }

    @Override
    public Store fork(Store source, String world, CommitListener listener) {
        if (source instanceof CheckingStore checking) {
            return new CheckingStore(engine.fork(checking.store(), world, listener));
        }
        throw new IllegalArgumentException("a store of another engine");
    }

    @Override
    public void retire(String world) {
        engine.retire(world);
    }

    @Override
    public void promise(String draft, String world) {
        engine.promise(draft, world);
    }

    @Override
    public Store settle(String draft, Store rows, String world, CommitListener listener) {
        Store settled = rows instanceof CheckingStore checking ? checking.store() : rows;
        return new CheckingStore(engine.settle(draft, settled, world, listener));
    }

    @Override
    public void drop(String world) {
        engine.drop(world);
    }

    @Override
    public Peers peers() {
        return engine.peers();
    }

    @Override
    public void close() {
        engine.close();
    }
}
