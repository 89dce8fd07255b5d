package cloudjar.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the AWS CLI that was loaded before do what those do that are started by themselves. */
final class AwsCommandsTest {
    private static final Duration COMMANDS_MAX = Duration.ofMinutes(3);

    /** Reads its input, writes below its home, goes by its environment, says what it misses and fails. */
    private static final String COMMANDS = """
            printf 'AKIDEXAMPLE\\nsecret\\neu-west-9\\ntext\\n' | aws configure --profile "$PWD"
            cat "$HOME/.aws/config"
            AWS_PROFILE=absent aws sts get-caller-identity --query 'Account || Arn' 2>&1
            echo "status $?"
            """;

    @Test
    void commandsAreTheSameAsThoseOfProcessesOfTheirOwn(@TempDir Path directory)
            throws IOException, InterruptedException {
        assumeTrue(Programs.onPath("aws"), "SKIPPED: this machine has no aws");
        try (AwsCommands loaded = AwsCommands.load()) {
            assertThat(printed(directory, "loaded", loaded.path()))
                    .isEqualTo(printed(directory, "alone", System.getenv("PATH")))
                    .contains("eu-west-9", directory.resolve("work").toString(), "absent")
                    .doesNotContain("status 0");
        }
    }

    private static String printed(Path directory, String home, String path) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "PATH",
                path,
                "HOME",
                Files.createDirectories(directory.resolve(home)).toString());
        Path work = Files.createDirectories(directory.resolve("work"));
        Programs.Outcome outcome = Programs.run(List.of("bash", "-c", COMMANDS), work, environment, COMMANDS_MAX);
        assertThat(outcome.status()).isZero();
        return outcome.output();
    }
}
