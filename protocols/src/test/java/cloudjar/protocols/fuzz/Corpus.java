package cloudjar.protocols.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs that a decoder's fuzzer keeps: seeds, and whatever once broke the decoder. Each is a file below
 * {@code src/test/resources/corpus}, in the directory of its decoder, and is tried with every sample at each run. An input that
 * fails is written beside them as {@code finding-…}, the last one being the smallest: to be given a name and kept.
 */
final class Corpus {
    private static final Path HOME = Path.of("src/test/resources/corpus");

    private final Path directory;

    private Corpus(Path directory) {
        this.directory = directory;
    }

    /** A try of one input. */
    interface Attempt {
        void run() throws IOException, InterruptedException;
    }

    /** The corpus of a decoder. */
    static Corpus of(String decoder) {
        return new Corpus(HOME.resolve(decoder));
    }

    /** All inputs that are kept. */
    List<byte[]> inputs() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().map(Corpus::bytes).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries an input, and keeps it where that fails. */
    void keeping(String sample, byte[] input, Attempt attempt) throws IOException, InterruptedException {
        boolean passed = false;
        try {
            attempt.run();
            passed = true;
        } finally {
            if (!passed) {
                Files.createDirectories(directory);
                Files.write(directory.resolve("finding-" + sample.replaceAll("[^A-Za-z0-9_]", "_")), input);
            }
        }
    }
}
