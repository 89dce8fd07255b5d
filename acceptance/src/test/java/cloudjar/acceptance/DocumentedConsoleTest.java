package cloudjar.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
 * The pages tell the truth: every block marked {@code console} in the README and below docs is typed into a shell, page by
 * page and beside the scenarios, and prints what the page shows. Times, identifiers and the port differ; three dots stand for anything on a line.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
final class DocumentedConsoleTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PAGE_MAX = Duration.ofMinutes(3);
    private static final String DOCUMENTED_ADDRESS = "localhost:4566";
    private static final String MARK = "@@step ";

    /** The server runs already, and the launcher has tests of its own: here it starts nothing and tells where to find it. */
    private static final String LAUNCHER = """
            #!/bin/sh
            if [ "$1" = env ]; then
                for name in AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_DEFAULT_REGION; do
                    eval "echo export $name=\\$DOCUMENTED_$name"
                done
            fi
            """;

    private StartedServer server;

    private AwsCommands aws;

    private Path workspace;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        workspace = directory;
        server = StartedServer.start(REPOSITORY);
        aws = AwsCommands.load();
    }

    @AfterAll
    void stop() throws IOException {
        aws.close();
        server.close();
    }

    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    Stream<DynamicTest> everyConsoleBlockPrintsWhatThePageShows() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(REPOSITORY.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages) {
            List<ConsoleStep> steps = ConsoleStep.of(Files.readAllLines(page));
            if (!steps.isEmpty()) {
                String name = REPOSITORY.relativize(page).toString();
                tests.add(DynamicTest.dynamicTest(name, () -> play(name, steps)));
            }
        }
        assertThat(tests).as("pages with console blocks").isNotEmpty();
        return tests.stream();
    }

    private void play(String page, List<ConsoleStep> steps) throws IOException, InterruptedException {
        List<String> missing = Stream.of("aws", "curl")
                .filter(program ->
                        steps.stream().anyMatch(step -> step.command().startsWith(program + " ")))
                .filter(program -> !Programs.onPath(program))
                .toList();
        if (!missing.isEmpty()) {
            System.err.println("SKIPPED console of " + page + ": this machine has no " + missing);
        }
        assumeTrue(missing.isEmpty(), () -> "this machine has no " + missing);
        server.reset();
        Path directory = Files.createDirectories(workspace.resolve(page.replace('/', '-')));
        Path launcher = Files.writeString(directory.resolve("cloudjar"), LAUNCHER);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Path script = Files.writeString(directory.resolve(".console.sh"), script(steps));
        Programs.Outcome outcome =
                Programs.run(List.of("bash", script.toString()), directory, environment(directory), PAGE_MAX);
        List<List<String>> printed = printed(outcome.output());
        assertThat(printed).as(outcome.output()).hasSize(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            ConsoleStep step = steps.get(i);
            List<String> output = printed.get(i);
            assertThat(step.accepts(output))
                    .as(
                            "%s line %d: $ %s%nshows:%n%s%nprinted:%n%s%n--- server ---%n%s",
                            page,
                            step.line(),
                            step.command(),
                            String.join("\n", step.expected()),
                            String.join("\n", output),
                            server.output())
                    .isTrue();
        }
    }

    private Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("PATH", aws.path());
        environment.put("HOME", home.toString());
        environment.put("TZ", "UTC");
        // What the page has not exported yet must not help it.
        for (String name :
                List.of("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION")) {
            environment.put("DOCUMENTED_" + name, environment.get(name));
            environment.put(name, "");
        }
        return environment;
    }

    /** One shell for the page, so that what a command exports is there for the next. */
    private String script(List<ConsoleStep> steps) {
        String address = server.url().substring("http://".length());
        return steps.stream()
                .map(step -> "{ " + step.command().replace(DOCUMENTED_ADDRESS, address) + "\n} 2>&1")
                .collect(Collectors.joining("\nprintf '\\n" + MARK + "\\n'\n", "", "\nprintf '\\n" + MARK + "\\n'\n"));
    }

    private static List<List<String>> printed(String output) {
        List<List<String>> steps = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.equals(MARK)) {
                steps.add(lines);
                lines = new ArrayList<>();
            } else {
                lines.add(line);
            }
        }
        return steps;
    }
}
