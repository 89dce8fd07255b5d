package cloudjar.engines.function;

import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Ticker;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * What an engine must know of the machine, handed in by whoever may read its settings.
 *
 * @param searchPath directories in which programs are looked for, in their order
 * @param home the user's directory; version managers keep runtimes in it
 * @param javaHome the JDK that runs this process
 * @param work where files of sandboxes are kept; made when it is needed, and emptied at the end
 * @param pid of this process
 * @param time the machine's time
 * @param ticker measures
 * @param ids names sandboxes
 */
public record Machine(
        List<Path> searchPath,
        Path home,
        Path javaHome,
        Path work,
        long pid,
        InstantSource time,
        Ticker ticker,
        Ids ids) {
    public Machine {
        searchPath = List.copyOf(searchPath);
    }
}
