package cloudjar.kernel.world;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.blob.BlobHome;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.store.StoreEngine;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorldsTest extends WorldsContract {
    @Override
    StoreEngine newEngine() {
        return new MemoryEngine();
    }

    @Override
    BlobHome newHome() throws IOException {
        return FileBlobs.temporary();
    }

    @Test
    void thousandForksOfALargeWorldAreMadeWithoutCopyingIt() {
        World source = worlds().defaultWorld();
        source.store().write(tx -> {
            for (int i = 0; i < 100_000; i++) {
                tx.put(Key.of("row", i), "value", Codec.STRING);
            }
            return 0;
        });
        worlds().fork("default", "warm");

        long before = allocated();
        List<World> forks = IntStream.range(0, 1000)
                .mapToObj(i -> worlds().fork("default", "fork-" + i))
                .toList();
        long each = (allocated() - before) / forks.size();
        // A copy of the references alone would be eight hundred thousand.
        assertThat(each).isLessThan(20_000);

        put(forks.getFirst(), "own", "1");
        assertThat(get(forks.getFirst(), "own")).isEqualTo("1");
        assertThat(get(forks.getLast(), "own")).isNull();
        assertThat(worlds().list()).hasSize(1002);
    }

    /** What this thread has ever taken from the heap, in bytes. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
