package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A data directory that is open: nobody else has it. A world appears under its name when it is whole, and leaves its name
 * before it is deleted, so that a crash leaves no half of one.
 */
final class DataDirectory implements AutoCloseable {
    static final String LOCK = "LOCK";

    private static final String WORLDS = "worlds";

    /** What is on its way in or out; whatever is there at the start is a leftover. */
    private static final String PASSING = "passing";

    /** In the directory of a world that is to go. */
    private static final String RETIRED = "RETIRED";

    /** The beginning of the names of drafts. */
    private static final String DRAFT = ".";

    /** In the directory of a draft that is to take a world's place: the world's name. */
    private static final String PROMISED = "PROMISED";

    private final Path directory;
    private final FileChannel lock;
    private final AtomicInteger passing = new AtomicInteger();

    private DataDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Opens a directory, which is made when it is not there.
     *
     * @throws StoreFailedException when it cannot be had as asked, with the reason
     */
    static DataDirectory open(Path directory, Format format) {
        try {
            Files.createDirectories(directory);
            FileChannel lock = lock(directory);
            boolean open = false;
            try {
                format.adopt(directory);
                DataDirectory opened = new DataDirectory(directory, lock);
                opened.tidy();
                open = true;
                return opened;
            } finally {
                if (!open) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw Failure.of("cannot open the data directory", directory, e);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = tryLock(channel) != null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw new StoreFailedException(
                    Reason.IN_USE, "the data directory " + directory + " is in use by another cloudjar", null);
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException thisProcess) {
            return null;
        }
    }

    private void tidy() throws IOException {
        Files.createDirectories(directory.resolve(WORLDS));
        delete(directory.resolve(PASSING));
        Files.createDirectories(directory.resolve(PASSING));
        for (String draft : worlds()) {
            Path promise = home(draft).resolve(PROMISED);
            if (Files.exists(promise)) {
                settle(draft, Files.readString(promise));
            }
        }
        for (String world : worlds()) {
            if (world.startsWith(DRAFT) || Files.exists(home(world).resolve(RETIRED))) {
                delete(home(world));
            }
        }
    }

    /** The worlds that are there. */
    Set<String> worlds() {
        try (Stream<Path> homes = Files.list(directory.resolve(WORLDS))) {
            return homes.map(home -> WorldName.ofDirectory(String.valueOf(home.getFileName())))
                    .flatMap(Optional::stream)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw Failure.of("cannot read the data directory", directory, e);
        }
    }

    /** Where a world's database is, or is to be made. */
    Path home(String world) {
        return directory.resolve(WORLDS).resolve(WorldName.toDirectory(world));
    }

    /** Where native code may be unpacked; it is gone when this directory is opened again. */
    Path nativeCode() {
        return directory.resolve(PASSING);
    }

    /** Where something may be made that is to be a world's. */
    Path passing() {
        return directory.resolve(PASSING).resolve(String.valueOf(passing.incrementAndGet()));
    }

    /** Gives a whole database its name. */
    void arrive(Path made, String world) {
        try {
            Files.move(made, home(world), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Failure.of("cannot make a world in the data directory", directory, e);
        }
    }

    /** Marks a world, which may be open: it is not there any more when this directory is opened again. */
    void retire(String world) {
        try {
            Files.write(home(world).resolve(RETIRED), new byte[0]);
        } catch (IOException e) {
            throw Failure.of("cannot drop a world in the data directory", directory, e);
        }
    }

    /** Marks a draft, which may be open: it is the world when this directory is opened again. */
    void promise(String draft, String world) {
        try {
            Path unfinished = home(draft).resolve(PROMISED + ".new");
            Files.writeString(unfinished, world);
            Files.move(unfinished, home(draft).resolve(PROMISED), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Failure.of("cannot make a world in the data directory", directory, e);
        }
    }

    /** Gives a promised draft, which is closed, the name of its world, in place of any that has it. */
    void settle(String draft, String world) {
        try {
            // A draft of that very name is one that had moved already when the process ended.
            if (!draft.equals(world)) {
                if (Files.exists(home(world))) {
                    drop(world);
                }
                Files.move(home(draft), home(world), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.delete(home(world).resolve(PROMISED));
        } catch (IOException e) {
            throw Failure.of("cannot make a world in the data directory", directory, e);
        }
    }

    /** Deletes a world, which is closed. */
    void drop(String world) {
        try {
            Path gone = passing();
            Files.move(home(world), gone, StandardCopyOption.ATOMIC_MOVE);
            delete(gone);
        } catch (IOException e) {
            throw Failure.of("cannot drop a world in the data directory", directory, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw Failure.of("cannot close the data directory", directory, e);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
