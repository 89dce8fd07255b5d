package cloudjar.engines.function;

import cloudjar.kernel.function.FunctionCode;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionRefusedException.Reason;
import cloudjar.kernel.function.FunctionRuntime;
import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.function.Invocation;
import cloudjar.kernel.function.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs functions on this machine, as processes or in containers. There is no process, container, thread or file before the first function is invoked, and
 * none after {@link #close}. Thread-safe.
 */
public final class LocalFunctions implements FunctionEngine {
    private static final Logger LOG = LoggerFactory.getLogger(LocalFunctions.class);
    private static final int SANDBOXES_MAX = 500;
    private static final long SWEEP_SECONDS = 5;
    private static final long WATCH_MILLIS = 100;

    private final Machine machine;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Threads of the platform, for the outputs of processes. A virtual thread that waits for a pipe holds the platform's thread that
     * carries it, and the replacement that JDK 25 gives for it goes after half a minute without work: with as many sandboxes
     * waiting as there are processors, nothing would run any more.
     */
    private final ExecutorService readers = Executors.newCachedThreadPool(LocalFunctions::daemon);

    private final ReentrantLock opening = new ReentrantLock();
    private final Map<String, SandboxPool> pools = new ConcurrentHashMap<>();
    private final AtomicInteger sandboxes = new AtomicInteger();
    private final AtomicBoolean watching = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final SandboxMaker maker;
    private final Yard yard = new SharedYard();
    private volatile @Nullable ScheduledExecutorService clockwork;

    /** An engine that has begun nothing. */
    public LocalFunctions(Machine machine) {
        this.machine = machine;
        maker = new SandboxMaker(machine, threads, readers);
    }

    private final class SharedYard implements Yard {
        @Override
        public Machine machine() {
            return machine;
        }

        @Override
        public SandboxMaker maker() {
            return maker;
        }

        @Override
        public boolean mayStart() {
            if (sandboxes.incrementAndGet() <= SANDBOXES_MAX) {
                return true;
            }
            sandboxes.decrementAndGet();
            for (SandboxPool pool : pools.values()) {
                if (pool.giveUpOne()) {
                    return sandboxes.incrementAndGet() > 0;
                }
            }
            return false;
        }

        @Override
        public void released() {
            sandboxes.decrementAndGet();
        }

        @Override
        public void run(Runnable work) {
            LocalFunctions.this.run(work);
        }

        @Override
        public void later(Runnable work, long millis) {
            var unused = clockwork().schedule(() -> threads.execute(work), millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public List<FunctionRuntime> runtimes() {
        return maker.inventory().runtimes();
    }

    @Override
    public List<String> containment() {
        return maker.containment().sentences();
    }

    @Override
    public Optional<String> missing(String runtime) {
        boolean process = machine.runner() == Runner.PROCESS && maker.runsAsProcess(runtime);
        if (process || maker.docker().find().isPresent()) {
            return Optional.empty();
        }
        return Optional.of("This machine has nothing that runs " + runtime
                + ": install its interpreter where programs are looked for and start cloudjar again, or "
                + DockerHome.REMEDY
                + ", or give the function a runtime of provided.al2023 with a bootstrap of its own.");
    }

    @Override
    public String containers() {
        return maker.docker().sentence();
    }

    /** What begins sandboxes. */
    SandboxMaker maker() {
        return maker;
    }

    private Optional<String> missing(FunctionSpec function) {
        if (!(function.code() instanceof FunctionCode.Image image)) {
            return missing(function.runtime());
        }
        return maker.docker().find().isPresent()
                ? Optional.empty()
                : Optional.of("The function is the container image " + image.reference()
                        + ", and no engine of containers answers on this machine: " + DockerHome.REMEDY
                        + ", or make the function of a zip archive, which needs none.");
    }

    @Override
    public Outcome invoke(FunctionSpec function, Invocation invocation) {
        if (closed.get()) {
            throw new FunctionRefusedException(Reason.CLOSED, "The server ends.");
        }
        Optional<String> missing = missing(function);
        if (missing.isPresent()) {
            throw new FunctionRefusedException(Reason.NO_RUNTIME, missing.get());
        }
        SandboxPool pool = pool(function);
        SandboxPool.Grant grant = pool.take();
        return switch (grant) {
            case SandboxPool.Grant.Refused refused -> throw refused.why();
            case SandboxPool.Grant.Broken broken ->
                new Outcome(
                        broken.how(),
                        new Outcome.Report(broken.init(), broken.init(), 0, "error"),
                        broken.lines(),
                        broken.label());
            case SandboxPool.Grant.Ready ready -> {
                pool.serving(ready.sandbox());
                watch();
                yield ready.sandbox().serve(invocation);
            }
        };
    }

    private SandboxPool pool(FunctionSpec function) {
        SandboxPool known = pools.get(function.id());
        return known == null ? pools.computeIfAbsent(function.id(), _ -> new SandboxPool(function, yard)) : known;
    }

    /** Looks after memory as long as something works. */
    private void watch() {
        if (watching.compareAndSet(false, true)) {
            yard.later(this::look, WATCH_MILLIS);
        }
    }

    private void look() {
        boolean works = false;
        for (SandboxPool pool : pools.values()) {
            if (pool.works()) {
                works = true;
                pool.watch();
            }
        }
        if (works) {
            yard.later(this::look, WATCH_MILLIS);
        } else {
            watching.set(false);
        }
    }

    @Override
    public int provision(FunctionSpec function, int count) {
        return closed.get() || missing(function).isPresent()
                ? 0
                : pool(function).provision(count);
    }

    @Override
    public void retire(String idPrefix) {
        pools.forEach((id, pool) -> {
            if (id.startsWith(idPrefix)) {
                pools.remove(id);
                pool.retire();
            }
        });
    }

    @Override
    public void run(Runnable work) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.error("Work of a function failed.", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Work came after the end.", e);
        }
    }

    private ScheduledExecutorService clockwork() {
        opening.lock();
        try {
            ScheduledExecutorService open = clockwork;
            if (open == null) {
                ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(1, work -> daemon(work));
                made.setRemoveOnCancelPolicy(true);
                made.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
                var unused = made.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
                clockwork = made;
                open = made;
            }
            return open;
        } finally {
            opening.unlock();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = Executors.defaultThreadFactory().newThread(work);
        thread.setDaemon(true);
        thread.setName("functions");
        return thread;
    }

    private void sweep() {
        pools.forEach((id, pool) -> {
            pool.sweep();
            if (pool.isEmpty()) {
                pools.remove(id, pool);
            }
        });
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        List<Sandbox> all = new ArrayList<>();
        pools.values().forEach(pool -> all.addAll(pool.close()));
        all.parallelStream().forEach(Sandbox::close);
        ScheduledExecutorService open = clockwork;
        if (open != null) {
            open.shutdownNow();
        }
        threads.shutdownNow();
        readers.shutdownNow();
        try {
            Trees.delete(machine.work());
        } catch (IOException e) {
            LOG.debug("Files of functions are left in {}.", machine.work(), e);
        }
    }
}
