package cloudjar.kernel.store;

import org.junit.jupiter.api.AutoClose;

class RocksDbStoreAlwaysConcurrencyTest extends StoreConcurrencyContract {
    @AutoClose
    private static final TemporaryStores STORES = new TemporaryStores(Fsync.ALWAYS);

    @Override
    Store newStore(CommitListener commits) {
        return STORES.newStore(commits);
    }
}
