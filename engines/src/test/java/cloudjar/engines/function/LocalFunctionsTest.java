package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.function.Outcome;
import java.io.File;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Functions as processes of the machine that runs this test; what it lacks is skipped, loudly. */
class LocalFunctionsTest {
    private static TestEngine engine;

    @BeforeAll
    static void open() {
        engine = new TestEngine();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static FunctionSpec function(String runtime, String handler, int seconds, String... files) {
        return sized(256, runtime, handler, seconds, files);
    }

    private static FunctionSpec sized(int megabytes, String runtime, String handler, int seconds, String... files) {
        return TestEngine.function(megabytes, runtime, handler, seconds, TestEngine.zip(files));
    }

    private static Outcome run(FunctionSpec function, String payload) {
        return engine.run(function, payload);
    }

    private static String body(Outcome outcome) {
        return outcome.answer().body().utf8();
    }

    private static void needs(String runtime) {
        engine.needs(runtime);
    }

    private static final String NODE = """
        let count = 0;
        exports.handler = async (event, context) => {
          console.log('two', 'words');
          return {event, count: ++count, greeting: process.env.GREETING, id: context.awsRequestId, left: context.getRemainingTimeInMillis() > 0};
        };
        exports.fails = async () => { throw new TypeError('no way'); };
        exports.back = (event, context, callback) => { setTimeout(() => callback(null, 'later'), 5); };
        exports.forever = async () => { await new Promise(r => setTimeout(r, 60000)); };
        """;

    private static final String PYTHON = """
        import os, sys, logging
        count = 0
        def handler(event, context):
            global count
            count += 1
            print("two words")
            return {"event": event, "count": count, "greeting": os.environ["GREETING"], "id": context.aws_request_id,
                    "left": context.get_remaining_time_in_millis() > 0}
        def fails(event, context):
            raise KeyError("no way")
        def exits(event, context):
            sys.exit(7)
        def forks(event, context):
            made = 0
            try:
                while made < 5000:
                    os.posix_spawn("/bin/sleep", ["sleep", "60"], {})
                    made += 1
            except OSError:
                return "bounded"
            return made
        def eats(event, context):
            hoard = []
            while True:
                hoard.append(bytearray(8 * 1024 * 1024))
        def sees(event, context):
            def may(path):
                try:
                    open(path, "w").close()
                    return True
                except OSError:
                    return False
            return {"task": may("/var/task/x"), "opt": may("/opt/x"), "tmp": may("/tmp/x"), "etc": may("/etc/x"),
                    "processes": len([p for p in os.listdir("/proc") if p.isdigit()]), "root": os.path.exists("/root/.bashrc")}
        def fills(event, context):
            try:
                with open("/tmp/large", "wb") as out:
                    for _ in range(600):
                        out.write(bytes(1024 * 1024))
            except OSError as e:
                return str(e)
        """;

    /** A virtual thread that waits for a pipe keeps its carrier: with a few warm sandboxes nothing else would run. */
    @Test
    void whatSandboxesWriteIsReadByThreadsOfThePlatform() {
        needs("python3.12");
        run(function("python3.12", "index.handler", 10, "index.py", "def handler(event, context): return 1"), "{}");

        assertThat(Thread.getAllStackTraces().values())
                .as("threads of the platform, virtual ones are not among them")
                .anyMatch(stack ->
                        Stream.of(stack).anyMatch(frame -> frame.getClassName().equals(Journal.class.getName())));
    }

    @Test
    void nodeServesAgainAndAgainInOneSandbox() {
        needs("nodejs20.x");
        FunctionSpec function = function("nodejs20.x", "index.handler", 5, "index.js", NODE);
        Outcome first = run(function, "{\"a\":1}");
        Outcome second = run(function, "{\"a\":2}");
        assertThat(body(first))
                .contains("\"event\":{\"a\":1}", "\"count\":1", "\"greeting\":\"hello\"", "\"left\":true");
        assertThat(body(second)).contains("\"event\":{\"a\":2}", "\"count\":2");
        assertThat(first.report().init()).isNotNull();
        assertThat(second.report().init()).isNull();
        assertThat(first.report().memoryMegabytes()).isPositive();
        assertThat(second.lines()).singleElement().satisfies(line -> assertThat(line.text())
                .endsWith("\tINFO\ttwo words"));
    }

    @Test
    void pythonServesAgainAndAgainInOneSandbox() {
        needs("python3.12");
        FunctionSpec function = function("python3.12", "app/main.handler", 5, "app/main.py", PYTHON);
        assertThat(body(run(function, "{\"a\":1}"))).contains("\"event\": {\"a\": 1}", "\"count\": 1");
        Outcome second = run(function, "{\"a\":\"ü\"}");
        assertThat(body(second)).contains("\"a\": \"ü\"", "\"count\": 2", "\"greeting\": \"hello\"");
        assertThat(second.lines()).extracting(Outcome.Line::text).containsExactly("two words");
    }

    @Test
    void errorsHaveTheirTypeMessageAndTrace() {
        needs("nodejs20.x");
        needs("python3.12");
        Outcome node = run(function("nodejs20.x", "index.fails", 5, "index.js", NODE), "{}");
        assertThat(node.answer()).isInstanceOf(Outcome.Answer.Failed.class);
        assertThat(body(node))
                .startsWith(
                        "{\"errorType\":\"TypeError\",\"errorMessage\":\"no way\",\"trace\":[\"TypeError: no way\"");
        Outcome python = run(function("python3.12", "main.fails", 5, "main.py", PYTHON), "{}");
        assertThat(body(python))
                .contains("\"errorMessage\": \"'no way'\"", "\"errorType\": \"KeyError\"", "line 10, in fails");
        assertThat(body(run(function("nodejs20.x", "index.none", 5, "index.js", NODE), "{}")))
                .contains("Runtime.HandlerNotFound", "index.none is undefined or not exported");
        assertThat(body(run(function("python3.12", "other.none", 5, "main.py", PYTHON), "{}")))
                .contains("Runtime.ImportModuleError", "Unable to import module 'other': No module named 'other'");
    }

    @Test
    void modulesCallbacksAndStreamsWork() {
        needs("nodejs20.x");
        assertThat(body(run(function("nodejs20.x", "index.back", 5, "index.js", NODE), "{}")))
                .isEqualTo("\"later\"");
        FunctionSpec module = function(
                "nodejs20.x", "lib/app.handler", 5, "lib/app.mjs", "export const handler = async (e) => e.x + 1;");
        assertThat(body(run(module, "{\"x\":1}"))).isEqualTo("2");
        FunctionSpec streams = function("nodejs20.x", "app.handler", 5, "app.js", """
            exports.handler = awslambda.streamifyResponse(async (event, out, context) => {
              out.setContentType('text/plain');
              out.write('one ');
              await new Promise(r => setTimeout(r, 5));
              out.write('two');
              out.end();
            });
            """);
        Outcome outcome = run(streams, "{}");
        assertThat(body(outcome)).isEqualTo("one two");
        assertThat(((Outcome.Answer.Returned) outcome.answer()).contentType()).isEqualTo("text/plain");
        assertThat(body(run(streams, "{}"))).isEqualTo("one two");
    }

    @Test
    void whatTakesTooLongIsKilled() {
        needs("nodejs20.x");
        FunctionSpec function = function("nodejs20.x", "index.forever", 1, "index.js", NODE);
        Outcome outcome = run(function, "{}");
        assertThat(body(outcome)).contains("Sandbox.Timedout", "Task timed out after 1.00 seconds");
        assertThat(outcome.report().status()).isEqualTo("timeout");
    }

    @Test
    void whatExitsIsToldAndReplaced() {
        needs("python3.12");
        FunctionSpec exits = function("python3.12", "main.exits", 5, "main.py", PYTHON);
        assertThat(body(run(exits, "{}"))).contains("Runtime.ExitError", "Runtime exited with error: exit status 7");
        assertThat(body(run(exits, "{}"))).contains("exit status 7");
    }

    @Test
    void whatEatsMemoryIsKilled() {
        needs("python3.12");
        assertThat(body(run(function("python3.12", "main.eats", 60, "main.py", PYTHON), "{}")))
                .contains("Runtime exited with error: signal: killed");
    }

    @Test
    void filesOfOthersAreOutOfReach() {
        needs("python3.12");
        assumeTrue(
                engine.containment().getFirst().startsWith("Functions see files of their own"),
                "SKIPPED: namespaces are not permitted here");
        assertThat(body(run(function("python3.12", "main.sees", 5, "main.py", PYTHON), "{}")))
                .isEqualTo(
                        "{\"task\": false, \"opt\": false, \"tmp\": true, \"etc\": false, \"processes\": 1, \"root\":"
                                + " false}");
        assertThat(body(run(function("python3.12", "main.fills", 60, "main.py", PYTHON), "{}")))
                .contains("No space left on device");
    }

    @Test
    void forkBombsAreBounded() {
        needs("python3.12");
        assumeTrue(
                engine.containment().get(1).contains("bounded by control groups"), "SKIPPED: no control groups here");
        assertThat(body(run(sized(3008, "python3.12", "main.forks", 300, "main.py", PYTHON), "{}")))
                .containsAnyOf("\"bounded\"", "signal: killed");
    }

    @Test
    void anyExecutableIsARuntime() {
        assumeTrue(new File("/bin/bash").canExecute(), "SKIPPED: no /bin/bash");
        FunctionSpec function = function("provided.al2023", "x", 5, "bootstrap", """
            #!/bin/bash
            host=${AWS_LAMBDA_RUNTIME_API%:*}; port=${AWS_LAMBDA_RUNTIME_API#*:}
            while true; do
              exec 3<>/dev/tcp/$host/$port
              printf 'GET /2018-06-01/runtime/invocation/next HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3
              id=; length=0
              while IFS= read -r line <&3; do
                line=${line%$'\\r'}; [ -z "$line" ] && break
                case $line in Lambda-Runtime-Aws-Request-Id:*) id=${line#*: };; Content-Length:*) length=${line#*: };; esac
              done
              read -r -N $length event <&3
              echo "got $event"
              body="{\\"shell\\":$event}"
              printf 'POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: %s\\r\\n\\r\\n%s' "$id" "${#body}" "$body" >&3
              read -r answer <&3
              exec 3>&-
            done
            """);
        assertThat(body(run(function, "[1]"))).isEqualTo("{\"shell\":[1]}");
    }

    @Test
    void archivesThatLeaveTheirPlaceAreRefused() {
        assertThatThrownBy(() -> run(function("provided.al2023", "x", 5, "../evil", "x"), "{}"))
                .isInstanceOf(FunctionRefusedException.class)
                .hasMessageContaining("lies outside");
    }
}
