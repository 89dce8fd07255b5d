package cloudjar.bench.growth;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.rocksdb.RocksDbEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Fills one store with small rows, in no order, and measures at a thousand, a hundred thousand, a million and ten million of
 * them: the room a row takes, how many one thread writes in a second, each in its transaction, and how long it takes to get a
 * row, to write over it and to read a range of twenty, at rows chosen by chance. Time is that of the thread on its processor:
 * what other programs take does not count, nor do the collector's own threads.
 */
public final class StoreGrowth {
    private static final List<Integer> SIZES = List.of(1_000, 100_000, 1_000_000, 10_000_000);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int CALLS = 400_000;
    private static final int RANGE_ROWS = 20;
    private static final int FILL_BATCH = 100;
    private static final ScopedTable<Long, String> ROWS =
            Table.of("bench", "rows", KeyCodec.LONG, Codec.STRING).in("000000000000", "us-east-1");

    private final Store store;
    private final RandomGenerator random = new SplittableRandom(1);
    private int rows;
    private long found;

    private StoreGrowth(Store store) {
        this.store = store;
    }

    /** Measures {@code memory} or {@code rocksdb}, the latter in a new directory under the second argument. */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("memory")) {
            try (StoreEngine engine = new MemoryEngine()) {
                measure(engine, () -> heap());
            }
            return;
        }
        Path directory = Files.createTempDirectory(Path.of(arguments[1]), "growth-");
        try (StoreEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            measure(engine, () -> size(directory));
        } finally {
            delete(directory);
        }
    }

    /** What the rows take, in bytes. */
    private interface Room {
        long bytes() throws IOException;
    }

    private static void measure(StoreEngine engine, Room room) throws IOException {
        StoreGrowth growth = new StoreGrowth(engine.open("bench", CommitListener.NONE));
        System.out.println("| rows | bytes a row | fill, rows/s | put tx/s | get µs | put µs | range of 20 µs |");
        System.out.println("|---|---|---|---|---|---|---|");
        long empty = room.bytes();
        for (int size : SIZES) {
            if (size > Integer.getInteger("rows.max", Integer.MAX_VALUE)) {
                break;
            }
            int before = growth.rows;
            long fill = growth.fill(size);
            long bytes = (room.bytes() - empty) / size;
            double filled = (size - before) * 1e9 / fill;
            growth.warm();
            double get = growth.micros(growth::get);
            double put = growth.micros(growth::put);
            double range = growth.micros(growth::range);
            System.out.printf(
                    "| %,d | %d | %,.0f | %,.0f | %.2f | %.2f | %.2f |%n",
                    size, bytes, filled, 1e6 / put, get, put, range);
        }
        if (growth.found == 0) {
            throw new IllegalStateException("nothing was found");
        }
    }

    private long fill(int size) {
        long begin = THREADS.getCurrentThreadCpuTime();
        while (rows < size) {
            int from = rows;
            int to = Math.min(size, from + FILL_BATCH);
            store.write(tx -> {
                for (int i = from; i < to; i++) {
                    ROWS.put(tx, key(i), "value-" + i);
                }
                return to;
            });
            rows = to;
        }
        return THREADS.getCurrentThreadCpuTime() - begin;
    }

    private void warm() {
        for (int i = 0; i < CALLS / 4; i++) {
            get(i);
            put(i);
            range(i);
        }
    }

    private double micros(IntConsumer call) {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            call.accept(i);
        }
        return (THREADS.getCurrentThreadCpuTime() - begin) / 1000.0 / CALLS;
    }

    private void get(int call) {
        long key = key(random.nextInt(rows));
        found += store.read(snapshot -> ROWS.get(snapshot, key)).orElseThrow().length();
    }

    private void put(int call) {
        long key = key(random.nextInt(rows));
        store.write(tx -> {
            ROWS.put(tx, key, "other-" + call);
            return key;
        });
    }

    private void range(int call) {
        long key = key(random.nextInt(rows));
        found += store.read(
                snapshot -> ROWS.rows(snapshot, Range.from(ROWS.tuple(key)).limit(RANGE_ROWS))
                        .keys()
                        .size());
    }

    /** Spreads the numbers, so that rows come in no order. */
    private static long key(int number) {
        return number * 0x9E3779B97F4A7C15L;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
