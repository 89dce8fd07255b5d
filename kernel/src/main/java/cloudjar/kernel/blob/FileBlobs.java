package cloudjar.kernel.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Content in local files, one each: {@code 7f/00000000000001ff}, the number in hexadecimal in a directory named after its
 * middle bits. Content is written under {@code new} and then renamed.
 */
public final class FileBlobs implements BlobHome {
    private static final String UNFINISHED = "new";
    private static final int NAME_LENGTH = 16;

    /** So many neighbours share a directory; there are 256 directories, in turn. */
    private static final int NEIGHBOURS_BITS = 8;

    private final Path directory;
    private final boolean temporary;
    private final AtomicLong next;

    private FileBlobs(Path directory, boolean temporary) throws IOException {
        this.directory = directory;
        this.temporary = temporary;
        Files.createDirectories(directory.resolve(UNFINISHED));
        this.next = new AtomicLong(temporary ? 1 : highestNumber(directory) + 1);
    }

    /** Files in a directory, which is made when it is not there; what is in it from earlier stays. */
    public static FileBlobs in(Path directory) throws IOException {
        return new FileBlobs(directory, false);
    }

    /** Files in a new temporary directory, which is deleted when this is closed. */
    public static FileBlobs temporary() throws IOException {
        return new FileBlobs(Files.createTempDirectory("cloudjar-blobs-"), true);
    }

    @Override
    public Blob.Stored write(byte[] buffer, int filled, InputStream rest) throws IOException {
        long number = next.getAndIncrement();
        Path unfinished = directory.resolve(UNFINISHED).resolve(name(number));
        boolean whole = false;
        try {
            long length = copy(buffer, filled, rest, unfinished);
            rename(unfinished, path(number));
            whole = true;
            return new Blob.Stored(number, length);
        } finally {
            if (!whole) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    private static long copy(byte[] buffer, int filled, InputStream rest, Path target) throws IOException {
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long length = 0;
            int count = filled;
            while (count > 0) {
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, count);
                while (chunk.hasRemaining()) {
                    length += file.write(chunk);
                }
                // Whole buffers make fewer and larger writes than what a socket happens to hold.
                count = rest.readNBytes(buffer, 0, buffer.length);
            }
            return length;
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            Files.createDirectories(parent(to));
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public BlobContent open(Blob.Stored blob) throws IOException {
        try {
            return new FileContent(FileChannel.open(path(blob.number()), StandardOpenOption.READ), blob.length());
        } catch (NoSuchFileException e) {
            throw new BlobGoneException(blob, e);
        }
    }

    @Override
    public void delete(long number) {
        try {
            Files.deleteIfExists(path(number));
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be deleted", e);
        }
    }

    @Override
    public long nextNumber() {
        return next.get();
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary directory could not be deleted", e);
        }
    }

    private Path path(long number) {
        return directory
                .resolve(HexFormat.of().toHexDigits((byte) (number >>> NEIGHBOURS_BITS)))
                .resolve(name(number));
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a path without a parent");
        }
        return parent;
    }

    private static String name(long number) {
        return HexFormat.of().toHexDigits(number);
    }

    private static long highestNumber(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory, 2)) {
            return files.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.length() == NAME_LENGTH)
                    .mapToLong(HexFormat::fromHexDigitsToLong)
                    .max()
                    .orElse(0);
        }
    }
}
