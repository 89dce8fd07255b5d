package cloudjar.kernel.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.clock.Deadline;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.clock.Wakeup;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.Timer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What several nodes over one database are to each other. */
class PostgresNodesTest extends SharedDatabase {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void waitOnOneNodeEndsByTheSignalOfAnother() throws Exception {
        List<Long> micros = awaitSignals(node(), node(), 50);

        System.out.println("a signal on one node wakes a wait on another after a median of " + micros.get(25)
                + " µs, at most " + micros.getLast() + " µs");
    }

    @Test
    void nodesThatAreNotNotifiedLookForNews() throws Exception {
        List<Long> micros = awaitSignals(node("?listen=false"), node("?listen=false"), 10);

        System.out.println("without notifications, after a median of " + micros.get(5) + " µs");
    }

    /** How long it took, sorted; that it is the signal that ends the wait is for sure. */
    private static List<Long> awaitSignals(Node here, Node there, int times) throws Exception {
        List<Long> micros = new ArrayList<>();
        World waiting = there.worlds().defaultWorld();
        for (int i = 0; i < times; i++) {
            Deadline deadline = waiting.clock().deadlineIn(DAY);
            try (Subscription news = waiting.signals().subscribe("topic", "another")) {
                long begin = System.nanoTime();
                here.store().write(tx -> {
                    tx.signal("topic");
                    return 0;
                });
                assertThat(news.await(deadline)).isEqualTo(Wakeup.SIGNALLED);
                micros.add((System.nanoTime() - begin) / 1000);
            }
        }
        Collections.sort(micros);
        return micros;
    }

    @Test
    void timersFireOnceWithAllNodesAlive() {
        Node here = node();
        Node there = node();
        List<String> timers = set(List.of(here, there), 60, Duration.ofMillis(20));

        awaitFired(there.store(), timers);
    }

