package cloudjar.kernel.store;

import cloudjar.kernel.store.postgres.PostgresStores;
import java.util.Objects;
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

    @Override
    boolean writersTakeTurns() {
        return false;
    }

    /** A listener of both nodes hears of a commit twice, and of the other node's a little later. */
    @Override
    void signalIsHeardWhenWhatItSpeaksOfCanBeRead() {}
}
