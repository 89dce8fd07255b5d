package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.function.Outcome;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.joda.time.DateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions in Java as users write them, with AWS's libraries in their archives. */
class JavaFunctionsTest {
    private static final String HANDLERS = """
        package example;
        import com.amazonaws.services.lambda.runtime.Context;
        import com.amazonaws.services.lambda.runtime.RequestHandler;
        import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
        import com.amazonaws.services.lambda.runtime.events.SQSEvent;
        import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
        import java.io.InputStream;
        import java.io.IOException;
        import java.io.OutputStream;
        import java.util.ArrayList;
        import java.util.List;
        import java.util.Map;

        public class Orders implements RequestHandler<Map<String, Object>, Map<String, Object>> {
            private int count;

            public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
                context.getLogger().log("logged\\nin two lines\\n");
                System.out.println("printed");
                return Map.of("event", event, "count", ++count, "greeting", System.getenv("GREETING"),
                        "id", context.getAwsRequestId(), "name", context.getFunctionName(),
                        "memory", context.getMemoryLimitInMB(), "left", context.getRemainingTimeInMillis() > 0);
            }

            public static class Order {
                private String name;
                private int amount;
                public String getName() { return name; }
                public void setName(String name) { this.name = name; }
                public int getAmount() { return amount; }
                public void setAmount(int amount) { this.amount = amount; }
            }

            public Order twice(Order order, Context context) {
                order.setAmount(2 * order.getAmount());
                return order;
            }

            public int sum(List<Integer> numbers) {
                return numbers.stream().mapToInt(Integer::intValue).sum();
            }

            public String fails(String text) {
                throw new IllegalStateException("no way", new IllegalArgumentException(text));
            }

            public String property(String name) {
                return System.getProperty(name);
            }

            public String layered(String name) throws Exception {
                return Class.forName("example.layer.Extra").getMethod("greet", String.class).invoke(null, name).toString();
            }

            public SQSBatchResponse queue(SQSEvent event) {
                List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
                for (SQSEvent.SQSMessage message : event.getRecords()) {
                    if (message.getBody().equals("bad") && message.getMessageAttributes().get("a").getStringValue().equals("b")) {
                        failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
                    }
                }
                return new SQSBatchResponse(failures);
            }

            public static class Streams implements RequestStreamHandler {
                public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                    out.write("<".getBytes());
                    in.transferTo(out);
                    out.write(">".getBytes());
                }
            }

            public static class Breaks {
                static { if (true) throw new IllegalStateException("not today"); }
                public String handle(String text) { return text; }
            }
        }
        """;
    private static final String EXTRA = """
        package example.layer;
        public class Extra {
            public static String greet(String name) { return "layer greets " + name; }
        }
        """;

    private static TestEngine engine;
    private static byte[] code;
    private static byte[] layer;

