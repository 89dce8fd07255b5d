package cloudjar.engines.function;

import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks zip archives that others made: nothing leaves the directory, and nothing grows beyond what functions may have. */
final class Archives {
    /** Unzipped, with all layers (Lambda quotas, Deployment package size). */
    static final long UNZIPPED_BYTES_MAX = 262_144_000L;

    private static final int ENTRIES_MAX = 100_000;
    private static final int BUFFER = 64 * 1024;

    private Archives() {}

    /** Unpacks an archive into a directory that exists. */
    static void unpack(Path archive, Path directory) throws IOException {
        long left = UNZIPPED_BYTES_MAX;
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.size() > ENTRIES_MAX) {
                throw refused("An archive of more than " + ENTRIES_MAX + " entries is not unpacked.");
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw refused("An entry of the archive lies outside it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    left -= copy(zip, entry, target, left);
                }
            }
        }
    }

    private static long copy(ZipFile zip, ZipEntry entry, Path target, long left) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(target);
        }
        long copied = 0;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            int read = in.read(buffer);
            while (read >= 0) {
                copied += read;
                if (copied > left) {
                    throw refused("Unzipped size must be smaller than " + UNZIPPED_BYTES_MAX + " bytes");
                }
                out.write(buffer, 0, read);
                read = in.read(buffer);
            }
        }
        // Java's reader does not tell modes; who uploads a program wants it run, and data take no harm.
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        return copied;
    }

    /** Puts the files of one tree over those of another. */
    static void overlay(Path from, Path onto) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path source : (Iterable<Path>) files::iterator) {
                Path target = onto.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static FunctionRefusedException refused(String message) {
        return new FunctionRefusedException(Reason.BAD_CODE, message);
    }
}
