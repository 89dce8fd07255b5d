package cloudjar.engines.function;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/**
 * What starts functions, as files: what {@code /var/runtime} holds. Programs of our own, and AWS's runtime interface client
 * for Java.
 */
final class Bootstraps {
    /** In its order: the first stands for a class of the second. */
    static final List<String> JAVA_CLASS_PATH = List.of(
            "java/native-client.jar",
            "java/aws-lambda-java-runtime-interface-client.jar",
            "java/aws-lambda-java-core.jar",
            "java/aws-lambda-java-serialization.jar",
            "java/utils-lite.jar");

    private static final FileTime WRITTEN = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private Bootstraps() {}

    /** Writes those of a language into a directory. */
    static void write(Language language, Path directory) throws IOException {
        for (String name : names(language)) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            copy("/cloudjar/engines/function/" + name, file);
        }
    }

    private static List<String> names(Language language) {
        return switch (language) {
            case NODEJS -> List.of("bootstrap.mjs");
            case PYTHON -> List.of("bootstrap.py");
            case RUBY -> List.of("bootstrap.rb");
            case JAVA -> JAVA_CLASS_PATH;
        };
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream content = Bootstraps.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IOException("not in the jar: " + resource);
            }
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            // Archives of classes are good for files of the same time.
            Files.setLastModifiedTime(file, WRITTEN);
        }
    }
}
