package cloudjar.kernel.store;

import cloudjar.kernel.store.postgres.PostgresStores;
import java.util.Objects;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** With room for so few bytes of a key that rows of the database hold several. */
class PostgresStoreProperties extends StoreScanContract {
    private static @Nullable PostgresStores stores;

    @BeforeContainer
    static void begin() {
        stores = PostgresStores.withLongestKey(4);
    }

    @AfterContainer
    static void end() {
        if (stores != null) {
            stores.close();
        }
    }

    private final Store store = Objects.requireNonNull(stores).newStore(CommitListener.NONE);

    @Override
    Store newStore() {
        store.write(tx -> tx.deleteRange(Range.all()));
        return store;
    }
}
