package cloudjar.kernel.store;

import java.io.IOException;
import net.jqwik.api.lifecycle.AfterContainer;

class RocksDbStoreProperties extends StoreScanContract {
    private static final TemporaryStores STORES = new TemporaryStores(Fsync.OS);
    private static final Store STORE = STORES.newStore(CommitListener.NONE);

    @AfterContainer
    static void end() throws IOException {
        STORES.close();
    }

    /** One store emptied again and again, so that what was deleted is in the way. */
    @Override
    Store newStore() {
        STORE.write(tx -> tx.deleteRange(Range.all()));
        return STORE;
    }
}
