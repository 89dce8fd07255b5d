package cloudjar.kernel.world;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.clock.Wakeup;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What nodes make of a database that does not answer for a while. */
class PostgresOutageTest extends SharedDatabase {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void brokenConnectionsAreMadeAgainAndNoSignalIsMissed() throws Exception {
        Node here = node();
        Node there = node();
        World waiting = there.worlds().defaultWorld();
        for (int i = 0; i < 5; i++) {
            try (Subscription news = waiting.signals().subscribe("topic")) {
                postgres()
                        .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE application_name = 'cloudjar'");
                signalWhateverItTakes(here);

                assertThat(news.await(waiting.clock().deadlineIn(DAY))).isEqualTo(Wakeup.SIGNALLED);
            }
        }
    }

    private static void signalWhateverItTakes(Node node) {
        while (true) {
            try {
                node.store().write(tx -> {
                    tx.put(Key.of("a"), "1", Codec.STRING);
                    tx.signal("topic");
                    return 0;
                });
                return;
            } catch (StoreFailedException e) {
                assertThat(e.reason()).isEqualTo(StoreFailedException.Reason.UNREACHABLE);
            }
        }
    }

    @Test
    void databaseThatRestartsLosesNothingThatWasAcknowledged() throws Exception {
        List<Node> nodes = List.of(node(), node());
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch working = new CountDownLatch(4);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<long[]>> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Store store = nodes.get(i % 2).store();
                String key = "writer-" + i;
                writers.add(threads.submit(() -> writeUntil(ended, store, key, working)));
            }
            working.await();
            postgres().control("restart", "fast");
            increment(nodes.getFirst().store(), "between");
            postgres().control("stop", "immediate");
            postgres().control("start");
            awaitStore(nodes.getFirst().store());
            awaitStore(nodes.getLast().store());
            ended.set(true);

            for (int i = 0; i < writers.size(); i++) {
                long[] acknowledgedAndUnknown = writers.get(i).get();
                long acknowledged = acknowledgedAndUnknown[0];
                assertThat(count(nodes.getFirst().store(), "writer-" + i))
                        .isBetween(acknowledged, acknowledged + acknowledgedAndUnknown[1]);
            }
        }
    }

    /** Counts up until it is told to end; says how often that was acknowledged, and how often it is not known. */
    private static long[] writeUntil(AtomicBoolean ended, Store store, String key, CountDownLatch working) {
        long acknowledged = 0;
        long unknown = 0;
        while (!ended.get()) {
            try {
                increment(store, key);
                acknowledged++;
                if (acknowledged == 10) {
                    working.countDown();
                }
            } catch (StoreFailedException e) {
                assertThat(e.reason()).isEqualTo(StoreFailedException.Reason.UNREACHABLE);
                unknown++;
            }
        }
        return new long[] {acknowledged, unknown};
    }

    private static void awaitStore(Store store) {
        while (true) {
            try {
                increment(store, "after");
                return;
            } catch (StoreFailedException e) {
                assertThat(e.reason()).isEqualTo(StoreFailedException.Reason.UNREACHABLE);
            }
        }
    }
}
