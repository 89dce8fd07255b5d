package cloudjar.kernel.store;

import cloudjar.kernel.store.postgres.PostgresStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends StoreContract {
    private static PostgresStores stores;

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
        return stores.newStore(commits);
    }
}
