package cloudjar.kernel.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import cloudjar.kernel.store.rocksdb.RocksDbEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A data directory on a disk that is full, and on one that may not be written. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FullDiskTest {
    private static final int MEGABYTES = 100;
    private static final int ROWS_MAX = 100_000;
    private static final int RESUME_TRIES_MAX = 300;

    private final byte[] noise = new byte[4096];

    FullDiskTest() {
        new SplittableRandom(1).nextBytes(noise);
    }

    private static Worlds open(Path data) throws IOException {
        return new Worlds(
                RocksDbEngine.open(data, Fsync.OS),
                FileBlobs.in(data.resolve("blobs")),
                Clock::new,
                Ids.seeded(1),
                new TimerHandlers());
    }

    private Optional<StoreFailedException> put(World world, int row) {
        try {
            world.store().write(tx -> {
                tx.put(Key.of(row), Bytes.wrap(noise), Codec.BYTES);
                return 0;
            });
            return Optional.empty();
        } catch (StoreFailedException e) {
            return Optional.of(e);
        }
    }

    private static long rows(World world) {
        return world.store().<Long>read(snapshot -> snapshot.count(Range.between(Key.of(0), Key.of(ROWS_MAX))));
    }

    @Test
    void fullDiskRefusesCommitsUntilThereIsRoomAndLosesNothing(@TempDir Path directory) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory, MEGABYTES)) {
            Path data = disk.directory().resolve("data");
            int committed = 0;
            try (Worlds worlds = open(data)) {
                World world = worlds.defaultWorld();
                disk.fill();
                Optional<StoreFailedException> failure = put(world, committed);
                while (failure.isEmpty()) {
                    committed++;
                    failure = put(world, committed);
                }
                assertThat(failure.get().reason()).isEqualTo(Reason.FULL);
                assertThat(failure.get()).hasMessageContaining("the disk is full");
                assertThat(put(world, committed)).isPresent();
                assertThatThrownBy(() -> world.blobs().write(Bytes.wrap(new byte[1 << 20])))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("No space left");
                assertThatThrownBy(() -> world.clock().freeze()).isInstanceOf(StoreFailedException.class);
                assertThat(world.clock().frozen()).isFalse();
                assertThat(rows(world)).isEqualTo(committed);

                disk.makeRoom();
                awaitCommit(world, committed);
                committed++;
                assertThat(put(world, committed)).isEmpty();
                committed++;
                assertThat(rows(world)).isEqualTo(committed);
            }
            try (Worlds worlds = open(data)) {
                assertThat(rows(worlds.defaultWorld())).isEqualTo(committed);
            }
        }
    }

    /** RocksDB looks every five seconds whether there is room again. */
    private void awaitCommit(World world, int row) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        int tries = 0;
        while (put(world, row).isPresent()) {
            assertThat(tries++).as("tries after there was room").isLessThan(RESUME_TRIES_MAX);
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void readOnlyDirectoryIsRefusedWithTheReason(@TempDir Path directory) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory, MEGABYTES)) {
            Path data = disk.directory().resolve("data");
            try (Worlds worlds = open(data)) {
                assertThat(put(worlds.defaultWorld(), 1)).isEmpty();
            }
            disk.setReadOnly();
            assertThatThrownBy(() -> open(data))
                    .isInstanceOfSatisfying(StoreFailedException.class, e -> assertThat(e.reason())
                            .isEqualTo(Reason.NOT_WRITABLE))
                    .hasMessageStartingWith("cannot open the data directory " + data + ": it may not be written");
        }
    }
}
