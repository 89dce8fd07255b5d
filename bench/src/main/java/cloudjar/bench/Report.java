package cloudjar.bench;

import java.time.Duration;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/**
 * The figures of one run, as a page.
 *
 * @param residentAfter memory after the load, in MB
 * @param bare the bare server's measurements, of which the mean is the yardstick
 */
record Report(
        Machine machine,
        Starting starting,
        long residentAfter,
        List<Measurement> bare,
        List<Measurement> measured,
        List<Growth> growths) {
    /**
     * How the server starts.
     *
     * @param median from the start of the process to the answer to its first call
     * @param best of all starts
     * @param resident memory some seconds after that, in MB
     */
    record Starting(Duration median, Duration best, long resident) {}

    Report {
        bare = List.copyOf(bare);
        measured = List.copyOf(measured);
        growths = List.copyOf(growths);
    }

    String markdown() {
        Formatter page = new Formatter(new StringBuilder(), Locale.ROOT);
        page.format(
                """
                # Performance

                Written by `./cloudjar bench`; `./cloudjar bench --quick NAME...` measures single lines without writing this page.

                Machines differ, so a throughput is quoted as a share of the **bare server**: the same HTTP server set up the same
                way, reading a body of 1 KB and answering a constant one, in the same run. Server and load generator share the
                machine's cores. %d connections are kept alive, each with one request on its way; a figure is the median of the
                rounds after a warm-up. *Floor* is the share we want to hold. *Processor time* is what the server's process
                spent on one call.

                Measured on %d cores (%s, %s), %s.

                """, Measurement.CONNECTIONS, machine.cores(), machine.processor(), machine.system(), machine.java());
        page.format("| start | measured | wanted |\n|---|---|---|\n");
        page.format(
                "| from process start to the first answered call | %d ms (best %d ms) | 400 ms |\n",
                starting.median().toMillis(), starting.best().toMillis());
        page.format("| resident memory, idle | %d MB | 90 MB |\n", starting.resident());
        page.format(
                "| resident memory after the load below, with all messages of *SendMessage* in their queue | %d MB | |\n\n",
                residentAfter);
        page.format(
                "| calls | per second | share of bare | floor | p50 | p99 | p50 on one connection | processor time |\n");
        page.format("|---|---|---|---|---|---|---|---|\n");
        double yardstick =
                bare.stream().mapToDouble(Measurement::perSecond).average().orElse(Double.NaN);
        for (Measurement measurement : bare) {
            row(page, measurement, yardstick);
        }
        for (Measurement measurement : measured) {
            row(page, measurement, yardstick);
        }
        growth(page);
        return page.toString();
    }

    private void growth(Formatter page) {
        if (growths.isEmpty()) {
            return;
        }
        page.format("""

                What a call costs on one connection when there is more and more of what it looks at. *Growth* is the last median
                latency as a multiple of the first; 1.5 is the most we want. Memory is the server's with the last row in it.

                | call | rows | p50 | processor time | growth | memory |
                |---|---|---|---|---|---|
                """);
        for (Growth growth : growths) {
            for (Growth.Step step : growth.steps()) {
                boolean last = step.equals(growth.steps().getLast());
                page.format(
                        "| %s | %,d | %.0f µs | %.0f µs | %s | %s |\n",
                        growth.growing().title(),
                        step.rows(),
                        step.aloneMicros(),
                        step.processorMicros(),
                        last ? String.format(Locale.ROOT, "%.2f", growth.factor()) : "",
                        last ? growth.residentMegabytes() + " MB" : "");
            }
        }
    }

    private static void row(Formatter page, Measurement measurement, double yardstick) {
        page.format(
                "| %s | %,d | %.2f | %.2f | %.0f µs | %.0f µs | %.0f µs | %.0f µs |\n",
                measurement.scenario().title(),
                Math.round(measurement.perSecond()),
                measurement.perSecond() / yardstick,
                measurement.scenario().floor(),
                measurement.p50Micros(),
                measurement.p99Micros(),
                measurement.aloneMicros(),
                measurement.processorMicros());
    }
}
