package cloudjar.kernel.world;

import cloudjar.kernel.blob.postgres.PostgresBlobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.postgres.PostgresAddress;
import cloudjar.kernel.store.postgres.PostgresEngine;
import java.nio.charset.StandardCharsets;

/**
 * One of several nodes over a database, in the test's process or in one of its own. Its timers count themselves: the
 * handler {@code count} adds one to the row {@code fired, id} in the transaction that takes the timer away.
 */
final class Node implements AutoCloseable {
    private final Worlds worlds;

    private Node(Worlds worlds) {
        this.worlds = worlds;
    }

    static Node over(String address, long seed) {
        Ids ids = Ids.seeded(seed);
        PostgresEngine engine = PostgresEngine.open(PostgresAddress.parse(address), ids::number);
        TimerHandlers handlers = new TimerHandlers();
        handlers.register("count", (world, timer, due) -> {
            world.store().write(tx -> {
                if (tx.cancel("count", timer.id())) {
                    tx.put(fired(timer.id()), times(tx, timer.id()) + 1, Codec.LONG);
                }
                return 0;
            });
            say("fired " + timer.id());
        });
        handlers.register("test", (world, timer, due) -> {});
        Worlds worlds = new Worlds(engine, new PostgresBlobs(engine.database()), Clock::new, ids, handlers);
        worlds.start();
        return new Node(worlds);
    }

    Worlds worlds() {
        return worlds;
    }

    Store store() {
        return worlds.defaultWorld().store();
    }

    /** How often a timer has fired. */
    static long times(Snapshot snapshot, String timer) {
        Long times = snapshot.get(fired(timer), Codec.LONG);
        return times == null ? 0 : times;
    }

    private static Key fired(String timer) {
        return Key.of("fired", timer);
    }

    /** In a process of its own: the address and a seed. It ends when it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        Node node = over(arguments[0], Long.parseLong(arguments[1]));
        say("ready");
        Thread.currentThread().join();
        node.close();
    }

    /** One write of one line, so that a line is whole or not there. */
    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        synchronized (Node.class) {
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }
    }

    @Override
    public void close() {
        worlds.close();
    }
}
