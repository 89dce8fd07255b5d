package cloudjar.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What calls of SQS and DynamoDB cost over each home of state: in memory, in RocksDB below the directory that is the first
 * argument, and in the PostgreSQL whose address is the second one, if there is one. Names of scenarios after them choose.
 *
 * <p>The server runs from this program's class path. The processor time that it spends on a call hardly depends on what else
 * the machine does; that of a database is not in it.
 */
public final class EngineCalls {
    private static final List<String> NAMES =
            List.of("sqs-send", "sqs-cycle", "dynamodb-get", "dynamodb-put", "dynamodb-query");

    private static final int CALLS = Integer.getInteger("calls", 30_000);

    /** What a unit costs: processor time of the server's process; and how many were done in a second. */
    private record Cost(double processorMicros, double perSecond) {}

    private EngineCalls() {}

    /** Measures and prints a table. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> rest = new ArrayList<>(List.of(arguments));
        Path directory = Files.createTempDirectory(Path.of(rest.removeFirst()), "engines-");
        Map<String, List<String>> engines = new LinkedHashMap<>();
        engines.put("memory", List.of());
        engines.put("RocksDB, `os`", List.of("--data=" + directory.resolve("os")));
        engines.put("RocksDB, `always`", List.of("--data=" + directory.resolve("always"), "--fsync=always"));
        if (!rest.isEmpty() && rest.getFirst().startsWith("postgres:")) {
            engines.put("PostgreSQL", List.of("--store=" + rest.removeFirst()));
        }
        List<Scenario> chosen = Scenarios.ALL.stream()
                .filter(scenario -> (rest.isEmpty() ? NAMES : rest).contains(scenario.name()))
                .toList();
        Map<String, List<Cost>> measured = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> engine : engines.entrySet()) {
            System.err.println("bench: " + engine.getKey());
            measured.put(engine.getKey(), measure(chosen, engine.getValue()));
        }
        print(chosen, measured);
    }

    private static List<Cost> measure(List<Scenario> scenarios, List<String> options)
            throws IOException, InterruptedException {
        List<Cost> measured = new ArrayList<>();
        try (ServerProcess server = ServerProcess.fromClassPath(options, Bench.firstCall())) {
            for (Scenario scenario : scenarios) {
                measured.add(measure(scenario, server));
            }
        }
        return measured;
    }

    /** So many calls, and not for so long: a server that has little of the machine is to be as warm as another one. */
    private static Cost measure(Scenario scenario, ServerProcess server) throws IOException {
        Supplier<Dialogue> dialogues;
        try (Caller caller = new Caller(server.port())) {
            dialogues = scenario.preparation().prepare(caller);
        }
        try (Load load = new Load(server.port(), Measurement.CONNECTIONS, dialogues)) {
            load.send(CALLS);
            Duration before = server.processorTime();
            Load.Round round = load.send(CALLS);
            Duration spent = server.processorTime().minus(before);
            if (round.failures() > 0) {
                throw new IOException(scenario.name() + ": calls failed; the last answer was " + load.lastAnswer());
            }
            return new Cost(spent.toNanos() / 1000.0 / round.units(), round.perSecond());
        }
    }

    private static void print(List<Scenario> scenarios, Map<String, List<Cost>> measured) {
        System.out.println("| processor µs (calls a second) | " + String.join(" | ", measured.keySet()) + " |");
        System.out.println("|---|" + "---|".repeat(measured.size()));
        for (int i = 0; i < scenarios.size(); i++) {
            int row = i;
            Stream<String> cells = measured.values().stream()
                    .map(engine -> engine.get(row))
                    .map(call -> String.format("%.0f (%,.0f)", call.processorMicros(), call.perSecond()));
            System.out.println("| " + scenarios.get(i).title() + " | " + String.join(" | ", cells.toList()) + " |");
        }
    }
}
