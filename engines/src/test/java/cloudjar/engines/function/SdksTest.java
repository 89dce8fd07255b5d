package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.engines.function.Language.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SdksTest {
    private static Path python(Path machine, String version, boolean withSdk) throws IOException {
        Path site = Files.createDirectories(machine.resolve(version + "/lib/" + version + "/site-packages"));
        if (withSdk) {
            Files.createDirectories(site.resolve("boto3"));
            Files.createDirectories(site.resolve("botocore"));
        }
        return machine.resolve(version + "/bin/" + version);
    }

    private static Interpreter of(Language language, Path program) {
        return new Interpreter(new Version(language, 3, 12), "3.12.1", program, null);
    }

    @Test
    void aPythonHasItsOwnBeforeThatOfOthers(@TempDir Path machine) throws IOException {
        Path own = python(machine, "python3.12", true);
        Path other = python(machine, "python3.11", true);
        assertThat(new Sdks(machine).of(of(Language.PYTHON, own), List.of(other, own)))
                .contains(machine.resolve("python3.12/lib/python3.12/site-packages"));
    }

    @Test
    void aPythonWithoutIsLentThatOfAnother(@TempDir Path machine) throws IOException {
        Path own = python(machine, "python3.12", false);
        Path other = python(machine, "python3.11", true);
        assertThat(new Sdks(machine).of(of(Language.PYTHON, own), List.of(own, other)))
                .contains(machine.resolve("python3.11/lib/python3.11/site-packages"));
        assertThat(new Sdks(machine).of(of(Language.PYTHON, own), List.of(own))).isEmpty();
    }

    @Test
    void nodeHasWhatIsInstalledForAll(@TempDir Path machine) throws IOException {
        Path node = machine.resolve("node/bin/node");
        assertThat(new Sdks(machine).of(of(Language.NODEJS, node), List.of())).isEmpty();
        Files.createDirectories(machine.resolve("node/lib/node_modules/@aws-sdk/client-s3"));
        assertThat(new Sdks(machine).of(of(Language.NODEJS, node), List.of()))
                .contains(machine.resolve("node/lib/node_modules"));
    }
}
