package cloudjar.kernel.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.BlobHome;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Deadline;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.clock.Wakeup;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.CheckingEngine;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.store.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Worlds} promise over any engine. */
@Timeout(60)
abstract class WorldsContract {
    private static final Duration DAY = Duration.ofDays(1);

    private final Queue<String> fired = new ConcurrentLinkedQueue<>();
    private Worlds worlds;

    final Worlds worlds() {
        return worlds;
    }

    /** A new engine without worlds. */
    abstract StoreEngine newEngine();

    /** A new home without content. */
    abstract BlobHome newHome() throws IOException;

    @BeforeEach
    void begin() throws IOException {
        TimerHandlers handlers = new TimerHandlers();
        handlers.register("test", (world, timer, due) -> fired.add(world.id() + " " + timer.id()));
        worlds = new Worlds(new CheckingEngine(newEngine()), newHome(), Clock::new, Ids.seeded(1), handlers);
        worlds.start();
    }

    @AfterEach
    void end() {
        worlds.close();
    }

    @Test
    void defaultWorldIsAlwaysThere() {
        assertThat(worlds.list()).containsExactly("default");
        assertThat(worlds.find("default")).contains(worlds.defaultWorld());
        assertRefused(() -> worlds.delete("default"), WorldRefusedException.Reason.DEFAULT);
    }

    @Test
    void worldsAreMadeAndDeleted() {
        World made = worlds.create("test-1");

        assertThat(worlds.get("test-1")).isSameAs(made);
        assertRefused(() -> worlds.create("test-1"), WorldRefusedException.Reason.EXISTS);
        assertThat(worlds.list()).containsExactly("default", "test-1");

        worlds.delete("test-1");
        assertThat(worlds.find("test-1")).isEmpty();
        assertRefused(() -> worlds.delete("test-1"), WorldRefusedException.Reason.UNKNOWN);
        assertRefused(() -> worlds.reset("test-1"), WorldRefusedException.Reason.UNKNOWN);
        assertRefused(() -> worlds.fork("test-1", "test-2"), WorldRefusedException.Reason.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a b", "ä", "a\n"})
    void otherNamesAreRefused(String name) {
        assertRefused(() -> worlds.create(name), WorldRefusedException.Reason.BAD_NAME);
        assertRefused(() -> worlds.fork("default", name), WorldRefusedException.Reason.BAD_NAME);
    }

    @Test
    void nameHas64CharactersAtMost() {
        worlds.create("x".repeat(64));

        assertRefused(() -> worlds.create("x".repeat(65)), WorldRefusedException.Reason.BAD_NAME);
    }

    @Test
    void forkBeginsAsTheSourceAndGoesItsOwnWay() {
        World source = worlds.defaultWorld();
        put(source, "a", "1");
        source.clock().advance(DAY);
        World fork = worlds.fork("default", "fork");
        put(source, "a", "2");
        put(fork, "b", "3");

        assertThat(get(fork, "a")).isEqualTo("1");
        assertThat(get(source, "b")).isNull();
        assertThat(fork.clock().now()).isAfter(source.clock().now().minusSeconds(60));
        fork.clock().freeze();
        assertThat(source.clock().frozen()).isFalse();
    }

    @Test
    void forkHasTimersOfItsOwn() {
        World source = worlds.defaultWorld();
        setTimer(source, "both");
        World fork = worlds.fork("default", "fork");
        setTimer(fork, "only");

        fork.clock().advance(DAY);
        assertThat(fired).containsExactly("fork both", "fork only");
        source.clock().advance(DAY);
        assertThat(fired).containsExactly("fork both", "fork only", "default both");
    }

    @Test
    void resetLeavesNothing() {
        World old = worlds.create("test");
        put(old, "a", "1");
        setTimer(old, "timer");
        old.clock().advance(Duration.ofHours(1));
        World reset = worlds.reset("test");

        assertThat(worlds.get("test")).isSameAs(reset).isNotSameAs(old);
        assertThat(get(reset, "a")).isNull();
        assertThat(reset.timers().pending(1)).isEmpty();
        assertThat(reset.clock().now()).isBefore(old.clock().now());
        reset.clock().advance(DAY);
        assertThat(fired).isEmpty();
    }

    @Test
    void contentIsKeptForTheForksThatHoldIt() throws IOException {
        World source = worlds.create("source");
        Blob blob = source.blobs().write(Bytes.wrap(new byte[100_000]));
        source.store().write(tx -> {
            source.blobs().keep(tx, blob);
            return 0;
        });
        World fork = worlds.fork("source", "fork");

        worlds.delete("source");
        try (BlobContent content = fork.blobs().open(blob)) {
            assertThat(content.stream().readAllBytes()).hasSize(100_000);
        }
        worlds.reset("fork");
        assertThatThrownBy(() -> fork.blobs().open(blob)).isInstanceOf(BlobGoneException.class);
    }

    @Test
    void waitsEndWhenTheirWorldDoes() throws Exception {
        World world = worlds.create("test");
        CountDownLatch waiting = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Wakeup> wait = threads.submit(() -> {
                Deadline deadline = world.clock().deadlineIn(DAY);
                try (Subscription news = world.signals().subscribe("topic")) {
                    waiting.countDown();
                    return news.await(deadline);
                }
            });
            waiting.await();

            worlds.reset("test");

            assertThat(wait.get()).isEqualTo(Wakeup.CLOSED);
        }
    }

    @Test
    void signalOfATransactionWakesItsWorldAlone() throws Exception {
        World world = worlds.create("test");
        try (Subscription here = world.signals().subscribe("topic");
                Subscription elsewhere = worlds.defaultWorld().signals().subscribe("topic")) {
            world.store().write(tx -> {
                tx.signal("topic");
                return 0;
            });

            assertThat(here.await(world.clock().deadlineIn(DAY))).isEqualTo(Wakeup.SIGNALLED);
            assertThat(elsewhere.await(world.clock().deadlineIn(Duration.ZERO))).isEqualTo(Wakeup.TIMED_OUT);
        }
    }

    @Test
    void handlersHaveNamesOfTheirOwn() {
        TimerHandlers handlers = new TimerHandlers();
        handlers.register("a", (world, timer, due) -> {});

        assertThatThrownBy(() -> handlers.register("a", (world, timer, due) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void setTimer(World world, String id) {
        var due = world.clock().now().plus(Duration.ofHours(2));
        world.store().write(tx -> {
            tx.at(due, Timer.of("test", id));
            return 0;
        });
    }

    static void put(World world, String key, String value) {
        world.store().write(tx -> {
            tx.put(Key.of(key), value, Codec.STRING);
            return 0;
        });
    }

    static @Nullable String get(World world, String key) {
        return world.store().read(snapshot -> snapshot.get(Key.of(key), Codec.STRING));
    }

    private static void assertRefused(Runnable action, WorldRefusedException.Reason reason) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(WorldRefusedException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }
}
