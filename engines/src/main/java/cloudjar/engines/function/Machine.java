package cloudjar.engines.function;

import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Ticker;
import java.io.File;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an engine must know of the machine, handed in by whoever may read its settings.
 *
 * @param searchPath directories in which programs are looked for, in their order
 * @param home the user's directory; version managers keep runtimes in it
 * @param work where files of sandboxes are kept; made when it is needed, and emptied at the end
 * @param pid of this process
 * @param time the machine's time
 * @param ticker measures
 * @param ids names sandboxes
 */
public record Machine(
        List<Path> searchPath, Path home, Path work, long pid, InstantSource time, Ticker ticker, Ids ids) {
    public Machine {
        searchPath = List.copyOf(searchPath);
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
                Path.of(environment.getOrDefault("TMPDIR", "/tmp")).resolve(name + "-" + self.pid()),
                self.pid(),
                InstantSource.system(),
                Ticker.system(),
                ids);
    }
}
