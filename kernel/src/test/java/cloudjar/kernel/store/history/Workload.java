package cloudjar.kernel.store.history;

import cloudjar.kernel.store.Store;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Random transactions of several writers on few lists and registers, so that they meet.
 *
 * @param writers how many threads
 * @param each how many transactions each of them runs
 * @param keys how many lists of each form, and how many registers
 * @param seed what chance begins with
 */
public record Workload(int writers, int each, int keys, long seed) {
    /** Runs it and reads everything in the end. */
    public History run(Store store) {
        History history = new History();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> running = IntStream.range(0, writers)
                    .<Future<?>>mapToObj(writer -> threads.submit(
                            () -> transactions(store, history, writer).forEach(Runnable::run)))
                    .toList();
            running.forEach(Workload::await);
        }
        readAll(store, history);
        return history;
    }

    /** Reads every list, so that the history shows what was kept. */
    void readAll(Store store, History history) {
        for (ListForm form : ListForm.values()) {
            history.read(store, "end of " + form, names(form), form);
        }
    }

    /** What a writer runs. */
    List<Runnable> transactions(Store store, History history, int writer) {
        RandomGenerator random = new SplittableRandom(seed * 1000 + writer);
        return IntStream.range(0, each)
                .mapToObj(i -> transaction(store, history, writer + "." + i, random))
                .toList();
    }

    private Runnable transaction(Store store, History history, String id, RandomGenerator random) {
        if (random.nextInt(10) == 0) {
            ListForm form = any(random, List.of(ListForm.values()));
            return () -> history.read(store, id, names(form), form);
        }
        boolean abandoned = random.nextInt(20) == 0;
        List<Consumer<Deeds>> plan = IntStream.range(0, random.nextInt(1, 5))
                .mapToObj(step -> step(random, id + "/" + step))
                .toList();
        return () -> history.run(store, id, (tx, deeds) -> {
            plan.forEach(step -> step.accept(deeds));
            if (abandoned) {
                throw new History.Abandoned();
            }
        });
    }

    private Consumer<Deeds> step(RandomGenerator random, String value) {
        ListForm form = any(random, List.of(ListForm.values()));
        String list = any(random, names(form));
        String register = "register" + random.nextInt(keys);
        return switch (random.nextInt(4)) {
            case 0 -> deeds -> deeds.read(form, list);
            case 1 -> deeds -> deeds.append(form, list, value);
            case 2 -> deeds -> deeds.read(register);
            default -> deeds -> deeds.write(register, value);
        };
    }

    private List<String> names(ListForm form) {
        return IntStream.range(0, keys).mapToObj(i -> form + "-" + i).toList();
    }

    private static <T> T any(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static void await(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("a writer failed", e);
        }
    }
}
