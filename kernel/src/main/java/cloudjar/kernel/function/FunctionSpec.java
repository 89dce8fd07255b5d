package cloudjar.kernel.function;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What an engine must know of a function to run it.
 *
 * @param id sandboxes made for the same id are as good as each other: it changes with code and configuration
 * @param runtime such as {@code python3.12} or {@code provided.al2023}
 * @param handler as the runtime reads it
 * @param code what the function's directory holds
 * @param layers what {@code /opt} holds: later ones lie over earlier ones
 * @param size what it may use
 * @param time by which sandboxes grow old and idle
 * @param birth asked when a sandbox begins
 */
public record FunctionSpec(
        String id,
        String runtime,
        String handler,
        FunctionCode code,
        List<FunctionCode> layers,
        Size size,
        InstantSource time,
        Supplier<Birth> birth) {
    public FunctionSpec {
        layers = List.copyOf(layers);
    }

    /**
     * What a function may use.
     *
     * @param memoryMegabytes of memory; processor time is in proportion
     * @param storageMegabytes of {@code /tmp}
     * @param timeout of one invocation
     */
    public record Size(int memoryMegabytes, int storageMegabytes, Duration timeout) {}

    /**
     * What a sandbox begins with.
     *
     * @param label names the sandbox; {@link Outcome#sandbox} says it again
     * @param environment its environment, beside what the engine itself says
     * @param ends no invocation begins in it from then on, by the function's time: its credentials end
     */
    public record Birth(String label, Map<String, String> environment, Instant ends) {
        public Birth {
            environment = Map.copyOf(environment);
        }
    }
}
