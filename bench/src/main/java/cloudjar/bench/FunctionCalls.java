package cloudjar.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What invocations of functions take, by runtime: of a new function, of one that is warm over one connection, and how many a
 * second over 32. Runtimes can be named as arguments; what this machine does not have is left out.
 *
 * <p>The server runs from this program's class path.
 */
public final class FunctionCalls {
    private static final int COLD = Integer.getInteger("cold", 9);
    private static final int WARM = Integer.getInteger("warm", 2_000);
    private static final Duration LOAD = Duration.ofSeconds(5);
    private static final double NANOS_IN_MILLI = 1e6;
    private static final double MEDIAN = 0.5;

    private static final String ROLE = "Action=CreateRole&Version=2010-05-08&RoleName=bench&AssumeRolePolicyDocument="
            + URLEncoder.encode("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"Service": "lambda.amazonaws.com"}}]}\
                """, StandardCharsets.UTF_8);

    /** A function that gives back a number of its event, with as little of its own as its language allows. */
    private record Hello(String handler, String file, String code) {}

    private static final Map<String, Hello> HELLOS = new TreeMap<>(Map.of(
            "nodejs20.x", new Hello("f.h", "f.js", "exports.h = async (event) => event;"),
            "python3.12", new Hello("f.h", "f.py", "def h(event, context):\n    return event\n"),
            "ruby3.3", new Hello("f.h", "f.rb", "def h(event:, context:) = event"),
            "java21", new Hello("java.lang.Integer::bitCount", "none", "")));

    private FunctionCalls() {}

    /** Measures and prints a table. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("| runtime | cold, median of " + COLD
                + " (ms) | warm, one connection, p50 (µs) | warm, 32 connections (a second) |");
        System.out.println("|---|---|---|---|");
        try (ServerProcess server = ServerProcess.fromClassPath(List.of("--dax-port=0"), Bench.firstCall())) {
            try (Caller caller = new Caller(server.port())) {
                caller.call(Request.query("iam", ROLE));
            }
            for (Map.Entry<String, Hello> each : HELLOS.entrySet()) {
                if (arguments.length == 0 || List.of(arguments).contains(each.getKey())) {
                    tryOut(each.getKey(), each.getValue(), server.port());
                }
            }
        }
    }

    private static void tryOut(String runtime, Hello hello, int port) {
        try {
            measure(runtime, hello, port);
        } catch (IOException e) {
            System.err.println("bench: no " + runtime + ": " + e.getMessage());
        }
    }

    private static void measure(String runtime, Hello hello, int port) throws IOException {
        List<Long> cold = new ArrayList<>();
        byte[] invoke = new byte[0];
        try (Caller caller = new Caller(port)) {
            for (int i = 0; i < COLD; i++) {
                String name = "bench-" + runtime.replace('.', '-') + "-" + i;
                caller.call(creation(name, runtime, hello));
                invoke =
                        lambda("/2015-03-31/functions/" + name + "/invocations").body("7");
                long begin = System.nanoTime();
                caller.call(invoke);
                cold.add(System.nanoTime() - begin);
            }
        }
        byte[] request = invoke;
        Load.Round one = round(port, 1, request);
        Load.Round many = round(port, Measurement.CONNECTIONS, request);
        System.out.printf(
                "| %s | %.0f | %.0f | %,.0f |%n",
                runtime,
                cold.stream().sorted().toList().get(cold.size() / 2) / NANOS_IN_MILLI,
                one.latencies().micros(MEDIAN),
                many.perSecond());
    }

    private static Load.Round round(int port, int connections, byte[] request) throws IOException {
        try (Load load = new Load(port, connections, () -> Dialogue.repeat(request))) {
            load.send(WARM);
            Load.Round round = load.run(LOAD);
            if (round.failures() > 0) {
                throw new IOException("calls failed; the last answer was " + load.lastAnswer());
            }
            return round;
        }
    }

    private static byte[] creation(String name, String runtime, Hello hello) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(hello.file()));
            zip.write(hello.code().getBytes(StandardCharsets.UTF_8));
        }
        return lambda("/2015-03-31/functions")
                .header("Content-Type", "application/json")
                .body("{\"FunctionName\":\"" + name + "\",\"Runtime\":\"" + runtime + "\",\"Handler\":\""
                        + hello.handler()
                        + "\",\"Timeout\":60,\"MemorySize\":512,\"Role\":\"arn:aws:iam::000000000000:role/bench\","
                        + "\"Code\":{\"ZipFile\":\"" + Base64.getEncoder().encodeToString(bytes.toByteArray())
                        + "\"}}");
    }

    private static Request lambda(String path) {
        return Request.signed("POST", path, "lambda");
    }
}
