package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.engines.docker.Docker;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.function.FunctionCode;
import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.function.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions in containers, where this machine has an engine of them. */
class ContainerFunctionsTest {
    private static final String IMAGE = "localhost/cloudjar-engine-test:1";

    /** A runtime that neither this machine nor AWS has: its image can only be ours. */
    private static final String RUNTIME = "dotnet99";

    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static Docker docker;
    private static TestEngine engine;

    private static final String EXTENSION = """
        #!/bin/bash
        echo "extension began"
        host=${AWS_LAMBDA_RUNTIME_API%:*}; port=${AWS_LAMBDA_RUNTIME_API#*:}
        exec 3<>/dev/tcp/$host/$port
        printf 'POST /2020-01-01/extension/register HTTP/1.1\\r\\nLambda-Extension-Name: e\\r\\nContent-Length: 13\\r\\n\\r\\n{"events":[]}' >&3
        while IFS= read -r line <&3; do
          line=${line%$'\\r'}; [ -z "$line" ] && break
          case $line in Lambda-Extension-Identifier:*) id=${line#*: };; esac
        done
        exec 3>&-; exec 3<>/dev/tcp/$host/$port
        printf "GET /2020-01-01/extension/event/next HTTP/1.1\\r\\nLambda-Extension-Identifier: $id\\r\\n\\r\\n" >&3
        read -r line <&3
        """;

    @BeforeAll
    static void open(@TempDir Path directory) throws IOException {
        Machine machine = Machine.here(Ids.secure(), "cloudjar-containers-test");
        Optional<DockerHome.Found> found = new DockerHome(machine, THREADS).find();
        assumeTrue(found.isPresent(), "SKIPPED: no engine of containers answers on this machine");
        assumeTrue(TestImage.possible(), "SKIPPED: this machine has no bash that an image can be made of");
        docker = found.get().docker();
        TestImage.make(docker, directory, IMAGE);
        Docker.Answer tagged = docker.post("/images/" + IMAGE + "/tag?repo=public.ecr.aws/lambda/dotnet&tag=99", null);
        assertThat(tagged.good()).as(tagged.text()).isTrue();
        engine = new TestEngine();
    }

    @AfterAll
    static void close() throws IOException {
        if (engine != null) {
            engine.close();
            assertThat(own()).as("containers are gone with the engine").doesNotContain("\"Id\"");
            Docker.Answer unused = docker.delete("/images/public.ecr.aws/lambda/dotnet:99?force=true");
            Docker.Answer unusedToo = docker.delete("/images/" + IMAGE + "?force=true");
        }
        THREADS.close();
    }

    /** The containers of this process, whatever they do. */
    private static String own() throws IOException {
        String filter = "%7B%22label%22%3A%5B%22" + Containers.LABEL + "%3D"
                + ProcessHandle.current().pid() + "%22%5D%7D";
        return docker.get("/containers/json?all=true&filters=" + filter).text();
    }

    private static FunctionSpec image(FunctionCode.Image image, int seconds) {
        FunctionSpec zip = TestEngine.function(128, "", "", seconds, TestEngine.zip("unused", ""));
        return new FunctionSpec(
                zip.id(),
                "",
                "",
                image,
                List.of(),
                new FunctionSpec.Size(128, 512, Duration.ofSeconds(seconds)),
                zip.time(),
                zip.birth());
    }

    private static FunctionCode.Image plain() {
        return new FunctionCode.Image(IMAGE, List.of(), List.of(), null);
    }

    private static String text(Outcome outcome) {
        return outcome.answer().body().utf8();
    }

    @Test
    void anImageRunsAsAUserWithoutRightsOverFilesThatStay() {
        FunctionSpec function = image(plain(), 20);
        Outcome first = engine.run(function, "{\"n\":1}");
        assertThat(text(first))
                .contains("\"count\":1", "\"user\":993", "\"wrote\":\"no\"", "\"tmp\":\"yes\"")
                .contains("\"args\":\"default\"", "\"greeting\":\"hello\"");
        assertThat(first.report().init()).isNotNull();
        assertThat(first.report().memoryMegabytes()).isBetween(1, 128);
        Outcome second = engine.run(function, "{}");
        assertThat(text(second)).as("the container is warm").contains("\"count\":2");
        assertThat(Stream.of(first, second).flatMap(each -> each.lines().stream()))
                .as("what an engine hands over late comes with the next invocation")
                .extracting(Outcome.Line::text)
                .contains("asked: {\"n\":1}");
    }

