package cloudjar.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code ./cloudjar bench [--quick] [NAME...]}: measures the packaged server and prints a report. Without names all is
 * measured and the report is written to {@code docs/performance.md}. With the class path of a {@link Peer} what it can do
 * too is measured of it in the same run.
 */
public final class Bench {
    private static final int STARTS = 9;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Path repository;
    private final Measurement.Effort effort;

    /** Whose servers are measured beside ours. */
    private final List<Peer> peers;

    /** What the server is started with, such as {@code --data=DIRECTORY}. */
    private final List<String> serverOptions;

    private Bench(Path repository, Measurement.Effort effort, List<Peer> peers, List<String> serverOptions) {
        this.repository = repository;
        this.effort = effort;
        this.peers = List.copyOf(peers);
        this.serverOptions = List.copyOf(serverOptions);
    }

    /** Measures what the arguments name. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>(List.of(arguments));
        boolean quick = names.remove("--quick");
        List<Peer> peers =
                names.stream().map(Peer::named).flatMap(Optional::stream).toList();
        names.removeIf(name -> Peer.named(name).isPresent());
        List<String> serverOptions =
                names.stream().filter(name -> name.startsWith("--")).toList();
        names.removeAll(serverOptions);
        Bench bench = new Bench(
                repository(), quick ? Measurement.Effort.QUICK : Measurement.Effort.FULL, peers, serverOptions);
        List<Scenario> chosen = Scenarios.ALL.stream()
                .filter(scenario -> names.isEmpty() || names.contains(scenario.name()))
                .toList();
        List<Growing> growing = Growing.ALL.stream()
                .filter(one -> names.isEmpty() || names.contains(one.name()))
                .toList();
        if (chosen.isEmpty() && growing.isEmpty()) {
            System.err.println("there are the benchmarks " + String.join(", ", names()));
            System.exit(2);
        }
        Report report = bench.run(chosen, growing);
        System.out.print(report.markdown());
        if (names.isEmpty() && serverOptions.isEmpty() && !quick) {
            Files.writeString(bench.repository.resolve("docs/performance.md"), report.markdown());
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        Scenarios.ALL.forEach(scenario -> names.add(scenario.name()));
        Growing.ALL.forEach(growing -> names.add(growing.name()));
        return names;
    }

    /** The checkout that this program was built in. */
    private static Path repository() {
        try {
            Path jar = Path.of(Bench.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this program does not know where it is", e);
        }
    }

    private Report run(List<Scenario> chosen, List<Growing> growing) throws IOException, InterruptedException {
        say("starting " + STARTS + " times");
        Report.Starting starting = starting();
        say("the bare server");
        Measurement before = bare();
        List<Measurement> measured = new ArrayList<>();
        long residentAfter;
        try (ServerProcess server = cloudjar()) {
            for (Scenario scenario : chosen) {
                say(scenario.title());
                measured.add(Measurement.take(scenario, server, effort));
            }
            residentAfter = server.residentMegabytes();
        }
        measured.addAll(beside(chosen));
        say("the bare server again");
        Measurement after = bare();
        return new Report(Machine.here(), starting, residentAfter, List.of(before, after), measured, growth(growing));
    }

    private List<Measurement> beside(List<Scenario> chosen) throws IOException, InterruptedException {
        List<Measurement> measured = new ArrayList<>();
        for (Peer peer : peers) {
            try (ServerProcess server = ServerProcess.of(peer)) {
                for (Scenario scenario : chosen) {
                    if (peer.does(scenario)) {
                        say(peer.name() + ", " + scenario.title());
                        beside(peer, scenario, server).ifPresent(measured::add);
                    }
                }
            }
        }
        return measured;
    }

    /** Nothing where the peer gives up under the load, which must not lose what was measured before. */
    private Optional<Measurement> beside(Peer peer, Scenario scenario, ServerProcess server) {
        try {
            return Optional.of(Measurement.take(scenario.of(peer.name()), server, effort));
        } catch (IOException e) {
            say(peer.name() + " did not go through with it: " + e.getMessage());
            return Optional.empty();
        }
    }

    private List<Growth> growth(List<Growing> chosen) throws IOException, InterruptedException {
        List<Growth> measured = new ArrayList<>();
        for (Growing growing : chosen) {
            say(growing.title() + ", more and more of them");
            try (ServerProcess server = cloudjar()) {
                measured.add(Growth.take(growing, server, effort));
            }
        }
        return measured;
    }

    private Report.Starting starting() throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        long resident = 0;
        for (int i = 0; i < STARTS; i++) {
            try (ServerProcess server = cloudjar()) {
                times.add(server.startTime());
                if (i == STARTS - 1) {
                    Thread.sleep(IDLE);
                    resident = server.residentMegabytes();
                }
            }
        }
        times.sort(null);
        return new Report.Starting(times.get(STARTS / 2), times.getFirst(), resident);
    }

    private ServerProcess cloudjar() throws IOException, InterruptedException {
        return ServerProcess.cloudjar(repository, serverOptions, firstCall());
    }

    private Measurement bare() throws IOException, InterruptedException {
        try (ServerProcess server =
                ServerProcess.bare(repository, Request.of("GET", "/").bodiless())) {
            return Measurement.take(Scenarios.bare(), server, effort);
        }
    }

    /** A call that every server answers. */
    static byte[] firstCall() {
        return Request.query("sts", "Action=GetCallerIdentity&Version=2011-06-15");
    }

    private static void say(String what) {
        System.err.println("bench: " + what);
    }
}
