package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Store;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores in a database of a test's own. */
public final class PostgresStores implements AutoCloseable {
    private final PrivatePostgres postgres;
    private final PostgresEngine engine;
    private final AtomicInteger worlds = new AtomicInteger();

    private PostgresStores(PrivatePostgres postgres, KeyLayout layout) {
        this.postgres = postgres;
        this.engine = PostgresEngine.open(
                PostgresAddress.parse(postgres.newDatabase()), new SplittableRandom(1)::nextLong, layout);
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

    @Override
    public void close() {
        engine.close();
        postgres.close();
    }
}
