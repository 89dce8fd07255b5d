package cloudjar.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Plays every scenario; one whose programs are not on this machine is skipped and says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScenarioTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Duration SCENARIO_MAX = Duration.ofMinutes(5);

    private StartedServer server;

    private Path workspace;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        workspace = directory;
        server = StartedServer.start(REPOSITORY);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> realClientsPlayTheirScenarios() throws IOException {
        return Scenario.all(Path.of("src/test/scenarios")).stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> play(scenario)));
    }

    private void play(Scenario scenario) throws IOException, InterruptedException {
        List<String> missing = scenario.missing();
        if (!missing.isEmpty()) {
            System.err.println("SKIPPED scenario " + scenario.name() + ": this machine has no " + missing);
        }
        assumeTrue(missing.isEmpty(), () -> "this machine has no " + missing);
        if (scenario.serverOptions().isEmpty()) {
            server.reset();
            play(scenario, server);
        } else {
            try (StartedServer own = StartedServer.startWith(REPOSITORY, scenario.serverOptions())) {
                play(scenario, own);
            }
        }
    }

    private void play(Scenario scenario, StartedServer against) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(workspace.resolve(scenario.name()));
        Map<String, String> environment = new HashMap<>(against.environment());
        environment.put("HOME", directory.toString());
        environment.put("SCENARIO", scenario.directory().toAbsolutePath().toString());
        Programs.Outcome outcome = Programs.run(
                List.of("bash", "-euo", "pipefail", scenario.script().toString()),
                directory,
                environment,
                SCENARIO_MAX);
        if (outcome.status() == 77) {
            System.err.println("SKIPPED scenario " + scenario.name() + ":\n" + outcome.output());
        }
        assumeTrue(outcome.status() != 77, outcome.output());
        assertThat(outcome.status())
                .as(outcome.output() + "\n--- server ---\n" + against.output())
                .isZero();
    }
}
