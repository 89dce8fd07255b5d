package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.Tx;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stores in a database of a test's own. */
public final class PostgresStores implements AutoCloseable {
    private final PrivatePostgres postgres;
    private final PostgresEngine engine;
    private final PostgresEngine another;
    private final AtomicInteger worlds = new AtomicInteger();

    private PostgresStores(PrivatePostgres postgres, KeyLayout layout) {
        this.postgres = postgres;
        PostgresAddress address = PostgresAddress.parse(postgres.newDatabase());
        this.engine = PostgresEngine.open(address, new SplittableRandom(1)::nextLong, layout);
        this.another = PostgresEngine.open(address, new SplittableRandom(2)::nextLong, layout);
    }

    /** As in a server. */
    public static PostgresStores start() {
        return new PostgresStores(PrivatePostgres.start(), KeyLayout.PRESENT);
    }

    /** As if an index took no longer keys. */
    public static PostgresStores withLongestKey(int bytes) {
        return new PostgresStores(PrivatePostgres.start(), new KeyLayout(bytes));
    }

    /** A new, empty store. */
    public Store newStore(CommitListener commits) {
        return engine.open("w" + worlds.incrementAndGet(), commits);
    }

    /** A new, empty store whose users come by two nodes in turn. */
    public Store newStoreOfTwoNodes(CommitListener commits) {
        String world = "w" + worlds.incrementAndGet();
        Store one = engine.open(world, commits);
        Store other = another.open(world, commits);
        AtomicInteger uses = new AtomicInteger();
        return new Store() {
            @Override
            public <T> T read(Function<? super Snapshot, T> body) {
                return next().read(body);
            }

            @Override
            public <T> T write(Function<? super Tx, T> body) {
                return next().write(body);
            }

            private Store next() {
                return uses.getAndIncrement() % 2 == 0 ? one : other;
            }
        };
    }

    @Override
    public void close() {
        engine.close();
        another.close();
        postgres.close();
    }
}
