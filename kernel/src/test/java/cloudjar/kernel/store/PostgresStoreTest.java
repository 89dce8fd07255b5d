package cloudjar.kernel.store;

import cloudjar.kernel.store.postgres.PostgresStores;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends StoreContract {
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
        return Objects.requireNonNull(stores).newStore(commits);
    }
}
