package cloudjar.kernel.store;

import org.junit.jupiter.api.AutoClose;

/** The contract where every commit waits for the disk, and readers for what they saw. */
class RocksDbStoreAlwaysTest extends StoreContract {
    @AutoClose
    private static final TemporaryStores STORES = new TemporaryStores(Fsync.ALWAYS);

    @Override
    Store newStore(CommitListener commits) {
        return STORES.newStore(commits);
    }
}
