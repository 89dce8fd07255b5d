package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.store.history.History;
import cloudjar.kernel.store.history.HistoryChecker;
import cloudjar.kernel.store.history.ListForm;
import cloudjar.kernel.store.history.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Store} promises to those who use it at the same time; each engine runs it. How many transactions the
 * histories have is set by {@code cloudjar.histories}, a factor.
 */
abstract class StoreConcurrencyContract {
    static final int WRITERS = 8;
    private static final int FACTOR = Integer.getInteger("cloudjar.histories", 1);

    private final Store store = newStore(CommitListener.NONE);

    /** A new, empty store that tells the listener. */
    abstract Store newStore(CommitListener commits);

    @Test
    void readRepeatsWhateverIsWrittenMeanwhile() throws Exception {
        put("a", "1");
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> reader = threads.submit(() -> store.read(snapshot -> {
                List<String> seen = new ArrayList<>();
                Iterator<Row<Key, String>> rows =
                        snapshot.range(Range.all(), Codec.STRING).iterator();
                seen.add(rows.next().value());
                reading.countDown();
                await(written);
                seen.add(String.valueOf(snapshot.get(Key.of("a"), Codec.STRING)));
                seen.add(String.valueOf(rows.hasNext()));
                seen.addAll(snapshot.range(Range.all(), Codec.STRING).values());
                return seen;
            }));
            reading.await();
            put("a", "2");
            put("b", "2");
            written.countDown();

            assertThat(reader.get()).containsExactly("1", "1", "false", "1");
        }
    }

    @Test
    void concurrentAdditionsAllCount() {
        int each = 500;
        concurrently(writer -> {
            for (int i = 0; i < each; i++) {
                store.write(tx -> {
                    Long old = tx.get(Key.of("counter"), Codec.LONG);
                    tx.put(Key.of("counter"), old == null ? 1 : old + 1, Codec.LONG);
                    return 0;
                });
            }
        });

        assertThat(store.<Long>read(snapshot -> snapshot.get(Key.of("counter"), Codec.LONG)))
                .isEqualTo((long) WRITERS * each);
    }

    @Test
    void numberIsWhatAllHaveAdded() {
        ScopedCounter<String> counter = Counter.of("test", "n", KeyCodec.STRING).in(Scope.GLOBAL);
        concurrently(writer -> {
            for (int i = 0; i < 300; i++) {
                long sign = i % 3 == 2 ? -1 : 1;
                store.write(tx -> {
                    counter.add(tx, "a", 2 * sign);
                    counter.add(tx, "a", -sign);
                    counter.add(tx, "ab", 1);
                    return 0;
                });
            }
        });

        assertThat(store.<Long>read(snapshot -> counter.get(snapshot, "a"))).isEqualTo(WRITERS * 100L);
        assertThat(store.<Long>read(snapshot -> counter.get(snapshot, "ab"))).isEqualTo(WRITERS * 300L);
        assertThat(store.<Long>write(tx -> {
                    counter.add(tx, "a", 1);
                    return counter.get(tx, "a");
                }))
                .isEqualTo(WRITERS * 100L + 1);
        assertThat(store.<Long>write(tx -> {
                    counter.add(tx, "a", 1);
                    counter.clear(tx, "a");
                    counter.add(tx, "a", 7);
                    return counter.get(tx, "a");
                }))
                .isEqualTo(7);
        assertThat(store.<Long>read(snapshot -> counter.get(snapshot, "a"))).isEqualTo(7);
    }

    @Test
    void decisionOnWhatIsAbsentHolds() {
        int ranges = 200;
        concurrently(writer -> {
            for (int i = 0; i < ranges; i++) {
                Range range = Range.prefix(Key.of("range", i));
                Key mine = Key.of("range", i, writer);
                store.write(tx -> {
                    if (tx.range(range, Codec.STRING).first().isEmpty()) {
                        tx.put(mine, "only", Codec.STRING);
                    }
                    return 0;
                });
            }
        });

        assertThat(store.<Long>read(snapshot -> snapshot.count(Range.all()))).isEqualTo(ranges);
    }

    /** Whether the serial order of transactions is one in which no transaction comes before one that had ended when it began. */
    boolean keepsOrderOfTime() {
        return true;
    }

    /** Whether a write waits for the one before it, whatever that one waits for. */
    boolean writersTakeTurns() {
        return true;
    }

    @Test
    void historiesAreSerializableInTheOrderOfTime() {
        for (int seed = 0; seed < 3 * FACTOR; seed++) {
            Workload workload = new Workload(WRITERS, 150, seed % 3 + 1, seed);

            assertThat(problems(workload.run(newStore(CommitListener.NONE))))
                    .as("seed %s", seed)
                    .isEmpty();
        }
    }

    /**
     * The read that shows a commit and not that of a write which has not seen it either, and began before it. After Fekete,
     * O'Neil and O'Neil, "A Read-Only Transaction Anomaly Under Snapshot Isolation" (2004).
     */
    @Test
    void whatAReadHasSeenNoWriteUnderWayContradicts() throws Exception {
        History history = new History();
        List<String> lists = IntStream.range(0, 40).mapToObj(i -> "list" + i).toList();
        // Rows that are there are looked up by themselves; in the place of those that are not a database sees whole
        // pages.
        history.run(
                store,
                "beginning",
                (tx, deeds) -> lists.forEach(list -> deeds.append(ListForm.ROW, list, "first-of-" + list)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                String mine = lists.get(2 * i);
                String others = lists.get(2 * i + 1);
                String round = "round " + i;
                CountDownLatch looked = new CountDownLatch(1);
                CountDownLatch goOn = new CountDownLatch(1);
                Future<?> slow = threads.submit(() -> history.run(store, "slow of " + round, (tx, deeds) -> {
                    deeds.read(ListForm.ROW, others);
                    looked.countDown();
                    await(goOn);
                    deeds.append(ListForm.ROW, mine, "of-" + mine);
                }));
                looked.await();
                Future<?> quick = threads.submit(() -> {
                    history.run(
                            store,
                            "quick of " + round,
                            (tx, deeds) -> deeds.append(ListForm.ROW, others, "of-" + others));
                    history.read(store, "read of " + round, List.of(mine, others), ListForm.ROW);
                    goOn.countDown();
                });
                if (writersTakeTurns()) {
                    goOn.countDown();
                }
                finish(quick);
                finish(slow);
                history.read(store, "end of " + round, List.of(mine, others), ListForm.ROW);
            }
        }

        assertThat(problems(history)).isEmpty();
    }

    private List<String> problems(History history) {
        return HistoryChecker.problems(history).stream()
                .filter(problem -> keepsOrderOfTime() || !problem.startsWith("out of the order of time"))
                .toList();
    }

    @Test
    void twoThatEachReadWhatTheOtherWritesDoNotBothMissIt() {
        int rounds = 200;
        concurrently(writer -> {
            for (int i = 0; i < rounds; i++) {
                Key mine = Key.of("on call", i, writer % 2);
                Key others = Key.of("on call", i, 1 - writer % 2);
                store.write(tx -> {
                    if (!tx.contains(others)) {
                        tx.put(mine, "gone", Codec.STRING);
                    }
                    return 0;
                });
            }
        });

        assertThat(store.<Long>read(snapshot -> snapshot.count(Range.all()))).isEqualTo(rounds);
    }

    @Test
    void whatIsCountedDoesNotGrowBesideTheDecision() {
        int groups = 50;
        int most = 3;
        concurrently(writer -> {
            for (int i = 0; i < groups * 4; i++) {
                Range group = Range.prefix(Key.of("group", i % groups));
                Key mine = Key.of("group", i % groups, writer, i);
                store.write(tx -> {
                    if (tx.count(group) < most) {
                        tx.put(mine, "member", Codec.STRING);
                    }
                    return 0;
                });
            }
        });

        for (int i = 0; i < groups; i++) {
            Range group = Range.prefix(Key.of("group", i));
            assertThat(store.<Long>read(snapshot -> snapshot.count(group))).isEqualTo(most);
        }
    }

    @Test
    void rangeIsTakenByOneOnly() {
        int rows = 400;
        store.write(tx -> {
            for (int i = 0; i < rows; i++) {
                tx.put(Key.of("queue", i), "row", Codec.STRING);
            }
            return 0;
        });
        List<Object> taken = Collections.synchronizedList(new ArrayList<>());
        concurrently(writer -> {
            for (int i = 0; i < rows / WRITERS; i++) {
                taken.addAll(store.<List<Key>>write(tx -> {
                    Range first = Range.prefix("queue").limit(1);
                    List<Key> keys = tx.range(first, Codec.STRING).keys();
                    tx.deleteRange(first);
                    return keys;
                }));
            }
        });

        assertThat(taken).hasSize(rows).doesNotHaveDuplicates();
    }

    @Test
    void indexAgreesWithItsTableInEveryView() {
        Table<String, String> table = Table.of("test", "rows", KeyCodec.STRING, Codec.STRING);
        Index<String, String, String> index = table.index("by-value", KeyCodec.STRING, List::of);
        concurrently(writer -> {
            for (int i = 0; i < 150; i++) {
                String key = "k" + i % 7;
                String value = "v" + (i * 31 + writer) % 5;
                boolean gone = (i + writer) % 4 == 0;
                store.write(tx ->
                        gone ? table.in(Scope.GLOBAL).delete(tx, key) : put(table.in(Scope.GLOBAL), tx, key, value));
                store.read(snapshot -> {
                    List<Row<String, String>> rows =
                            table.in(Scope.GLOBAL).rows(snapshot).toList();
                    List<Row<String, String>> indexed =
                            index.in(Scope.GLOBAL).rows(snapshot).toList();
                    assertThat(indexed).containsExactlyInAnyOrderElementsOf(rows);
                    return 0;
                });
            }
        });
    }

    @Test
    void signalIsHeardWhenWhatItSpeaksOfCanBeRead() {
        List<Boolean> seen = Collections.synchronizedList(new ArrayList<>());
        Store[] own = new Store[1];
        own[0] = newStore(new CommitListener() {
            @Override
            public void signalled(String topic) {
                seen.add(own[0].read(snapshot -> snapshot.contains(Key.of(topic))));
            }

            @Override
            public void timerSet(Instant due) {}
        });
        concurrently(writer -> {
            for (int i = 0; i < 50; i++) {
                String topic = writer + "." + i;
                own[0].write(tx -> {
                    tx.signal(topic);
                    tx.put(Key.of(topic), "row", Codec.STRING);
                    return 0;
                });
            }
        });

        assertThat(seen).hasSize(WRITERS * 50).doesNotContain(false);
    }

    @Test
    void logsOfManyWritersHaveNoGaps() {
        ScopedLog<String, String> logs =
                Log.of("test", "log", KeyCodec.STRING, Codec.STRING).in(Scope.GLOBAL);
        concurrently(writer -> {
            for (int i = 0; i < 100; i++) {
                String log = "log" + i % 2;
                store.write(tx -> logs.append(tx, log, Instant.EPOCH, "entry of " + writer));
            }
        });

        for (String log : List.of("log0", "log1")) {
            assertThat(store.<List<Long>>read(snapshot ->
                            logs.from(snapshot, log, 0, Integer.MAX_VALUE).keys()))
                    .isEqualTo(LongStream.rangeClosed(1, WRITERS * 50).boxed().toList());
        }
    }

    private static boolean put(ScopedTable<String, String> table, Tx tx, String key, String value) {
        table.put(tx, key, value);
        return true;
    }

    private void put(String key, String value) {
        store.write(tx -> {
            tx.put(Key.of(key), value, Codec.STRING);
            return 0;
        });
    }

    private static void concurrently(IntConsumer work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> running = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(writer -> threads.submit(() -> work.accept(writer)))
                    .toList();
            for (Future<?> each : running) {
                finish(each);
            }
        }
    }

    private static void finish(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("a writer failed", e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
