package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.engines.telemetry.Telemetry;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.function.Invocation;
import cloudjar.kernel.function.Outcome.Answer;
import cloudjar.kernel.shape.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the starting program for Node.js does with AWS's SDK that is installed for all. */
class NodeSdkTest {
    private static final long FAR_MILLIS = 99_999_999_999_999L;
    private static final String COMMON = """
        exports.handler = async () => require('@aws-sdk/client-x').owner;
        exports.other = async () => { try { return require('leftpad'); } catch (e) { return e.code; } };
        """;
    private static final String MODULE = """
        import { owner } from '@aws-sdk/client-x';
        export const handler = async () => owner;
        """;

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void sdk(Path modules, String owner) throws Exception {
        write(
                modules.resolve("@aws-sdk/client-x/package.json"),
                "{\"name\":\"@aws-sdk/client-x\",\"main\":\"index.js\"}");
        write(modules.resolve("@aws-sdk/client-x/index.js"), "exports.owner = '" + owner + "';");
        write(modules.resolve("leftpad/index.js"), "");
    }

    private static String run(Path machine, String handler) throws Exception {
        Optional<Path> node = new Programs(Machine.here(Ids.secure(), "cloudjar-engine-test-node")).find("node");
        assumeTrue(node.isPresent(), "SKIPPED: this machine has no node");
        Bootstraps.write(Language.NODEJS, machine);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Telemetry telemetry = new Telemetry("127.0.0.1", false, InstantSource.system(), Ticker.system(), threads);
        Desk desk = new Desk(Map.of(), new Extensions(Ids.secure()), telemetry, () -> {});
        try (RuntimeApi api = new RuntimeApi(desk, threads)) {
            ProcessBuilder builder = new ProcessBuilder(
                    node.get().toString(),
                    machine.resolve("bootstrap.mjs").toString(),
                    machine.resolve("lib/node_modules").toString());
            builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
            builder.environment()
                    .put("LAMBDA_TASK_ROOT", machine.resolve("task").toString());
            builder.environment().put("_HANDLER", handler);
            builder.environment().remove("NODE_PATH");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(machine.resolve("output").toFile())
                    .start();
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            desk.put(new Desk.Work(
                    new Invocation(
                            "00000000-0000-4000-8000-000000000001", Bytes.ofUtf8("{}"), "arn", "Root=1", null, null),
                    FAR_MILLIS,
                    answer));
            try {
                return answer.get(1, TimeUnit.MINUTES).body().utf8();
            } finally {
                process.destroyForcibly().waitFor();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isFoundByBothKindsOfModules(@TempDir Path machine) throws Exception {
        sdk(machine.resolve("lib/node_modules"), "machine");
        write(machine.resolve("task/common.js"), COMMON);
        write(machine.resolve("task/module.mjs"), MODULE);
        assertThat(run(machine, "common.handler")).isEqualTo("\"machine\"");
        assertThat(run(machine, "module.handler")).isEqualTo("\"machine\"");
    }

    @Test
    void comesAfterWhatTheFunctionBringsAndBringsNothingElse(@TempDir Path machine) throws Exception {
        sdk(machine.resolve("lib/node_modules"), "machine");
        write(machine.resolve("task/common.js"), COMMON);
        assertThat(run(machine, "common.other")).isEqualTo("\"MODULE_NOT_FOUND\"");
        sdk(machine.resolve("task/node_modules"), "function");
        assertThat(run(machine, "common.handler")).isEqualTo("\"function\"");
    }
}
