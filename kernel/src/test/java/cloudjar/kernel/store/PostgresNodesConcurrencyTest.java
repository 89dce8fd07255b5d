package cloudjar.kernel.store;

import cloudjar.kernel.store.postgres.PostgresStores;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract where threads take turns at two nodes over one database. */
class PostgresNodesConcurrencyTest extends StoreConcurrencyContract {
    private static @Nullable PostgresStores stores;

    @BeforeAll
    static void begin() {
        stores = PostgresStores.start();
    }

    @AfterAll
    static void end() {
        if (stores != null) {
            stores.close();
        }
    }

    @Override
    Store newStore(CommitListener commits) {
        return Objects.requireNonNull(stores).newStoreOfTwoNodes(commits);
    }

    /** PostgreSQL's serializable transactions have a serial order, which need not be that of time. */
    @Override
    boolean keepsOrderOfTime() {
        return false;
    }

    /**
     * A read sees one committed state, but two reads may see states that no serial order of the nodes' writes goes through:
     * the anomaly of read-only transactions under snapshots. So what has to be serializable is read by writes.
     */
    @Override
    Store serializable(Store fresh) {
        return new Store() {
            @Override
            public <T> T read(Function<? super Snapshot, T> body) {
                return fresh.write(body);
            }

            @Override
            public <T> T write(Function<? super Tx, T> body) {
                return fresh.write(body);
            }
        };
    }

    /** A listener of both nodes hears of a commit twice, and of the other node's a little later. */
    @Override
    void signalIsHeardWhenWhatItSpeaksOfCanBeRead() {}
}
