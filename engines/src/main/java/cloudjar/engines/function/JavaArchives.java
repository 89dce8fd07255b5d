package cloudjar.engines.function;

import cloudjar.kernel.clock.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives of the classes with which functions in Java begin, one for each Java of this machine: they are not read, checked and linked
 * again at each start. An archive is made by an exercise beside the first function of a Java, and kept for other servers. A virtual
 * machine that cannot use one does without. Thread-safe.
 *
 * <p>Each is known by all that went into it, and a file of that name is always whole: it is written elsewhere and moved. So servers beside
 * each other, and a Java that was exchanged, are no trouble; where the cache cannot be written, archives are this server's alone.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/25/vm/class-data-sharing.html">Class Data Sharing</a>
 */
final class JavaArchives {
    /** What is exercised, of what {@link Bootstraps} writes. */
    static final String EXERCISE = "cloudjar.engines.function.training.Exercise";

    private static final Logger LOG = LoggerFactory.getLogger(JavaArchives.class);
    private static final int NAME_DIGITS = 24;
    private static final int JAVA_MIN = 17;
    private static final int SUFFIX_DIGITS = 8;

    private final Path cache;
    private final Path runtime;
    private final Ids ids;
    private final Executor threads;
    private final Map<Path, CompletableFuture<Optional<String>>> made = new ConcurrentHashMap<>();

    /**
     * Archives of which none is there yet.
     *
     * @param cache where they are kept for other servers
     * @param runtime what functions see as {@code /var/runtime}
     */
    JavaArchives(Path cache, Path runtime, Ids ids, Executor threads) {
        this.cache = cache;
        this.runtime = runtime;
        this.ids = ids;
        this.threads = threads;
    }

    /**
     * The name of a Java's archive below {@link Layout#runtime()}; empty while there is none.
     *
     * @param exercise makes the archive at a path, and says whether it did
     */
    Optional<String> of(Interpreter java, BiPredicate<Interpreter, Path> exercise) {
        if (java.version().major() < JAVA_MIN) {
            return Optional.empty();
        }
        return made.computeIfAbsent(java.program(), _ -> begin(java, exercise)).getNow(Optional.empty());
    }

    /** Completed when the archive of a Java is there, or is known not to be. */
    CompletableFuture<Optional<String>> whenMade(Interpreter java) {
        return made.getOrDefault(java.program(), CompletableFuture.completedFuture(Optional.empty()));
    }

    /** What is kept is there at once; what is not is made beside the functions that want it. */
    private CompletableFuture<Optional<String>> begin(Interpreter java, BiPredicate<Interpreter, Path> exercise) {
        try {
            String name = name(java) + ".jsa";
            Path used = runtime.resolve("java").resolve(name);
            Path kept = cache.resolve(name);
            if (Files.isReadable(kept)) {
                Files.copy(kept, used, StandardCopyOption.REPLACE_EXISTING);
                return CompletableFuture.completedFuture(Optional.of("java/" + name));
            }
            return CompletableFuture.supplyAsync(() -> make(java, exercise, used, kept), threads);
        } catch (IOException e) {
            LOG.debug("There is no archive of classes for {}.", java.program(), e);
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    private Optional<String> make(Interpreter java, BiPredicate<Interpreter, Path> exercise, Path used, Path kept) {
        try {
            // Written by a user without rights, in a directory that only this process knows.
            Path directory = Files.createDirectories(runtime.resolveSibling("archive-" + ids.hex(SUFFIX_DIGITS)));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path fresh = directory.resolve(used.getFileName());
            if (!exercise.test(java, fresh) || !Files.isReadable(fresh)) {
                LOG.debug("No archive of classes was made for {}.", java.program());
                return Optional.empty();
            }
            keep(fresh, kept);
            Files.move(fresh, used, StandardCopyOption.REPLACE_EXISTING);
            Trees.delete(directory);
            return Optional.of("java/" + used.getFileName());
        } catch (IOException e) {
            LOG.debug("An archive of classes cannot be made for {}.", java.program(), e);
            return Optional.empty();
        }
    }

    private void keep(Path fresh, Path kept) {
        Path whole = cache.resolve(kept.getFileName() + "." + ids.hex(SUFFIX_DIGITS));
        try {
            Files.createDirectories(cache);
            Files.copy(fresh, whole);
            Files.move(whole, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            LOG.debug("Archives of classes cannot be kept in {}.", cache, e);
        } catch (IOException e) {
            LOG.debug("An archive of classes is not kept in {}.", cache, e);
        }
    }

    /** What the archive depends on: the Java, and what it runs. */
    private String name(Interpreter java) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String file : List.of("release", "lib/modules")) {
                Path part = java.prefix().resolve(file);
                digest.update((file + java.program()).getBytes(StandardCharsets.UTF_8));
                if (Files.exists(part)) {
                    digest.update((Files.size(part) + "/" + Files.getLastModifiedTime(part))
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
            for (String jar : Bootstraps.JAVA_CLASS_PATH) {
                try (InputStream in = Files.newInputStream(runtime.resolve(jar))) {
                    digest.update(in.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
