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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Plays every scenario, each against a server of its own, several at once: Terraform waits most of its time for what it has
 * made. One whose programs are not on this machine is skipped and says so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
final class ScenarioTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Duration SCENARIO_MAX = Duration.ofMinutes(15);

    private AwsCommands aws;

    @BeforeAll
    void load() throws IOException {
        aws = AwsCommands.load();
    }

    @AfterAll
    void end() throws IOException {
        aws.close();
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> realClientsPlayTheirScenarios(@TempDir Path workspace) throws IOException {
        return Scenario.all(Path.of("src/test/scenarios")).stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.name(), () -> play(scenario, workspace.resolve(scenario.name()))));
    }

    private void play(Scenario scenario, Path directory) throws IOException, InterruptedException {
        List<String> missing = scenario.missing();
        if (!missing.isEmpty()) {
            System.err.println("SKIPPED scenario " + scenario.name() + ": this machine has no " + missing);
        }
        assumeTrue(missing.isEmpty(), () -> "this machine has no " + missing);
        try (StartedServer server = StartedServer.startWith(REPOSITORY, scenario.serverOptions())) {
            play(scenario, directory, server);
        }
    }

    private void play(Scenario scenario, Path directory, StartedServer against)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Map<String, String> environment = new HashMap<>(against.environment());
        environment.put("PATH", aws.path());
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
