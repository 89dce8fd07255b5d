package cloudjar.kernel.function;

import java.io.IOException;
import java.io.InputStream;

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

    /** Opens an archive. */
    @FunctionalInterface
    interface Content {
        /** The bytes of the archive; closed by the caller. */
        InputStream open() throws IOException;
    }
}