    @Test
    void theConfigurationStandsForWhatTheImageSays() {
        FunctionCode.Image image =
                new FunctionCode.Image(IMAGE, List.of("/bin/bash", "/bootstrap", "own"), List.of("a", "b c"), "/tmp");
        assertThat(text(engine.run(image(image, 20), "{}"))).contains("\"args\":\"own a b c\"", "\"pwd\":\"/tmp\"");
        FunctionCode.Image program =
                new FunctionCode.Image(IMAGE, List.of("/bin/bash", "/bootstrap", "own"), List.of(), null);
        assertThat(text(engine.run(image(program, 20), "{}")))
                .as("the image's own command is kept")
                .contains("\"args\":\"own default\"");
    }

    @Test
    void oneThatTakesTooLongIsKilled() throws IOException {
        FunctionSpec function = image(plain(), 1);
        assertThat(text(engine.run(function, "{\"endless\":1}"))).contains("Task timed out after 1.00 seconds");
        assertThat(text(engine.run(function, "{}"))).as("another one serves").contains("\"count\":1");
    }

    @Test
    void oneThatEndsIsReplaced() {
        FunctionSpec function = image(plain(), 20);
        assertThat(text(engine.run(function, "{\"exit\":1}")))
                .contains("Runtime exited with error: exit status 3", "Runtime.ExitError");
        assertThat(text(engine.run(function, "{}"))).contains("\"count\":1");
    }

    @Test
    void oneThatTakesTooMuchMemoryIsKilled() {
        assertThat(text(engine.run(image(plain(), 60), "{\"greedy\":1}")))
                .contains("Runtime exited with error: signal: killed");
    }

    @Test
    void aZipWhoseRuntimeIsMissingRunsInItsImage() {
        byte[] code = TestEngine.zip("message", "from the code");
        byte[] layer = TestEngine.zip("message", "from the layer", "extensions/watch", EXTENSION);
        FunctionSpec function = TestEngine.layered(128, RUNTIME, "main.handler", 20, code, Map.of(), layer);
        Outcome outcome = engine.run(function, "{}");
        assertThat(text(outcome))
                .contains("\"args\":\"main.handler\"", "\"task\":\"from the code\"", "\"opt\":\"from the layer\"")
                .contains("\"wrote\":\"no\"");
        assertThat(outcome.lines()).extracting(Outcome.Line::text).contains("extension began");
    }

    @Test
    void filesAreCopiedToAnEngineThatDoesNotSeeThem() throws IOException {
        try (PortToSocket port = new PortToSocket(docker.address().socket());
                TestEngine far = new TestEngine("tcp://127.0.0.1:" + port.number(), Runner.PROCESS)) {
            byte[] code = TestEngine.zip("message", "from the code");
            byte[] layer = TestEngine.zip("message", "from the layer");
            FunctionSpec function = TestEngine.layered(128, RUNTIME, "main.handler", 20, code, Map.of(), layer);
            assertThat(text(far.run(function, "{}")))
                    .contains("\"task\":\"from the code\"", "\"opt\":\"from the layer\"", "\"wrote\":\"no\"");
        }
    }

    @Test
    void anyFunctionRunsInAContainerWhereThatIsAskedFor() {
        try (TestEngine asked = new TestEngine(docker.address().text(), Runner.DOCKER)) {
            byte[] code = TestEngine.zip("bootstrap", "#!/bin/bash\nexit 7");
            FunctionSpec function = TestEngine.function(128, "provided.al1999", "h", 20, code);
            assertThatThrownBy(() -> asked.run(function, "{}"))
                    .isInstanceOf(FunctionRefusedException.class)
                    .hasMessageContaining("public.ecr.aws/lambda/provided:al1999 is not there and cannot be fetched");
        }
    }
}
