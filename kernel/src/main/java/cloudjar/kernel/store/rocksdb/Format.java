package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The version of a data directory, in its file {@value #FILE}.
 *
 * @param migrations the way to the present version: the first one leads from version 1 to 2
 */
record Format(List<Migration> migrations) {
    static final String FILE = "FORMAT";

    /** What this program writes. */
    static final Format PRESENT = new Format(List.of());

    private static final Pattern CONTENT = Pattern.compile("cloudjar data, format ([1-9][0-9]{0,8})\n");

    int version() {
        return 1 + migrations.size();
    }

    /**
     * Marks an empty directory with the present version, or brings one of an older version up to it.
     *
     * @throws StoreFailedException when a newer program wrote the directory, or no cloudjar did
     */
    void adopt(Path directory) throws IOException {
        int found = Files.exists(directory.resolve(FILE)) ? read(directory.resolve(FILE)) : begin(directory);
        if (found > version()) {
            throw new StoreFailedException(
                    Reason.NEWER_FORMAT,
                    "the data in " + directory + " has format " + found + ", and this cloudjar knows formats up to "
                            + version() + ": use a newer one",
                    null);
        }
        for (int from = found; from < version(); from++) {
            migrations.get(from - 1).migrate(directory);
            write(directory, from + 1);
        }
    }

    private int begin(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            if (files.anyMatch(file -> !file.endsWith(DataDirectory.LOCK) && !file.endsWith(FILE + ".new"))) {
                throw new StoreFailedException(
                        Reason.DAMAGED,
                        "the directory " + directory + " is not empty and has no file " + FILE
                                + ": it is not cloudjar's, or that file was lost",
                        null);
            }
        }
        write(directory, version());
        return version();
    }

    private static int read(Path file) throws IOException {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        Matcher matcher = CONTENT.matcher(content);
        if (!matcher.matches()) {
            throw new StoreFailedException(
                    Reason.DAMAGED, "the file " + file + " does not say which format the data has", null);
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static void write(Path directory, int version) throws IOException {
        Path unfinished = directory.resolve(FILE + ".new");
        Files.writeString(unfinished, "cloudjar data, format " + version + "\n");
        Files.move(unfinished, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
