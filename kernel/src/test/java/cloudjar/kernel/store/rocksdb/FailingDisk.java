package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreFailedException;
import java.nio.file.Path;

/** Commits rows until the disk takes no more, and says how many and what was heard of it. */
final class FailingDisk {
    private static final int ROW_BYTES = 64 * 1024;

    private FailingDisk() {}

    /** The data directory. */
    public static void main(String[] arguments) {
        try (RocksDbEngine engine = RocksDbEngine.open(Path.of(arguments[0]), Fsync.OS)) {
            Store store = engine.open("default", CommitListener.NONE);
            long rows = 0;
            try {
                while (true) {
                    put(store, rows);
                    rows++;
                }
            } catch (StoreFailedException e) {
                System.out.println(rows + " committed");
                System.out.println(e.reason() + ": " + e.getMessage());
            }
            System.out.println(store.<Long>read(snapshot -> snapshot.count(Range.all())) + " readable");
        }
    }

    private static void put(Store store, long row) {
        byte[] value = new byte[ROW_BYTES];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (row * 31 + (long) i * (i >> 3));
        }
        store.write(tx -> {
            tx.put(Key.of(row), Bytes.wrap(value), Codec.BYTES);
            return 0;
        });
    }
}
