package cloudjar.modelgen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A digest of everything that a run depends on, kept in a file so that an unchanged run can be skipped. */
final class Stamp {
    /** Archives come from a repository that never changes a version; their size tells them apart well enough. */
    private static final long READ_WHOLE_MAX = 4_000_000;

    private final Path file;
    private final MessageDigest digest;

    Stamp(Path file) {
        this.file = file;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Adds a file, or everything below a directory. */
    void add(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            for (Path each : sorted) {
                add(path.relativize(each).toString());
                if (Files.size(each) > READ_WHOLE_MAX) {
                    add(each.getFileName() + " " + Files.size(each));
                } else {
                    digest.update(Files.readAllBytes(each));
                }
            }
        }
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of what was added; adding ends here. */
    String value() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whether the last successful run had this value. */
    boolean isCurrent(String value) throws IOException {
        return Files.exists(file) && Files.readString(file).equals(value);
    }

    void save(String value) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, value);
    }
}
