package cloudjar.server.option;

import cloudjar.engines.docker.DockerAddress;
import cloudjar.engines.function.Runner;
import java.util.List;
import java.util.Optional;

/**
 * Where data planes listen that speak a protocol of their own, and what functions run on.
 *
 * @param daxPort the port of DAX; 0 takes a free one
 * @param functions what runs functions whose runtime this machine has
 * @param docker where the engine of containers is; empty where it is to be looked for
 */
public record PlaneOptions(int daxPort, Runner functions, Optional<DockerAddress> docker) {
    static final Option<Integer> DAX_PORT = Option.of(
            "dax-port",
            OptionType.integer("PORT", "a port", 0, 65535),
            "8111",
            "Where clients of DAX connect, on the same addresses; 0 is a free one. Where it is taken, DAX is served without its"
                    + " data plane.");

    static final Option<Runner> FUNCTIONS = Option.of(
            "functions",
            OptionType.choice(Runner.class),
            "process",
            "What runs functions whose runtime this machine has: processes of it, or containers of AWS's images. Where it has not"
                    + " the runtime, and for container images, it is containers in either case.");

    static final Option<Optional<DockerAddress>> DOCKER = Option.of(
                    "docker",
                    OptionType.docker("ADDRESS"),
                    "",
                    "Where Docker, or Podman's service, listens on this machine; where it is empty they are looked for where they"
                            + " usually do.")
            .alsoFrom("DOCKER_HOST", text -> DockerAddress.ofEnvironment(text)
                    .map(DockerAddress::text)
                    .orElse(""));

    static final List<Option<?>> OPTIONS = List.of(DAX_PORT, FUNCTIONS, DOCKER);

    static PlaneOptions of(Settings settings) {
        return new PlaneOptions(settings.get(DAX_PORT), settings.get(FUNCTIONS), settings.get(DOCKER));
    }
}
