package cloudjar.kernel.world;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes, in memory. Needs the rights to mount one; the test is aborted, saying so, without. */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTE = 1 << 20;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static SmallDisk mount(Path directory, int megabytes) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString()),
                "SKIPPED: no full disk was tried, for this user may not mount a file system");
        return new SmallDisk(directory);
    }

    Path directory() {
        return directory;
    }

    void setReadOnly() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                run("mount", "-o", "remount,ro", directory.toString()), "SKIPPED: cannot make a disk read-only");
    }

    /** Writes a file until nothing fits any more. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            byte[] megabyte = new byte[MEGABYTE];
            while (Files.getFileStore(directory).getUsableSpace() > 0) {
                out.write(megabyte, 0, (int)
                        Math.min(MEGABYTE, Files.getFileStore(directory).getUsableSpace()));
            }
        }
    }

    void makeRoom() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        try {
            // Lazily: native code that was loaded from there stays loaded.
            run("umount", "-l", directory.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        boolean there = Stream.of("/bin", "/usr/bin", "/sbin", "/usr/sbin")
                .anyMatch(path -> Files.isExecutable(Path.of(path, command[0])));
        return there
                && new ProcessBuilder(List.of(command))
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }
}
