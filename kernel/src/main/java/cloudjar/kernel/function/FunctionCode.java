package cloudjar.kernel.function;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where files of a function come from. */
public sealed interface FunctionCode {
    /** What tells it from other code. */
    String id();

    /**
     * A zip archive.
     *
     * @param id the same only for the same content
     */
    record Archive(String id, Content content) implements FunctionCode {}

    /** A directory of the machine that is used as it is, so that changes are seen at once. */
    record Directory(String path) implements FunctionCode {
        @Override
        public String id() {
            return path;
        }
    }

    /**
     * A container image, which brings its own runtime.
     *
     * @param reference as engines of containers know it
     * @param entryPoint stands for the image's own; not where it is empty
     * @param command likewise
     * @param workingDirectory likewise; null where nothing is said
     */
    record Image(
            String reference,
            List<String> entryPoint,
            List<String> command,
            @Nullable String workingDirectory) implements FunctionCode {
        public Image {
            entryPoint = List.copyOf(entryPoint);
            command = List.copyOf(command);
        }

        @Override
        public String id() {
            return reference;
        }
    }

    /** Opens an archive. */
    @FunctionalInterface
    interface Content {
        /** The bytes of the archive; closed by the caller. */
        InputStream open() throws IOException;
    }
}
