package cloudjar.engines.function;

import cloudjar.engines.docker.Docker;
import cloudjar.kernel.function.FunctionCode;
import cloudjar.kernel.function.FunctionSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a container of a function is to be: AWS's image of its runtime, or its own image.
 *
 * @param image a reference of it
 * @param entryPoint the program; the image's own where it is empty
 * @param command what the program is started with; the image's own where it is empty
 * @param directory where it is started; null where the image says it
 */
record ContainerPlan(
        String image,
        List<String> entryPoint,
        List<String> command,
        @Nullable String directory) {
    private static final String AWS_IMAGES = "public.ecr.aws/lambda/";
    private static final int PROCESSES_MAX = 1024;
    private static final long MEGABYTE = 1024L * 1024;

    ContainerPlan {
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
    }

    /** The one for a function; its image is there then. */
    static ContainerPlan of(FunctionSpec function, Images images, Docker docker) throws IOException {
        if (function.code() instanceof FunctionCode.Image own) {
            Map<String, Object> says = images.require(docker, own.reference());
            // An engine forgets the image's command where it is told another program; AWS does not.
            List<String> command =
                    own.command().isEmpty() && !own.entryPoint().isEmpty() ? texts(says.get("Cmd")) : own.command();
            return new ContainerPlan(own.reference(), own.entryPoint(), command, own.workingDirectory());
        }
        String image = image(function.runtime());
        Map<String, Object> unused = images.require(docker, image);
        return function.runtime().startsWith("provided")
                ? new ContainerPlan(
                        image,
                        List.of("/bin/sh", "-c", Launch.ownBootstrap("/var/task", "/opt")),
                        List.of(),
                        "/var/task")
                : new ContainerPlan(image, List.of(), List.of(function.handler()), null);
    }

    /** The image in which AWS publishes a runtime. */
    static String image(String runtime) {
        int digit = 0;
        while (digit < runtime.length() && Character.isLetter(runtime.charAt(digit))) {
            digit++;
        }
        String version = runtime.substring(digit);
        String tag = version.startsWith(".") ? version.substring(1) : version;
        return AWS_IMAGES + runtime.substring(0, digit) + ":"
                + (tag.endsWith(".x") ? tag.substring(0, tag.length() - 2) : tag);
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }

    /** The container, as engines are told, but for its machine. */
    Map<String, Object> container(
            FunctionSpec function, FunctionSpec.Birth birth, ContainerNetwork network, String address, long pid) {
        Map<String, String> environment = new HashMap<>(birth.environment());
        environment.computeIfPresent("AWS_ENDPOINT_URL", (_, url) -> network.seen(url));
        environment.put("AWS_LAMBDA_RUNTIME_API", network.seen(address));
        if (!(function.code() instanceof FunctionCode.Image)) {
            environment.put("LAMBDA_TASK_ROOT", "/var/task");
            environment.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
            environment.put("_HANDLER", function.handler());
        }
        Map<String, Object> container = new HashMap<>();
        container.put("Image", image);
        container.put("User", Layout.USER);
        container.put("AttachStdout", true);
        container.put("AttachStderr", true);
        container.put("Labels", Map.of(Containers.LABEL, Long.toString(pid)));
        container.put(
                "Env",
                environment.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
        if (!entryPoint.isEmpty()) {
            container.put("Entrypoint", entryPoint);
        }
        if (!command.isEmpty()) {
            container.put("Cmd", command);
        }
        if (directory != null) {
            container.put("WorkingDir", directory);
        }
        return container;
    }

    /**
     * What it may use of the machine.
     *
     * @param readOnly whether its files stay as they are: engines copy nothing into such a container
     * @param listening where its extensions listen
     */
    Map<String, Object> host(FunctionSpec function, ContainerNetwork network, boolean readOnly, String listening) {
        FunctionSpec.Size size = function.size();
        // What lies in /tmp is memory to the kernel.
        long memory = (size.memoryMegabytes() + (long) size.storageMegabytes()) * MEGABYTE;
        Map<String, Object> host = new HashMap<>();
        host.put("NetworkMode", network.mode());
        host.put("Memory", memory);
        host.put("MemorySwap", memory);
        host.put("PidsLimit", PROCESSES_MAX);
        host.put("ReadonlyRootfs", readOnly);
        host.put("Tmpfs", Map.of("/tmp", "rw,exec,nosuid,nodev,mode=1777,size=" + size.storageMegabytes() + "m"));
        host.put("CapDrop", List.of("ALL"));
        host.put("SecurityOpt", List.of("no-new-privileges"));
        host.put("LogConfig", Map.of("Type", "none"));
        switch (network.mode()) {
            case "bridge" -> host.put("ExtraHosts", List.of(network.host() + ":host-gateway"));
            case "host" -> host.put("ExtraHosts", List.of("sandbox.localdomain:" + listening, "sandbox:" + listening));
            default -> host.put("ExtraHosts", List.of());
        }
        return host;
    }
}
