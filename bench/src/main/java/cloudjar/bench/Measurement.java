package cloudjar.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * What one scenario reached.
 *
 * @param perSecond units a second with {@link #CONNECTIONS} connections: the median of the rounds
 * @param p50Micros latency of a request then
 * @param p99Micros latency of a request then
 * @param aloneMicros median latency on one connection
 * @param processorMicros processor time that the server spent on a unit: what else runs on the machine hardly changes it
 */
record Measurement(
        Scenario scenario,
        double perSecond,
        double p50Micros,
        double p99Micros,
        double aloneMicros,
        double processorMicros) {
    static final int CONNECTIONS = 32;

    /** Measures on a running server: warms it up, then takes the rounds. */
    static Measurement take(Scenario scenario, ServerProcess server, Effort effort) throws IOException {
        Supplier<Dialogue> dialogues;
        try (Caller caller = new Caller(server.port())) {
            dialogues = scenario.preparation().prepare(caller);
        }
        List<Load.Round> rounds = new ArrayList<>();
        Duration spent;
        try (Load load = new Load(server.port(), CONNECTIONS, dialogues)) {
            check(scenario, load, load.run(effort.warmUp()));
            Duration before = server.processorTime();
            for (int i = 0; i < effort.rounds(); i++) {
                rounds.add(check(scenario, load, load.run(effort.round())));
            }
            spent = server.processorTime().minus(before);
        }
        double alone;
        try (Load load = new Load(server.port(), 1, dialogues)) {
            alone = check(scenario, load, load.run(effort.round())).latencies().micros(0.5);
        }
        rounds.sort(Comparator.comparingDouble(Load.Round::perSecond));
        Load.Round median = rounds.get(rounds.size() / 2);
        return new Measurement(
                scenario,
                median.perSecond(),
                median.latencies().micros(0.5),
                median.latencies().micros(0.99),
                alone,
                spent.toNanos()
                        / 1000.0
                        / rounds.stream().mapToLong(Load.Round::units).sum());
    }

    private static Load.Round check(Scenario scenario, Load load, Load.Round round) throws IOException {
        if (round.failures() > 0) {
            throw new IOException(scenario.name() + ": " + round.failures() + " calls failed; the last answer was "
                    + load.lastAnswer());
        }
        return round;
    }

    /** How long is measured. */
    record Effort(Duration warmUp, Duration round, int rounds) {
        static final Effort FULL = new Effort(Duration.ofSeconds(8), Duration.ofSeconds(4), 5);
        static final Effort QUICK = new Effort(Duration.ofSeconds(8), Duration.ofSeconds(2), 3);
    }
}
