package cloudjar.kernel.world;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.CheckingEngine;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Log;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedLog;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Tx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows end by the clock of their world. A value is the millisecond at which its row ends, or 0. */
@Timeout(60)
class ExpiryTest {
    private static final Scope SCOPE = new Scope("000000000000", "us-east-1");
    private static final Table<String, Long> TABLE = Table.of("test", "items", KeyCodec.STRING, Codec.LONG);
    private static final Expiry<String, Long> EXPIRY =
            TABLE.expiry(millis -> millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis)));
    private static final ScopedTable<String, Long> ITEMS = TABLE.in(SCOPE);
    private static final ScopedLog<String, String> STREAM =
            Log.of("test", "stream", KeyCodec.STRING, Codec.STRING).in(SCOPE);

    /** Happens when the handler has looked for rows and its timer is still there. */
    private Runnable afterFiring = () -> {};

    private Worlds worlds;
    private World world;

    @BeforeEach
    void begin() throws IOException {
        TimerHandlers handlers = new TimerHandlers();
        handlers.register(EXPIRY.handler(), (where, timer, due) -> {
            EXPIRY.fire(
                    where.store(),
                    timer,
                    due,
                    (tx, scope, row) -> STREAM.append(tx, "changes", due, "REMOVE " + row.key()));
            afterFiring.run();
        });
        worlds = new Worlds(
                new CheckingEngine(new MemoryEngine()), FileBlobs.temporary(), Clock::new, Ids.seeded(1), handlers);
        worlds.start();
        world = worlds.defaultWorld();
        world.clock().freeze();
        world.clock().set(Instant.EPOCH);
    }

    @AfterEach
    void end() {
        worlds.close();
    }

    @Test
    void rowGoesWhenItsTimeHasComeAndNotBefore() {
        put("a", 10_000);
        put("b", 20_000);
        put("forever", 0);

        world.clock().advance(Duration.ofMillis(9_999));
        assertThat(keys(world)).containsExactly("a", "b", "forever");
        world.clock().advance(Duration.ofMillis(1));
        assertThat(keys(world)).containsExactly("b", "forever");
        world.clock().advance(Duration.ofDays(1));
        assertThat(keys(world)).containsExactly("forever");
    }

    @Test
    void whatTheServiceDoesWithARowThatGoesIsInTheSameOrderAsItsTimes() {
        put("late", 30_000);
        put("b", 10_000);
        put("a", 10_000);
        put("early", 5_000);
        world.clock().advance(Duration.ofDays(1));

        assertThat(stream()).containsExactly("5 REMOVE early", "10 REMOVE a", "10 REMOVE b", "30 REMOVE late");
    }

    @Test
    void endWithinASecondIsRoundedUp() {
        put("a", 10_001);
        put("b", 10_999);

        world.clock().advance(Duration.ofMillis(10_999));
        assertThat(keys(world)).containsExactly("a", "b");
        world.clock().advance(Duration.ofMillis(1));
        assertThat(keys(world)).isEmpty();
    }

    @Test
    void rowThatIsWrittenAgainHasTheNewEndAlone() {
        put("longer", 10_000);
        put("longer", 20_000);
        put("forever", 10_000);
        put("forever", 0);
        put("shorter", 20_000);
        put("shorter", 10_000);
        put("deleted", 10_000);
        write(tx -> ITEMS.delete(tx, "deleted"));

        world.clock().advance(Duration.ofSeconds(10));
        assertThat(keys(world)).containsExactly("forever", "longer");
        world.clock().advance(Duration.ofSeconds(10));
        assertThat(keys(world)).containsExactly("forever");
        assertThat(stream()).containsExactly("10 REMOVE shorter", "20 REMOVE longer");
    }

    @Test
    void manyRowsThatEndAtOnceAllGo() {
        int rows = Expiry.BATCH_MAX * 2 + 1;
        write(tx -> {
            for (int i = 0; i < rows; i++) {
                ITEMS.put(tx, "item" + i, 1000L);
            }
        });
        assertThat(world.timers().pending(10)).hasSize(1);

        world.clock().advance(Duration.ofSeconds(1));
        assertThat(keys(world)).isEmpty();
        assertThat(stream()).hasSize(rows);
        assertThat(world.timers().pending(10)).isEmpty();
    }

    @Test
    void scopesEndTheirOwnRows() {
        ScopedTable<String, Long> elsewhere = TABLE.in("000000000000", "us-east-2");
        put("a", 10_000);
        write(tx -> elsewhere.put(tx, "a", 20_000L));

        world.clock().advance(Duration.ofSeconds(10));
        assertThat(keys(world)).isEmpty();
        assertThat(world.store().<Long>read(elsewhere::count)).isEqualTo(1);
        world.clock().advance(Duration.ofSeconds(10));
        assertThat(world.store().<Long>read(elsewhere::count)).isZero();
    }

    @Test
    void rowWrittenWhileOthersOfItsSecondGoIsNotForgotten() {
        put("a", 10_000);
        afterFiring = () -> {
            afterFiring = () -> {};
            put("b", 10_000);
        };
        world.clock().advance(Duration.ofSeconds(10));

        assertThat(keys(world)).isEmpty();
    }

    @Test
    void forkEndsItsRowsByItsOwnClock() {
        put("a", 10_000);
        World fork = worlds.fork("default", "fork");

        fork.clock().advance(Duration.ofSeconds(10));
        assertThat(keys(fork)).isEmpty();
        assertThat(keys(world)).containsExactly("a");
    }

    private void put(String key, long millis) {
        write(tx -> ITEMS.put(tx, key, millis));
    }

    private List<String> keys(World where) {
        return where.store().read((Snapshot snapshot) -> ITEMS.rows(snapshot).keys());
    }

    private List<String> stream() {
        return world.store().read(snapshot -> STREAM.from(snapshot, "changes", 0, 10_000).stream()
                .map(Row::value)
                .map(entry -> entry.time().getEpochSecond() + " " + entry.value())
                .toList());
    }

    private void write(Consumer<Tx> body) {
        world.store().write(tx -> {
            body.accept(tx);
            return 0;
        });
    }
}