    @Test
    void timersOfANodeThatIsKilledFireOnceElsewhere() throws Exception {
        Process process = process(1);
        try (BufferedReader words =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(words.readLine()).isEqualTo("ready");
            Node survivor = node();
            List<String> timers = set(List.of(survivor), 200, Duration.ofMillis(10));
            // The first node fires them; it dies in the midst of that.
            for (int i = 0; i < 20; i++) {
                assertThat(words.readLine()).startsWith("fired ");
            }
            process.toHandle().destroyForcibly();

            awaitFired(survivor.store(), timers);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process process(int seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Node.class.getName(),
                        address,
                        String.valueOf(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Sets timers that fall due one after the other, from half a second from now on. */
    private static List<String> set(List<Node> nodes, int count, Duration apart) {
        Instant first = nodes.getFirst().worlds().time().plusMillis(500);
        List<String> timers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String timer = "timer-" + i;
            Instant due = first.plus(apart.multipliedBy(i));
            nodes.get(i % nodes.size()).store().write(tx -> {
                tx.at(due, Timer.of("count", timer));
                return 0;
            });
            timers.add(timer);
        }
        return timers;
    }

    private static void awaitFired(Store store, List<String> timers) {
        while (!timers.stream().allMatch(timer -> store.<Long>read(snapshot -> Node.times(snapshot, timer)) > 0)) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(timers).allSatisfy(timer -> assertThat(store.<Long>read(snapshot -> Node.times(snapshot, timer)))
                .as(timer)
                .isEqualTo(1));
    }

    @Test
    void clockIsTheSameForAllNodesWhenAChangeReturns() {
        Node here = node();
        Node there = node();
        World one = here.worlds().defaultWorld();
        World other = there.worlds().defaultWorld();

        one.clock().freeze();
        assertThat(other.clock().frozen()).isTrue();
        assertThat(other.clock().now()).isEqualTo(one.clock().now());
        other.clock().advance(DAY);
        assertThat(one.clock().now()).isEqualTo(other.clock().now());
        one.clock().resume();
        assertThat(other.clock().frozen()).isFalse();
        assertThat(Duration.between(one.clock().now(), other.clock().now())).isLessThan(Duration.ofHours(1));
        other.clock().reset();
        assertThat(one.clock().now()).isBefore(other.clock().now().plus(Duration.ofHours(1)));
    }

    @Test
    void clockThatAdvancesFiresTheTimersOfAllNodesOnce() {
        Node here = node();
        Node there = node();
        Instant due = here.worlds().time().plus(Duration.ofHours(1));
        List<String> timers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String timer = "timer-" + i;
            (i % 2 == 0 ? here : there).store().write(tx -> {
                tx.at(due, Timer.of("count", timer));
                return 0;
            });
            timers.add(timer);
        }

        there.worlds().defaultWorld().clock().advance(DAY);

        assertThat(timers)
                .allSatisfy(timer -> assertThat(here.store().<Long>read(snapshot -> Node.times(snapshot, timer)))
                        .isEqualTo(1));
    }

    @Test
    void worldOfOneNodeIsThereForTheOthers() {
        Node here = node();
        Node there = node();
        put(here.worlds().create("test").store(), "a", "1");

        assertThat(get(there.worlds().get("test").store(), "a")).isEqualTo("1");
        assertThatThrownBy(() -> there.worlds().create("test")).isInstanceOf(WorldRefusedException.class);
        World fork = there.worlds().fork("test", "fork");
        put(fork.store(), "b", "2");
        assertThat(get(here.worlds().get("fork").store(), "a")).isEqualTo("1");
        assertThat(get(here.worlds().get("fork").store(), "b")).isEqualTo("2");
        assertThat(get(here.worlds().get("test").store(), "b")).isNull();
    }

    @Test
    void worldsThatAreMadeAreThereForTheOthersWhenTheCallReturns() throws IOException {
        Node here = node();
        Node there = node();
        World made = here.worlds().create("made");
        assertThat(there.worlds().list()).containsExactly("default", "made");
        ArchiveWorld.fill(made, 20);
        List<String> look = ArchiveWorld.look(made);
        here.worlds().fork("made", "fork");
        assertThat(there.worlds().list()).containsExactly("default", "fork", "made");
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        new WorldArchives(there.worlds()).export("made", archive);
        ArchiveWorld.drop(there.worlds().get("fork"), 1);
        for (String id : List.of("new", "fork", "default")) {
            new WorldArchives(here.worlds()).importFrom(id, new ByteArrayInputStream(archive.toByteArray()));

            assertThat(there.worlds().list()).contains(id);
            assertThat(ArchiveWorld.look(there.worlds().get(id))).isEqualTo(look);
        }
        assertThat(ArchiveWorld.look(node().worlds().get("new"))).isEqualTo(look);
    }

    @Test
    void defaultWorldMayBeResetByAllNodesAtOnce() throws Exception {
        List<Node> nodes = List.of(node(), node(), node());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<World>> all = new ArrayList<>();
            for (Node node : nodes) {
                all.add(threads.submit(() -> node.worlds().reset("default")));
            }
            for (Future<World> reset : all) {
                reset.get();
            }
        }

        put(nodes.getFirst().store(), "a", "1");
        assertThat(nodes).allSatisfy(node -> assertThat(get(node.store(), "a")).isEqualTo("1"));
    }

    @Test
    void worldThatIsResetOrDeletedIsSoForAllNodes() throws Exception {
        Node here = node();
        Node there = node();
        here.worlds().create("test");
        World old = there.worlds().get("test");
        put(old.store(), "a", "1");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Subscription news = old.signals().subscribe("topic")) {
            Future<Wakeup> wait = threads.submit(() -> news.await(old.clock().deadlineIn(DAY)));

            here.worlds().reset("test");

            while (wait.get() == Wakeup.SIGNALLED) {
                wait = threads.submit(() -> news.await(old.clock().deadlineIn(DAY)));
            }
            assertThat(wait.get()).isEqualTo(Wakeup.CLOSED);
        }
        assertThat(get(there.worlds().get("test").store(), "a")).isNull();
        assertThatThrownBy(() -> put(old.store(), "a", "2")).isInstanceOf(StoreFailedException.class);
        put(there.worlds().get("test").store(), "a", "3");
        assertThat(get(here.worlds().get("test").store(), "a")).isEqualTo("3");

        there.worlds().delete("test");
        assertThat(here.worlds().find("test")).isEmpty();
        assertThat(here.worlds().list()).containsExactly("default");
    }

    @Test
    void contentOfOneNodeIsThereForTheOthers() throws IOException {
        Node here = node();
        Node there = node();
        byte[] bytes = new byte[1_000_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i / 1000);
        }
        Blob blob = here.worlds().defaultWorld().blobs().write(Bytes.wrap(bytes));
        here.store().write(tx -> {
            here.worlds().defaultWorld().blobs().keep(tx, blob);
            return 0;
        });

        try (BlobContent content = there.worlds().defaultWorld().blobs().open(blob)) {
            assertThat(content.stream().readAllBytes()).isEqualTo(bytes);
            assertThat(content.stream(262_140, 10).readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(bytes, 262_140, 262_150));
        }
    }

    @Test
    void stormOfConflictsEnds() throws Exception {
        List<Node> nodes = List.of(node(), node(), node());
        int writers = 4;
        int each = 25;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (Node node : nodes) {
                for (int i = 0; i < writers; i++) {
                    all.add(threads.submit(() -> {
                        for (int n = 0; n < each; n++) {
                            increment(node.store(), "counter");
                        }
                    }));
                }
            }
            for (Future<?> writer : all) {
                writer.get();
            }
        }

        assertThat(count(nodes.getFirst().store(), "counter")).isEqualTo((long) nodes.size() * writers * each);
    }

    private static void put(Store store, String key, String value) {
        store.write(tx -> {
            tx.put(Key.of(key), value, Codec.STRING);
            return 0;
        });
    }

    private static @Nullable String get(Store store, String key) {
        return store.read(snapshot -> snapshot.get(Key.of(key), Codec.STRING));
    }
}
