package cloudjar.bench.growth;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.postgres.PostgresAddress;
import cloudjar.kernel.store.postgres.PostgresEngine;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Measures the engine over a database, whose address is the argument, at a thousand, a hundred thousand and a million small
 * rows, at ten million as well with {@code -Drows.max=10000000}: how long one caller waits for a row, a write over one and a range of twenty (the median), and how many writes and gets a
 * second many callers do, each by themselves and both at once. Time is that of the clock on the wall, since most of it passes in the database.
 */
public final class SharedStore {
    private static final List<Integer> SIZES = List.of(1_000, 100_000, 1_000_000, 10_000_000);
    private static final int CALLS = Integer.getInteger("calls", 2_000);
    private static final int CALLERS = 32;
    private static final int RANGE_ROWS = 20;
    private static final int FILL_BATCH = 2_000;
    private static final ScopedTable<Long, String> ROWS =
            Table.of("bench", "rows", KeyCodec.LONG, Codec.STRING).in("000000000000", "us-east-1");

    private final Store store;
    private final LongAdder found = new LongAdder();
    private int rows;

    private SharedStore(Store store) {
        this.store = store;
    }

    /** Measures in a world of its own, which goes at the end. */
    public static void main(String[] arguments) {
        PostgresAddress address = PostgresAddress.parse(arguments[0]);
        try (StoreEngine engine = PostgresEngine.open(address, new SplittableRandom()::nextLong)) {
            new SharedStore(engine.open("bench", CommitListener.NONE)).measure();
            engine.drop("bench");
        }
    }

    private void measure() {
        System.out.println("| rows | fill, rows/s | get µs | put µs | range of 20 µs | gets/s, " + CALLERS
                + " callers | put tx/s, " + CALLERS + " callers | gets/s beside as many puts |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int size : SIZES) {
            if (size > Integer.getInteger("rows.max", 1_000_000)) {
                break;
            }
            int before = rows;
            long begin = System.nanoTime();
            fill(size);
            double filled = (size - before) * 1e9 / (System.nanoTime() - begin);
            medianMicros(this::get);
            medianMicros(this::put);
            System.out.printf(
                    "| %,d | %,.0f | %,d | %,d | %,d | %,.0f | %,.0f | %,.0f |%n",
                    size,
                    filled,
                    medianMicros(this::get),
                    medianMicros(this::put),
                    medianMicros(this::range),
                    perSecond(this::get),
                    perSecond(this::put),
                    perSecond(this::getBesidePuts) / 2);
        }
        System.out.println(found.sum() + " characters were read");
    }

    private void fill(int size) {
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
    }

    private long medianMicros(IntConsumer call) {
        RandomGenerator random = new SplittableRandom(1);
        long[] nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long begin = System.nanoTime();
            call.accept(random.nextInt(rows));
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[CALLS / 2] / 1000;
    }

    private double perSecond(IntConsumer call) {
        long begin = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                RandomGenerator random = new SplittableRandom(i);
                callers.execute(() -> {
                    for (int n = 0; n < CALLS / 4; n++) {
                        call.accept(random.nextInt(rows));
                    }
                });
            }
        }
        return CALLERS * (CALLS / 4) * 1e9 / (System.nanoTime() - begin);
    }

    private void get(int number) {
        found.add(store.read(snapshot -> ROWS.get(snapshot, key(number)))
                .orElseThrow()
                .length());
    }

    private void getBesidePuts(int number) {
        if (number % 2 == 0) {
            get(number);
        } else {
            put(number);
        }
    }

    private void put(int number) {
        store.write(tx -> {
            ROWS.put(tx, key(number), "other-" + number);
            return number;
        });
    }

    private void range(int number) {
        found.add(store.read(snapshot -> ROWS.rows(
                        snapshot, Range.from(ROWS.tuple(key(number))).limit(RANGE_ROWS))
                .keys()
                .size()));
    }

    /** Spreads the numbers, so that rows come in no order. */
    private static long key(int number) {
        return number * 0x9E3779B97F4A7C15L;
    }
}