    @BeforeAll
    static void open(@TempDir Path directory) throws IOException, URISyntaxException {
        engine = new TestEngine();
        engine.needs("java17");
        Bootstraps.write(Language.JAVA, directory);
        Path core = directory.resolve("java/aws-lambda-java-core.jar");
        Path events = jarOf(SQSEvent.class);
        Map<String, byte[]> files =
                compiled(directory, "example/Orders.java", HANDLERS, core + File.pathSeparator + events);
        // What users' builds put there: their own copies of AWS's libraries.
        files.put("lib/core.jar", Files.readAllBytes(core));
        files.put("lib/events.jar", Files.readAllBytes(events));
        files.put("lib/joda-time.jar", Files.readAllBytes(jarOf(DateTime.class)));
        code = TestEngine.zip(files);
        byte[] extra = TestEngine.zip(compiled(directory, "example/layer/Extra.java", EXTRA, ""));
        layer = TestEngine.zip(Map.of("java/lib/extra.jar", extra));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Path jarOf(Class<?> known) throws URISyntaxException {
        return Path.of(known.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static Map<String, byte[]> compiled(Path directory, String name, String source, String classPath)
            throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assumeTrue(compiler != null, "SKIPPED: no Java compiler");
        Path from = Files.createTempDirectory(directory, "compiled");
        Path file = from.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        Path to = Files.createDirectory(from.resolve("classes"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = compiler.run(
                null, said, said, "--release", "17", "-d", to.toString(), "-cp", classPath, file.toString());
        assertThat(status).as("%s", said).isZero();
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(to)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                classes.put(to.relativize(each).toString(), Files.readAllBytes(each));
            }
        }
        return classes;
    }

    private static FunctionSpec function(String handler) {
        return TestEngine.layered(
                512, "java17", handler, 30, code, Map.of("JAVA_TOOL_OPTIONS", "-Dcolour=green"), layer);
    }

    private static Outcome run(String handler, String payload) {
        return engine.run(function(handler), payload);
    }

    private static String body(Outcome outcome) {
        return outcome.answer().body().utf8();
    }

    @Test
    void handlersServeAgainAndAgainWithTheirContext() {
        FunctionSpec function = function("example.Orders");
        Outcome first = engine.run(function, "{\"a\":\"ü\"}");
        assertThat(body(first))
                .contains("\"event\":{\"a\":\"ü\"}", "\"count\":1", "\"greeting\":\"hello\"", "\"name\":\"f\"")
                .contains("\"memory\":512", "\"left\":true");
        assertThat(first.report().init()).isNotNull();
        Outcome second = engine.run(function, "{}");
        assertThat(body(second)).contains("\"count\":2");
        assertThat(second.lines()).extracting(Outcome.Line::text).containsExactly("logged", "in two lines", "printed");
    }

    @Test
    void classesAreOfAnArchiveOnceItIsMade() {
        assertThat(body(run("example.Orders", "{}"))).contains("\"count\":1");
        assertThat(engine.hasArchive("java17")).isTrue();
        FunctionSpec telling = TestEngine.layered(
                512, "java17", "example.Orders", 30, code, Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load"), layer);
        assertThat(engine.run(telling, "{}").lines())
                .extracting(Outcome.Line::text)
                .anyMatch(
                        line -> line.contains(
                                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda source: shared objects file (top)"));
        assertThat(engine.run(function("example.Orders"), "{}").lines())
                .extracting(Outcome.Line::text)
                .as("nothing is said of it")
                .noneMatch(line -> line.contains("cds") || line.contains("[warning]"));
    }

    @Test
    void logsAreJsonWhereTheFunctionWantsThat() {
        FunctionSpec function = TestEngine.layered(
                512, "java17", "example.Orders", 30, code, Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON"), layer);
        assertThat(engine.run(function, "{}").lines())
                .extracting(Outcome.Line::text)
                .anyMatch(line -> line.startsWith("{\"timestamp\":\"")
                        && line.contains("\"message\":\"logged\\nin two lines\\n\"")
                        && line.contains("\"AWSRequestId\":\"00000000-0000-4000-8000-"));
    }

    @Test
    void methodsTakeWhatJsonStandsFor() {
        assertThat(body(run("example.Orders::twice", "{\"name\":\"tea\",\"amount\":2}")))
                .isEqualTo("{\"name\":\"tea\",\"amount\":4}");
        assertThat(body(run("example.Orders::sum", "[1,2,3]"))).isEqualTo("6");
        assertThat(body(run("example.Orders$Streams", "{\"raw\":1}"))).isEqualTo("<{\"raw\":1}>");
    }

    @Test
    void eventsOfAwsArriveAsItsOwnTypes() {
        String event = """
            {"Records": [
              {"messageId": "m1", "body": "good", "messageAttributes": {}, "eventSource": "aws:sqs"},
              {"messageId": "m2", "body": "bad", "eventSource": "aws:sqs",
               "messageAttributes": {"a": {"stringValue": "b", "dataType": "String"}}}]}
            """;
        assertThat(body(run("example.Orders::queue", event)))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}");
    }

    @Test
    void errorsHaveTheirTypeMessageTraceAndCause() {
        Outcome failed = run("example.Orders::fails", "\"inner\"");
        assertThat(failed.answer()).isInstanceOf(Outcome.Answer.Failed.class);
        assertThat(body(failed))
                .startsWith("{\"errorMessage\":\"no"
                        + " way\",\"errorType\":\"java.lang.IllegalStateException\",\"stackTrace\":["
                        + "\"example.Orders.fails(Orders.java:")
                .doesNotContain("inner");
        assertThat(failed.lines())
                .extracting(Outcome.Line::text)
                .contains(
                        "no way: java.lang.IllegalStateException",
                        "Caused by: java.lang.IllegalArgumentException: inner");
    }

    @Test
    void whatCannotBeLoadedIsTold() {
        assertThat(body(run("example.Nobody::handle", "{}")))
                .contains("Class not found: example.Nobody", "java.lang.ClassNotFoundException");
        assertThat(body(run("example.Orders$Breaks::handle", "{}")))
                .contains("Error loading class example.Orders$Breaks", "java.lang.ExceptionInInitializerError");
    }

    @Test
    void layersAndOptionsAreSeen() {
        assertThat(body(run("example.Orders::layered", "\"Ada\""))).isEqualTo("\"layer greets Ada\"");
        assertThat(body(run("example.Orders::property", "\"colour\""))).isEqualTo("\"green\"");
    }
}
