package cloudjar.bench.growth;

import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.Worlds;
import java.io.IOException;

/** Makes a thousand forks of a world of a hundred thousand rows in memory, as tests do, and says how long each thousand took. */
public final class WorldForks {
    private static final int ROWS = 100_000;
    private static final int FORKS = 1_000;
    private static final int ROUNDS = 5;
    private static final ScopedTable<Long, String> TABLE =
            Table.of("bench", "rows", KeyCodec.LONG, Codec.STRING).in("000000000000", "us-east-1");

    private WorldForks() {}

    /** Measures; takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        try (Worlds worlds =
                new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(1), new TimerHandlers())) {
            worlds.start();
            worlds.defaultWorld().store().write(tx -> {
                for (long i = 0; i < ROWS; i++) {
                    TABLE.put(tx, i, "value-" + i);
                }
                return ROWS;
            });
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                for (int i = 0; i < FORKS; i++) {
                    worlds.fork(Worlds.DEFAULT, "fork-" + i);
                }
                System.out.printf("%,d forks in %.1f ms%n", FORKS, (System.nanoTime() - begin) / 1e6);
                for (int i = 0; i < FORKS; i++) {
                    worlds.delete("fork-" + i);
                }
            }
        }
    }
}
