package cloudjar.server.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitScriptsTest {
    private final Path directory;

    InitScriptsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Path script(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Test
    void scriptsRunInTheOrderOfTheirNames() throws IOException {
        Path out = directory.resolve("out");
        script("ready.d/20-second.sh", "echo second >>" + out);
        script("ready.d/10-first.sh", "echo first >>" + out);
        script("ready.d/notes.txt", "echo never >>" + out);
        script("ready.d/30/third.sh", "echo third >>" + out);
        InitScripts scripts = new InitScripts(List.of(directory));
        scripts.run(InitStage.READY, Map.of());
        assertThat(out).hasContent("first\nsecond\nthird");
    }

    @Test
    void aFailingScriptIsReportedAndTheNextOneRuns() throws IOException {
        Path out = directory.resolve("out");
        script("ready.d/1.sh", "exit 3");
        script("ready.d/2.sh", "echo ran >" + out);
        InitScripts scripts = new InitScripts(List.of(directory));
        assertThat(scripts.completed(InitStage.READY)).isFalse();
        scripts.run(InitStage.READY, Map.of());
        assertThat(scripts.completed(InitStage.READY)).isTrue();
        assertThat(scripts.scripts(InitStage.READY))
                .extracting(InitScript::name, InitScript::state)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("1.sh", InitScript.State.ERROR),
                        org.assertj.core.api.Assertions.tuple("2.sh", InitScript.State.SUCCESSFUL));
        assertThat(out).hasContent("ran");
    }

    @Test
    void aStageRunsItsOwnScriptsOnly() throws IOException {
        Path out = directory.resolve("out");
        script("boot.d/a.sh", "echo boot >>" + out);
        script("shutdown.d/a.sh", "echo shutdown >>" + out);
        InitScripts scripts = new InitScripts(List.of(directory));
        scripts.run(InitStage.BOOT, Map.of());
        assertThat(out).hasContent("boot");
        assertThat(scripts.scripts(InitStage.SHUTDOWN))
                .extracting(InitScript::state)
                .containsExactly(InitScript.State.UNKNOWN);
    }

    @Test
    void anExecutableScriptChoosesItsInterpreter() throws IOException {
        Path out = directory.resolve("out");
        Path script = script("start.d/a.sh", "#!/bin/cat\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        script("start.d/b.sh", "echo sh >" + out);
        InitScripts scripts = new InitScripts(List.of(directory));
        scripts.run(InitStage.START, Map.of());
        assertThat(scripts.scripts(InitStage.START))
                .extracting(InitScript::state)
                .containsOnly(InitScript.State.SUCCESSFUL);
        assertThat(out).hasContent("sh");
    }

    @Test
    void directoriesThatAreNotThereArePassedOver() {
        InitScripts scripts = new InitScripts(List.of(directory.resolve("nowhere")));
        scripts.run(InitStage.READY, Map.of());
        assertThat(scripts.scripts(InitStage.READY)).isEmpty();
        assertThat(scripts.completed(InitStage.READY)).isTrue();
    }

    @Test
    void scriptsSeeTheServerAsAwsToolsDo() throws IOException {
        Path out = directory.resolve("out");
        script(
                "ready.d/a.sh",
                "echo $AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID $AWS_DEFAULT_REGION >" + out + "; command -v awslocal >>"
                        + out);
        Path tools = directory.resolve("tools");
        new InitScripts(List.of(directory))
                .run(
                        InitStage.READY,
                        ScriptEnvironment.of(
                                "http://localhost:1",
                                Map.of("PATH", "/usr/bin:/bin", "AWS_ACCESS_KEY_ID", "mine"),
                                tools));
        assertThat(out).hasContent("http://localhost:1 mine us-east-1\n" + tools.resolve("awslocal"));
    }
}
