package cloudjar.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What a call cost at several numbers of rows.
 *
 * @param residentMegabytes the server's memory when the last row was there
 */
record Growth(Growing growing, List<Step> steps, long residentMegabytes) {
    /** Ten million rows take some gigabytes of heap and minutes: {@code -Drows.max=10000000} asks for them. */
    private static final int[] SIZES = IntStream.of(1_000, 100_000, 1_000_000, 10_000_000)
            .filter(size -> size <= Integer.getInteger("rows.max", 1_000_000))
            .toArray();

    /**
     * One number of rows.
     *
     * @param aloneMicros median latency of the call on one connection
     * @param processorMicros processor time that the server spent on a call
     */
    record Step(int rows, double aloneMicros, double processorMicros) {}

    Growth {
        steps = List.copyOf(steps);
    }

    /** Fills a fresh server step by step and measures after each. */
    static Growth take(Growing growing, ServerProcess server, Measurement.Effort effort) throws IOException {
        Growing.Rows rows;
        try (Caller caller = new Caller(server.port())) {
            rows = growing.preparation().prepare(caller);
        }
        AtomicInteger next = new AtomicInteger();
        List<Step> steps = new ArrayList<>();
        for (int size : SIZES) {
            if (size > growing.rowsMax()) {
                break;
            }
            try (Load load = new Load(server.port(), Measurement.CONNECTIONS, rows.filling(next))) {
                check(growing, load, load.send((size - next.get()) / rows.rowsPerCall()));
            }
            steps.add(measure(growing, rows, size, server, effort));
        }
        return new Growth(growing, steps, server.residentMegabytes());
    }

    private static Step measure(
            Growing growing, Growing.Rows rows, int size, ServerProcess server, Measurement.Effort effort)
            throws IOException {
        try (Load load = new Load(server.port(), 1, rows.measured(size))) {
            check(growing, load, load.run(effort.warmUp()));
            Duration before = server.processorTime();
            Load.Round round = check(growing, load, load.run(effort.round()));
            Duration spent = server.processorTime().minus(before);
            return new Step(size, round.latencies().micros(0.5), spent.toNanos() / 1000.0 / round.units());
        }
    }

    /** The median latency with all rows as a multiple of that with the fewest. */
    double factor() {
        return steps.getLast().aloneMicros() / steps.getFirst().aloneMicros();
    }

    private static Load.Round check(Growing growing, Load load, Load.Round round) throws IOException {
        if (round.failures() > 0) {
            throw new IOException(growing.name() + ": " + round.failures() + " calls failed; the last answer was "
                    + load.lastAnswer());
        }
        return round;
    }
}
