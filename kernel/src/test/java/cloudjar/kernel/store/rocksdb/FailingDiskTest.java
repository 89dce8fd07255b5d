package cloudjar.kernel.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Store;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more, played by a limit on the size of files. */
@Timeout(120)
class FailingDiskTest {
    /** In blocks of 512 bytes: more than RocksDB's native code needs, which is unpacked first. */
    private static final String LIMIT = "ulimit -f 48000; exec \"$@\"";

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void commitThatFailsIsReportedAndWhatWasCommittedBeforeIsThere(@TempDir Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        LIMIT,
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FailingDisk.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said;
        try (BufferedReader words = process.inputReader()) {
            said = words.lines().toList();
        }
        assertThat(process.waitFor()).isZero();

        long committed = Long.parseLong(said.getFirst().split(" ", -1)[0]);
        assertThat(committed).isPositive();
        assertThat(said.get(1)).startsWith("BROKEN: the store could not be written in " + directory);
        assertThat(said.get(2)).isEqualTo(committed + " readable");
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            Store store = engine.open("default", CommitListener.NONE);
            assertThat(store.<Long>read(snapshot -> snapshot.count(Range.all())))
                    .isEqualTo(committed);
        }
    }
}
