package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.overlay.Committed;
import cloudjar.kernel.store.overlay.CommittedCursor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/** The committed rows, as they stood at one moment. For one thread; to be closed, for it holds native memory. */
final class View implements Committed, AutoCloseable {
    private static final byte[] NO_ROOM = new byte[0];
    private static final int FOUND_MAX = 100;

    private final RocksDB db;
    private final Path home;
    private final ReadOptions options;
    private final @Nullable Snapshot snapshot;
    private final Gaps gaps;

    /** Where scans upwards came over no row before their first one, while somebody remembers it. */
    private final @Nullable List<Gaps.Stretch> found;

    /** Most bodies look for single rows by a search: they share one iterator. */
    private @Nullable RocksIterator shared;

    private @Nullable StoredCursor holder;
    private @Nullable List<RocksIterator> others;

    private View(
            RocksDB db,
            Path home,
            ReadOptions options,
            @Nullable Snapshot snapshot,
            Gaps gaps,
            @Nullable List<Gaps.Stretch> found) {
        this.db = db;
        this.home = home;
        this.options = options;
        this.snapshot = snapshot;
        this.gaps = gaps;
        this.found = found;
    }

    /** The rows of a snapshot, which is released when this is closed. */
    static View of(Snapshot snapshot, RocksDB db, Path home, Gaps gaps) {
        return new View(db, home, new ReadOptions().setSnapshot(snapshot), snapshot, gaps, null);
    }

    /** The rows as they are while nothing is committed; the options stay the caller's. */
    static View latest(RocksDB db, Path home, ReadOptions options, Gaps gaps) {
        return new View(db, home, options, null, gaps, new ArrayList<>());
    }

    Gaps gaps() {
        return gaps;
    }

    /** A scan upwards came over no row in this stretch. */
    void found(Gaps.Stretch stretch) {
        if (found != null && found.size() < FOUND_MAX) {
            found.add(stretch);
        }
    }

    /** The stretches found without a row. */
    List<Gaps.Stretch> found() {
        return found == null ? List.of() : found;
    }

    @Override
    public byte @Nullable [] get(Key key) {
        try {
            return db.get(options, key.toBytes());
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    @Override
    public boolean contains(Key key) {
        try {
            return db.get(options, key.toBytes(), NO_ROOM) != RocksDB.NOT_FOUND;
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    @Override
    public CommittedCursor cursor(Range range) {
        return new StoredCursor(this, range);
    }

    RuntimeException unreadable(RocksDBException e) {
        return Failure.of("the store could not be read in", home, e);
    }

    /** The shared iterator, which the cursor holds until another one wants it. */
    RocksIterator claim(StoredCursor cursor) {
        holder = cursor;
        RocksIterator iterator = shared;
        if (iterator == null) {
            iterator = db.newIterator(options);
            shared = iterator;
        }
        return iterator;
    }

    boolean isHolder(StoredCursor cursor) {
        return holder == cursor;
    }

    /** An iterator that is the caller's alone until this is closed. */
    RocksIterator newIterator() {
        RocksIterator iterator = db.newIterator(options);
        if (others == null) {
            others = new ArrayList<>();
        }
        others.add(iterator);
        return iterator;
    }

    @Override
    public void close() {
        if (shared != null) {
            shared.close();
        }
        if (others != null) {
            others.forEach(RocksIterator::close);
        }
        if (snapshot != null) {
            options.close();
            db.releaseSnapshot(snapshot);
        }
    }
}
