package cloudjar.kernel.world;

import cloudjar.kernel.archive.ArchiveReader;
import cloudjar.kernel.archive.ArchiveRefusedException;
import cloudjar.kernel.archive.ArchiveWriter;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.blob.HeldContent;
import cloudjar.kernel.clock.ClockState;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.MalformedValueException;
import cloudjar.kernel.store.RawRows;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.TimerTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A draft's rows and content, on their way to an archive or from one. Rows go as they are, but for two kinds: counts of
 * content, which are about its home, and the index of timers, which is made anew.
 */
record WorldArchive(Store store, Blobs blobs) {
    private static final int BATCH_BYTES = 1 << 20;

    /** Writes all of it. */
    void writeTo(OutputStream target) throws IOException {
        ArchiveWriter archive = new ArchiveWriter(target);
        new RawRows(store).forEach(row -> {
            if (isPortable(row.key())) {
                archive.row(row.key(), row.value());
            }
        });
        archive.contents(blobs.highestNumber());
        blobs.forEachHeld((held, content) -> {
            try (InputStream stream = content.stream()) {
                archive.content(held, stream);
            }
        });
        archive.end();
    }

    private static boolean isPortable(Key key) {
        return !Blobs.counts(key) && !TimerTable.isIndex(key);
    }

    /**
     * Reads all of it into this draft, which is empty.
     *
     * @throws ArchiveRefusedException when the archive is refused; what was read of it stays in the draft
     */
    void readFrom(InputStream source) throws IOException {
        Rows rows = new Rows();
        try {
            new ArchiveReader(source).read(rows);
            boolean unused = store.read(snapshot -> ClockState.in(snapshot).isPresent());
        } catch (MalformedValueException e) {
            throw new ArchiveRefusedException(
                    "the archive has a timer or a clock that cannot be read: " + e.getMessage());
        }
    }

    /** Puts rows into the draft, some at a time. */
    private final class Rows implements ArchiveReader.Receiver {
        private final List<Row<Key, Bytes>> batch = new ArrayList<>();
        private long batchBytes;

        @Override
        public void row(Key key, Bytes value) {
            if (!isPortable(key)) {
                throw new ArchiveRefusedException("the archive has a row that is not exported: " + key);
            }
            batch.add(new Row<>(key, value));
            batchBytes += key.length() + value.size();
            if (batchBytes > BATCH_BYTES) {
                put();
            }
        }

        @Override
        public void contents(long highest) {
            put();
            blobs.beginAdoption(highest);
        }

        @Override
        public void content(HeldContent held, InputStream content) throws IOException {
            if (!blobs.adopt(held, content)) {
                throw new ArchiveRefusedException("the archive has the same content twice: " + held.number());
            }
        }

        private void put() {
            boolean unused = store.write(tx -> {
                for (Row<Key, Bytes> row : batch) {
                    if (!TimerTable.restore(tx, row)) {
                        tx.put(row.key(), row.value(), Codec.RAW);
                    }
                }
                return true;
            });
            batch.clear();
            batchBytes = 0;
        }
    }
}
