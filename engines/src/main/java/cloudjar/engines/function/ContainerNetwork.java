package cloudjar.engines.function;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a container reaches this machine, where what it speaks with listens on loopback only.
 *
 * @param mode as engines call it
 * @param host by which the container calls this machine
 */
record ContainerNetwork(String mode, String host) {
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * On Linux a container has the machine's network, as functions in processes have; where this process is in a container itself,
     * that container's. Elsewhere containers run in a virtual machine, in which engines know this machine by a name that leads to its
     * loopback.
     */
    static ContainerNetwork of(Optional<String> inside) {
        if (inside.isPresent()) {
            return new ContainerNetwork("container:" + inside.get(), LOOPBACK);
        }
        return Files.isDirectory(Path.of("/proc/self"))
                ? new ContainerNetwork("host", LOOPBACK)
                : new ContainerNetwork("bridge", "host.docker.internal");
    }

    /** An address of this machine as the container sees it. */
    String seen(String address) {
        return host.equals(LOOPBACK) ? address : address.replace(LOOPBACK, host).replace("localhost", host);
    }
}
