package cloudjar.kernel.store;

import org.junit.jupiter.api.AutoClose;

class RocksDbStoreConcurrencyTest extends StoreConcurrencyContract {
    @AutoClose
    private static final TemporaryStores STORES = new TemporaryStores(Fsync.OS);

    @Override
    Store newStore(CommitListener commits) {
        return STORES.newStore(commits);
    }
}
