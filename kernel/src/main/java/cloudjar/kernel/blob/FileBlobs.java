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
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Content in local files, one each: {@code 7f/00000000000001ff}, the number in hexadecimal in a directory named after its
 * middle bits. Content is written under {@code new} and then renamed. While a home that outlives its process is open, there
 * is a file {@code OPEN} in it.
 */
public final class FileBlobs implements BlobHome {
    private static final String UNFINISHED = "new";
    private static final String OPEN = "OPEN";
    private static final int NAME_LENGTH = 16;

    /** So many neighbours share a directory; there are 256 directories, in turn. */
    private static final int NEIGHBOURS_BITS = 8;

    /** How long files are to live. */
    private enum Life {
        /** As long as this is open. */
        TEMPORARY,
        /** As long as the operating system keeps them. */
        KEPT,
        /** Even when the machine stops: they are on the disk before anyone knows their number. */
        FORCED
    }

    private final Path directory;
    private final Life life;
    private final AtomicLong next;

    /** Whether an earlier process had this open and did not close it. */
    private final boolean leftOpen;

    private volatile boolean unswept;

    private FileBlobs(Path directory, Life life) throws IOException {
        this.directory = directory;
        this.life = life;
        Files.createDirectories(directory.resolve(UNFINISHED));
        this.next = new AtomicLong(life == Life.TEMPORARY ? 1 : highestNumber(directory) + 1);
        this.leftOpen = life != Life.TEMPORARY && markOpen(directory);
    }

    /** Files in a directory, which is made when it is not there; what is in it from earlier stays. */
    public static FileBlobs in(Path directory) throws IOException {
        return new FileBlobs(directory, Life.KEPT);
    }

    /** As {@link #in}; content is forced to the disk before it can be referred to. */
    public static FileBlobs forcedIn(Path directory) throws IOException {
        return new FileBlobs(directory, Life.FORCED);
    }

    /** Files in a new temporary directory, which is deleted when this is closed. */
    public static FileBlobs temporary() throws IOException {
        return new FileBlobs(Files.createTempDirectory("cloudjar-blobs-"), Life.TEMPORARY);
    }

    private static boolean markOpen(Path directory) throws IOException {
        if (Files.exists(directory.resolve(OPEN))) {
            return true;
        }
        Files.createFile(directory.resolve(OPEN));
        return false;
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
            if (life == Life.FORCED) {
                forceNames(parent(path(number)));
            }
            return new Blob.Stored(number, length);
        } finally {
            if (!whole) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    /** Forces the names in a directory, where the system has a way to. */
    private static void forceNames(Path parent) throws IOException {
        if (parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(parent, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private long copy(byte[] buffer, int filled, InputStream rest, Path target) throws IOException {
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
            if (life == Life.FORCED) {
                file.force(true);
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
            throw new BlobGoneException(blob.number(), e);
        }
    }

    @Override
    public Blob.Stored find(long number) throws IOException {
        try {
            return new Blob.Stored(number, Files.size(path(number)));
        } catch (NoSuchFileException e) {
            throw new BlobGoneException(number, e);
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
    public void passOver(long number) {
        next.accumulateAndGet(number + 1, Math::max);
    }

    @Override
    public void sweep(LongPredicate held) {
        if (!leftOpen) {
            return;
        }
        try {
            List<Path> orphans;
            try (Stream<Path> files = Files.walk(directory, 2)) {
                orphans = files.filter(file -> isNumber(file))
                        .filter(file -> isUnfinished(file) || !held.test(number(file)))
                        .toList();
            }
            for (Path orphan : orphans) {
                Files.deleteIfExists(orphan);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what an earlier process left behind could not be deleted", e);
        }
    }

    @Override
    public void leaveUnswept() {
        unswept = true;
    }

    private boolean isUnfinished(Path file) {
        return parent(file).equals(directory.resolve(UNFINISHED));
    }

    private static boolean isNumber(Path file) {
        return String.valueOf(file.getFileName()).length() == NAME_LENGTH;
    }

    private static long number(Path file) {
        return HexFormat.fromHexDigitsToLong(String.valueOf(file.getFileName()));
    }

    @Override
    public void close() {
        try {
            if (life == Life.TEMPORARY) {
                deleteAll();
            } else if (!unswept) {
                Files.deleteIfExists(directory.resolve(OPEN));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the directory of content could not be closed", e);
        }
    }

    private void deleteAll() throws IOException {
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
            return files.filter(file -> isNumber(file))
                    .mapToLong(FileBlobs::number)
                    .max()
                    .orElse(0);
        }
    }
}
