package cloudjar.engines.function;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.engines.docker.DockerAddress;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.function.FunctionCode;
import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.function.Invocation;
import cloudjar.kernel.function.Outcome;
import cloudjar.kernel.shape.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An engine on the machine that runs a test, and functions for it. */
final class TestEngine implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final int STORAGE_MEGABYTES = 512;

    private final LocalFunctions engine;

    TestEngine() {
        engine = new LocalFunctions(machine());
    }

    /** One with an engine of containers, where that is known. */
    TestEngine(String docker, Runner runner) {
        engine = new LocalFunctions(machine().with(Optional.of(DockerAddress.parse(docker)), runner));
    }

    private static Machine machine() {
        Machine machine = Machine.here(Ids.secure(), "cloudjar-engine-test-" + NUMBERS.incrementAndGet());
        return machine.cachedIn(machine.work().resolve("cache"));
    }

    static FunctionSpec function(int megabytes, String runtime, String handler, int seconds, byte[] zip) {
        return layered(megabytes, runtime, handler, seconds, zip, Map.of());
    }

    /** A function with environment variables of its own and, where there are any, a layer after its code. */
    static FunctionSpec layered(
            int megabytes,
            String runtime,
            String handler,
            int seconds,
            byte[] zip,
            Map<String, String> environment,
            byte[]... layers) {
        String id = "test/" + NUMBERS.incrementAndGet();
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("AWS_LAMBDA_FUNCTION_NAME", "f");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(megabytes));
        all.put("GREETING", "hello");
        return new FunctionSpec(
                id,
                runtime,
                handler,
                new FunctionCode.Archive(id, () -> new ByteArrayInputStream(zip)),
                List.of(layers).stream()
                        .<FunctionCode>map(
                                layer -> new FunctionCode.Archive(id + "/layer", () -> new ByteArrayInputStream(layer)))
                        .toList(),
                new FunctionSpec.Size(megabytes, STORAGE_MEGABYTES, Duration.ofSeconds(seconds)),
                InstantSource.system(),
                () -> new FunctionSpec.Birth("stream", all, Instant.MAX));
    }

    /** An archive of names and texts in turn. */
    static byte[] zip(String... files) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (int i = 0; i < files.length; i += 2) {
            contents.put(files[i], files[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return zip(contents);
    }

    static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Outcome run(FunctionSpec function, String payload) {
        return engine.invoke(
                function,
                new Invocation(
                        "00000000-0000-4000-8000-%012d".formatted(NUMBERS.incrementAndGet()),
                        Bytes.ofUtf8(payload),
                        "arn:aws:lambda:us-east-1:000000000000:function:f",
                        "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0",
                        null,
                        null));
    }

    /** Waits for the archive of the classes of a Java; says whether there is one. */
    boolean hasArchive(String runtime) {
        return engine.maker()
                .inventory()
                .find(runtime)
                .map(java -> engine.maker().archives().whenMade(java).join())
                .flatMap(name -> name)
                .isPresent();
    }

    void retire(String idPrefix) {
        engine.retire(idPrefix);
    }

    String containers() {
        return engine.containers();
    }

    List<String> containment() {
        return engine.containment();
    }

    /** Skips, loudly, where nothing of this machine runs functions of a runtime. */
    void needs(String runtime) {
        assumeTrue(engine.missing(runtime).isEmpty(), "SKIPPED: this machine has no " + runtime);
    }

    @Override
    public void close() {
        engine.close();
    }
}
