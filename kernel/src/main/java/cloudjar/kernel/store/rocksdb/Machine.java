package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.TablePropertiesCollectorFactory;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** RocksDB itself: its native code, how its databases are set up, and the memory that they share. To be closed last. */
final class Machine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Machine.class);

    /** Blocks of files, and what is not written to files yet. */
    private static final long CACHE_BYTES = 128L << 20;

    private static final long UNWRITTEN_BYTES = 64L << 20;
    private static final long UNWRITTEN_BYTES_PER_WORLD = 32L << 20;
    private static final int RANGE_DELETIONS_MAX = 16;
    private static final int ARENA_BLOCK_BYTES = 256 << 10;
    private static final int OPEN_FILES_PER_WORLD = 256;

    private final Cache cache;
    private final WriteBufferManager unwritten;
    private final BloomFilter filter;
    private final TablePropertiesCollectorFactory deletions;
    private final Options options;

    /**
     * Loads RocksDB.
     *
     * @param unpacked where its native code is unpacked, which is a directory that is there
     */
    Machine(Path unpacked) {
        loadNativeCode(unpacked);
        cache = new LRUCache(CACHE_BYTES);
        unwritten = new WriteBufferManager(UNWRITTEN_BYTES, cache);
        filter = new BloomFilter(10);
        // Queues put at one end and delete at the other: files full of deletions are compacted before their turn.
        deletions = TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(1024, 512, 0.5);
        try (DBOptions database = database();
                ColumnFamilyOptions rows = rows()) {
            options = new Options(database, rows);
            options.setTablePropertiesCollectorFactory(List.of(deletions));
        }
    }

    /**
     * Unpacked among the temporary files of the machine, the code of a process that was killed would stay there for good: it
     * goes there only where it cannot be had from the directory.
     */
    private static void loadNativeCode(Path unpacked) {
        try {
            NativeLibraryLoader.getInstance().loadLibrary(unpacked.toString());
        } catch (IOException | UnsatisfiedLinkError e) {
            LOG.debug("RocksDB's native code cannot be loaded from {}", unpacked, e);
        }
        try {
            RocksDB.loadLibrary();
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new StoreFailedException(
                    Reason.BROKEN, "RocksDB's native code does not run on this machine: " + e.getMessage(), e);
        }
    }

    private DBOptions database() {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setParanoidChecks(true)
                // A record that a crash cut off at the end of the log was never answered; anything else is damage.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxOpenFiles(OPEN_FILES_PER_WORLD)
                .setMaxBackgroundJobs(2)
                .setWriteBufferManager(unwritten)
                // One writer at a time: what lets several write into one memtable only costs.
                .setAllowConcurrentMemtableWrite(false)
                .setEnableWriteThreadAdaptiveYield(false)
                .setBytesPerSync(1 << 20)
                .setWalBytesPerSync(1 << 20)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    private ColumnFamilyOptions rows() {
        return new ColumnFamilyOptions()
                // Every read looks at them; in a file they are cheap.
                .setMemtableMaxRangeDeletions(RANGE_DELETIONS_MAX)
                .setWriteBufferSize(UNWRITTEN_BYTES_PER_WORLD)
                .setArenaBlockSize(ARENA_BLOCK_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setFilterPolicy(filter)
                        .setBlockSize(8 << 10)
                        .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash)
                        .setFormatVersion(6));
    }

    /** Opens a database, which is made when it is not there. */
    RocksDB open(Path directory) throws RocksDBException {
        return RocksDB.open(options, directory.toString());
    }

    @Override
    public void close() {
        options.close();
        deletions.close();
        filter.close();
        unwritten.close();
        cache.close();
    }
}
