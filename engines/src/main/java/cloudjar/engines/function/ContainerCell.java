package cloudjar.engines.function;

import cloudjar.engines.docker.Docker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container.
 *
 * @param docker the engine that runs it
 * @param id as the engine calls it
 * @param pid of the runtime, as this machine counts; 0 where it cannot be seen from here
 * @param api what it speaks with
 * @param exit the end of the runtime
 * @param extensions the end of each
 * @param released called once it is closed
 */
record ContainerCell(
        Docker docker,
        String id,
        long pid,
        RuntimeApi api,
        Desk desk,
        Journal journal,
        CompletableFuture<Integer> exit,
        List<CompletableFuture<Void>> extensions,
        Runnable released)
        implements Cell {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerCell.class);

    /** Outputs pass through the engine, and nothing marks their end. */
    private static final Duration LAG = Duration.ofMillis(20);

    private static final long MEGABYTE = 1024L * 1024;

    ContainerCell {
        extensions = List.copyOf(extensions);
    }

    @Override
    public Duration lag() {
        return LAG;
    }

    @Override
    public boolean isAlive() {
        return !exit.isDone();
    }

    @Override
    public void begun(int megabytes) {
        try {
            // Podman learnt this with its fifth version: before, a container has all the time there is.
            Docker.Answer unused =
                    docker.post("/containers/" + id + "/update", Map.of("NanoCpus", Containers.nanoCpus(megabytes)));
        } catch (IOException e) {
            LOG.debug("A container's processor time is not bounded.", e);
        }
    }

    @Override
    public boolean freeze(boolean frozen) throws IOException {
        return docker.post("/containers/" + id + (frozen ? "/pause" : "/unpause"), null)
                .good();
    }

    @Override
    public int memoryMegabytes() {
        if (pid != 0) {
            return ProcessMemory.shown(processes());
        }
        try {
            Docker.Answer stats = docker.get("/containers/" + id + "/stats?stream=false&one-shot=true");
            return stats.object().get("memory_stats") instanceof Map<?, ?> memory
                            && memory.get("usage") instanceof Number usage
                    ? (int) (usage.longValue() / MEGABYTE)
                    : 0;
        } catch (IOException e) {
            LOG.debug("A container's memory is not told.", e);
            return 0;
        }
    }

    @Override
    public int ownMegabytes() {
        return pid == 0 ? 0 : ProcessMemory.own(processes());
    }

    private LongStream processes() {
        return LongStream.concat(
                LongStream.of(pid),
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToLong(ProcessHandle::pid));
    }

    @Override
    public void killRuntime() {
        // It is the first process, whose end is that of all: it is stopped where it is.
        ask("/kill?signal=SIGSTOP");
    }

    @Override
    public boolean runsAlone() {
        return extensions.stream().allMatch(CompletableFuture::isDone);
    }

    @Override
    public void kill() {
        ask("/kill");
    }

    private void ask(String what) {
        try {
            Docker.Answer answer = docker.post("/containers/" + id + what, null);
            if (!answer.good()) {
                LOG.debug("A container does not do {}: {}", what, answer.message());
            }
        } catch (IOException e) {
            LOG.warn("A container cannot be asked to do {}.", what, e);
        }
    }

    @Override
    public void close() {
        try {
            api.close();
            Docker.Answer answer = docker.delete("/containers/" + id + "?force=true&v=true");
            if (!answer.good()) {
                LOG.warn("A container is left: {}: {}", id, answer.message());
            }
        } catch (IOException e) {
            LOG.warn("A container is left: {}", id, e);
        } finally {
            released.run();
        }
    }
}
