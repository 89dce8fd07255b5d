package cloudjar.engines.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Archives as engines take and give them: POSIX's ustar, with long names in extended headers. All files belong to root, and can be
 * read and run by everybody.
 */
public final class Tar {
    private static final int BLOCK = 512;
    private static final int NAME_MAX = 100;
    private static final int NAMES_MAX = 10_000;
    private static final int MODE = 0755;

    private Tar() {}

    /** Writes the files of a directory, and the directories themselves, below a name; links are followed. */
    public static void write(OutputStream out, Path directory, String below) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = directory.equals(file)
                        ? below
                        : below + "/" + directory.relativize(file).toString().replace('\\', '/');
                if (Files.isDirectory(file)) {
                    head(out, name + "/", 0, '5');
                } else if (Files.isRegularFile(file)) {
                    head(out, name, Files.size(file), '0');
                    long copied = Files.copy(file, out);
                    out.write(new byte[padding(copied)]);
                }
            }
        }
    }

    /** Ends an archive. */
    public static void end(OutputStream out) throws IOException {
        out.write(new byte[2 * BLOCK]);
    }

    private static void head(OutputStream out, String name, long size, char type) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > NAME_MAX) {
            byte[] record = extended("path", name);
            block(out, "extended".getBytes(StandardCharsets.UTF_8), record.length, 'x');
            out.write(record);
            out.write(new byte[padding(record.length)]);
            bytes = Arrays.copyOf(bytes, NAME_MAX);
        }
        block(out, bytes, size, type);
    }

    /** A record says how long it is, the digits of that included. */
    private static byte[] extended(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int length = rest.getBytes(StandardCharsets.UTF_8).length;
        int whole = length + Integer.toString(length).length();
        whole = length + Integer.toString(whole).length();
        return (whole + rest).getBytes(StandardCharsets.UTF_8);
    }

    private static void block(OutputStream out, byte[] name, long size, char type) throws IOException {
        byte[] block = new byte[BLOCK];
        System.arraycopy(name, 0, block, 0, name.length);
        put(block, 100, String.format(Locale.ROOT, "%07o", MODE));
        put(block, 108, "0000000");
        put(block, 116, "0000000");
        put(block, 124, String.format(Locale.ROOT, "%011o", size));
        put(block, 136, "00000000000");
        put(block, 148, "        ");
        block[156] = (byte) type;
        put(block, 257, "ustar");
        put(block, 263, "00");
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xFF;
        }
        put(block, 148, String.format(Locale.ROOT, "%06o", sum));
        block[154] = 0;
        out.write(block);
    }

    private static void put(byte[] block, int place, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, place, bytes.length);
    }

    private static int padding(long size) {
        return (int) (-size & (BLOCK - 1));
    }

    /** The names of the programs in an archive: regular files that may be run; with long names only their beginning. */
    public static List<String> programs(InputStream in) throws IOException {
        List<String> names = new ArrayList<>();
        byte[] block = in.readNBytes(BLOCK);
        while (block.length == BLOCK && block[0] != 0 && names.size() < NAMES_MAX) {
            long size = octal(block, 124, 12);
            boolean file = block[156] == '0' || block[156] == 0;
            if (file && (octal(block, 100, 8) & 0111) != 0) {
                names.add(text(block, 0, NAME_MAX));
            }
            in.skipNBytes(size + padding(size));
            block = in.readNBytes(BLOCK);
        }
        return names;
    }

    private static long octal(byte[] block, int place, int length) throws IOException {
        String digits = text(block, place, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("no archive", e);
        }
    }

    private static String text(byte[] block, int place, int length) {
        int end = place;
        while (end < place + length && block[end] != 0) {
            end++;
        }
        return new String(block, place, end - place, StandardCharsets.UTF_8);
    }
}
