package cloudjar.modelgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The list of services that get a typed API: one id on each line, {@code #} begins a comment. */
final class TypedServices {
    private TypedServices() {}

    static List<String> read(Path file) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String id = line.replaceAll("#.*", "").strip();
            if (!id.isEmpty()) {
                ids.add(id);
            }
        }
        return ids;
    }
}
