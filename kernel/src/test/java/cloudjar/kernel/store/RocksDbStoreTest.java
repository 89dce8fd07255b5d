package cloudjar.kernel.store;

import org.junit.jupiter.api.AutoClose;

class RocksDbStoreTest extends StoreContract {
    @AutoClose
    private static final TemporaryStores STORES = new TemporaryStores(Fsync.OS);

    @Override
    Store newStore(CommitListener commits) {
        return STORES.newStore(commits);
    }
}
