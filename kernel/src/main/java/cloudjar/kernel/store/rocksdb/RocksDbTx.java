package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.overlay.Change;
import cloudjar.kernel.store.overlay.OverlayTx;
import java.util.Map;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** A transaction whose writes are an overlay until they are committed as one batch. */
final class RocksDbTx extends OverlayTx {
    private final View view;

    RocksDbTx(View view) {
        super(view);
        this.view = view;
    }

    View view() {
        return view;
    }

    /** Writes all changes to the batch. */
    void writeTo(WriteBatch batch) throws RocksDBException {
        for (Map.Entry<Key, Key> erased : overlay().erased().ends().entrySet()) {
            batch.deleteRange(erased.getKey().toBytes(), erased.getValue().toBytes());
        }
        for (Map.Entry<Key, Change> change : overlay().changes().entrySet()) {
            switch (change.getValue()) {
                case Change.Written written -> batch.put(change.getKey().toBytes(), written.bytes());
                case Change.Deleted gone -> batch.delete(change.getKey().toBytes());
            }
        }
    }
}
