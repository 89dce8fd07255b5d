package cloudjar.engines.function;

import cloudjar.kernel.function.FunctionCode;
import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacked code, one directory for each archive, kept while a sandbox uses it and as long as it is among the last ones used.
 * Thread-safe.
 */
final class CodeHome {
    private static final Logger LOG = LoggerFactory.getLogger(CodeHome.class);
    private static final int UNUSED_MAX = 32;

    /** A directory with its users. */
    private static final class Place {
        private final Path directory;
        private final ReentrantLock filling = new ReentrantLock();
        private final AtomicInteger users = new AtomicInteger();
        private boolean filled;
        private long lastUse;

        Place(Path directory) {
            this.directory = directory;
        }
    }

    private interface Filling {
        void fill(Path directory) throws IOException;
    }

    private final Path home;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Place> places = new HashMap<>();
    private long uses;
    private int made;

    CodeHome(Path home) {
        this.home = home;
    }

    /** The directory of a function's own code; to be released. */
    Path acquire(FunctionCode code) throws IOException {
        return switch (code) {
            case FunctionCode.Directory mounted -> existing(mounted);
            case FunctionCode.Image image -> throw new IllegalArgumentException("no files of " + image.reference());
            case FunctionCode.Archive archive -> acquire(archive.id(), directory -> unpack(archive, directory));
        };
    }

    /** The directory of layers, merged in their order; to be released. */
    Path acquire(List<FunctionCode> layers) throws IOException {
        if (layers.size() == 1) {
            return acquire(layers.getFirst());
        }
        return acquire(idOf(layers), directory -> {
            for (FunctionCode layer : layers) {
                Path part = acquire(layer);
                Archives.overlay(part, directory);
                release(layer);
            }
        });
    }

    void release(FunctionCode code) {
        release(code.id());
    }

    void release(List<FunctionCode> layers) {
        release(layers.size() == 1 ? layers.getFirst().id() : idOf(layers));
    }

    private static String idOf(List<FunctionCode> layers) {
        return layers.stream().map(FunctionCode::id).collect(Collectors.joining("+", "layers:", ""));
    }

    private static Path existing(FunctionCode.Directory mounted) {
        Path path = Path.of(mounted.path());
        if (!Files.isDirectory(path)) {
            throw new FunctionRefusedException(Reason.BAD_CODE, "There is no directory " + mounted.path() + ".");
        }
        return path.toAbsolutePath();
    }

    private Path acquire(String id, Filling filling) throws IOException {
        Place place = use(id);
        boolean done = false;
        place.filling.lock();
        try {
            if (!place.filled) {
                Files.createDirectories(place.directory);
                filling.fill(place.directory);
                place.filled = true;
            }
            done = true;
            return place.directory;
        } catch (ZipException e) {
            throw new FunctionRefusedException(Reason.BAD_CODE, "The archive cannot be read: " + e.getMessage());
        } finally {
            place.filling.unlock();
            if (!done) {
                release(id);
                Trees.delete(place.directory);
            }
        }
    }

    private Place use(String id) {
        lock.lock();
        try {
            Place place = places.computeIfAbsent(id, _ -> new Place(home.resolve(Integer.toString(++made))));
            place.users.incrementAndGet();
            place.lastUse = ++uses;
            return place;
        } finally {
            lock.unlock();
        }
    }

    private void release(String id) {
        lock.lock();
        try {
            Place place = places.get(id);
            if (place != null) {
                place.users.decrementAndGet();
                trim();
            }
        } finally {
            lock.unlock();
        }
    }

    private void trim() {
        List<Map.Entry<String, Place>> unused = places.entrySet().stream()
                .filter(entry -> entry.getValue().users.get() == 0)
                .sorted((a, b) -> Long.compare(a.getValue().lastUse, b.getValue().lastUse))
                .toList();
        for (Map.Entry<String, Place> entry : unused.subList(0, Math.max(0, unused.size() - UNUSED_MAX))) {
            places.remove(entry.getKey());
            try {
                Trees.delete(entry.getValue().directory);
            } catch (IOException e) {
                LOG.debug("Code that nobody uses stays until the end.", e);
            }
        }
    }

    private void unpack(FunctionCode.Archive archive, Path directory) throws IOException {
        Path file = directory.resolveSibling(directory.getFileName() + ".zip");
        try (InputStream content = archive.content().open()) {
            Files.copy(content, file);
            Archives.unpack(file, directory);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
