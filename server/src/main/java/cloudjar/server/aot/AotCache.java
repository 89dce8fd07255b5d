package cloudjar.server.aot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * Makes the AOT cache beside the jar, as a step of the build. A cache that cannot be made is reported and the build goes
 * on. One that was made of the same jar, by the same JDK with the same flags, is kept.
 */
public final class AotCache {
    private static final long MINUTES_MAX = 3;

    private final Path jar;
    private final Path options;
    private final Path cache;
    private final Path stamp;
    private final Path log;

    private AotCache(Path jar, Path options, Path cache) {
        this.jar = jar;
        this.options = options;
        this.cache = cache;
        this.stamp = cache.resolveSibling(cache.getFileName() + ".stamp");
        this.log = cache.resolveSibling(cache.getFileName() + ".log");
    }

    /**
     * The build's step.
     *
     * @param arguments the jar, the file of JVM flags, and the cache to be made
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new AotCache(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2])).refresh();
    }

    private void refresh() throws IOException, InterruptedException {
        String content = contentOfJar();
        if (Files.exists(cache) && Files.exists(stamp)) {
            String[] known = Files.readString(stamp).split("\n");
            if (known[0].equals(content)) {
                // The JVM takes a cache only for a jar of the very time that it was made of.
                Files.setLastModifiedTime(jar, FileTime.fromMillis(Long.parseLong(known[1])));
                return;
            }
        }
        Files.deleteIfExists(stamp);
        Files.deleteIfExists(cache);
        int status = train();
        if (status == 0 && Files.exists(cache)) {
            Files.writeString(
                    stamp, content + "\n" + Files.getLastModifiedTime(jar).toMillis());
        } else {
            System.out.println("[WARNING] no AOT cache, so the server starts slower: see " + log);
        }
    }

    private int train() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + options,
                        "-XX:AOTCacheOutput=" + cache,
                        "-jar",
                        jar.toString(),
                        "train")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            return process.exitValue();
        }
        process.destroyForcibly();
        return -1;
    }

    private String contentOfJar() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(jar));
            digest.update(Files.readAllBytes(options));
            digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
