package cloudjar.engines.function;

import cloudjar.engines.docker.DockerAddress;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Ticker;
import java.io.File;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an engine must know of the machine, handed in by whoever may read its settings.
 *
 * @param searchPath directories in which programs are looked for, in their order
 * @param home the user's directory; version managers keep runtimes in it
 * @param javaHomes where Java is, beside where it always may be
 * @param runtimeDirectory where sockets of the user's programs are; empty where the machine has no such place
 * @param docker where the engine of containers is; empty where it is to be looked for
 * @param runner what runs functions whose runtime the machine has
 * @param cache where what takes time to make is kept for other servers
 * @param work where files of sandboxes are kept; made when it is needed, and emptied at the end
 * @param pid of this process
 * @param time the machine's time
 * @param ticker measures
 * @param ids names sandboxes
 */
public record Machine(
        List<Path> searchPath,
        Path home,
        List<Path> javaHomes,
        Optional<Path> runtimeDirectory,
        Optional<DockerAddress> docker,
        Runner runner,
        Path cache,
        Path work,
        long pid,
        InstantSource time,
        Ticker ticker,
        Ids ids) {
    public Machine {
        searchPath = List.copyOf(searchPath);
        javaHomes = List.copyOf(javaHomes);
    }

    /** The machine as processes that this one starts find it; {@code name} names its directory of files. */
    public static Machine here(Ids ids, String name) {
        Map<String, String> environment = new ProcessBuilder().environment();
        ProcessHandle self = ProcessHandle.current();
        return new Machine(
                Stream.of(environment
                                .getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin")
                                .split(File.pathSeparator, -1))
                        .filter(part -> !part.isEmpty())
                        .map(Path::of)
                        .toList(),
                Path.of(environment.getOrDefault("HOME", "/")),
                javaHomes(environment.get("JAVA_HOME"), self),
                Optional.ofNullable(environment.get("XDG_RUNTIME_DIR")).map(Path::of),
                DockerAddress.ofEnvironment(environment.get("DOCKER_HOST")),
                Runner.PROCESS,
                cache(environment),
                Path.of(environment.getOrDefault("TMPDIR", "/tmp")).resolve(name + "-" + self.pid()),
                self.pid(),
                InstantSource.system(),
                Ticker.system(),
                ids);
    }

    /** This machine, with an engine of containers and functions that run so. */
    public Machine with(Optional<DockerAddress> engine, Runner how) {
        return new Machine(
                searchPath, home, javaHomes, runtimeDirectory, engine, how, cache, work, pid, time, ticker, ids);
    }

    /** This machine, with another place for what takes time to make. */
    public Machine cachedIn(Path other) {
        return new Machine(
                searchPath, home, javaHomes, runtimeDirectory, docker, runner, other, work, pid, time, ticker, ids);
    }

    /** Where programs of the user keep what they can make again. */
    private static Path cache(Map<String, String> environment) {
        String told = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches =
                told.isEmpty() ? Path.of(environment.getOrDefault("HOME", "/")).resolve(".cache") : Path.of(told);
        return caches.resolve("cloudjar");
    }

    /** What the user calls Java, and what this process runs on. */
    private static List<Path> javaHomes(@Nullable String told, ProcessHandle self) {
        return Stream.concat(
                        Stream.ofNullable(told).filter(home -> !home.isEmpty()).map(Path::of),
                        self.info().command().map(Path::of).stream()
                                .map(java -> java.resolve("../..").normalize()))
                .toList();
    }
}
