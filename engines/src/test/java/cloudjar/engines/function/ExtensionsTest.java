package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.function.FunctionCode;
import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.function.Invocation;
import cloudjar.kernel.shape.Bytes;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** External extensions, which tell a socket of this test what they are told. */
class ExtensionsTest {
    private static final int PATIENCE_MILLIS = 30_000;
    private static LocalFunctions engine;

    private static final String PYTHON = """
        def quick(event, context):
            return event
        def slow(event, context):
            while True:
                pass
        def gone(event, context):
            import os
            os._exit(3)
        """;

    private static final String EXTENSION = """
        #!/bin/bash
        host=${AWS_LAMBDA_RUNTIME_API%:*}; port=${AWS_LAMBDA_RUNTIME_API#*:}
        exec 4<>/dev/tcp/127.0.0.1/PORT
        ask() {
          exec 3<>/dev/tcp/$host/$port
          printf "$1\\r\\nHost: x\\r\\nContent-Length: ${#2}\\r\\n\\r\\n%s" "$2" >&3
          while IFS= read -r line <&3; do
            line=${line%$'\\r'}; [ -z "$line" ] && break
            case $line in Lambda-Extension-Identifier:*) id=${line#*: };; Content-Length:*) length=${line#*: };; esac
          done
          read -r -N $length answer <&3
          exec 3>&-
        }
        ask 'POST /2020-01-01/extension/register HTTP/1.1\\r\\nLambda-Extension-Name: watch' '{"events":KINDS}'
        while true; do
          ask "GET /2020-01-01/extension/event/next HTTP/1.1\\r\\nLambda-Extension-Identifier: $id" ''
          echo "$answer" >&4
          case $answer in *SHUTDOWN*) exit;; esac
        done
        """;

    @BeforeAll
    static void open() {
        engine = new LocalFunctions(Machine.here(Ids.secure(), "cloudjar-extensions-test"));
        assumeTrue(engine.missing("python3.12").isEmpty(), "SKIPPED: this machine has no Python");
        assumeTrue(new File("/bin/bash").canExecute(), "SKIPPED: no /bin/bash");
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static FunctionCode code(String id, String file, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(file));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return new FunctionCode.Archive(id, () -> new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static FunctionSpec function(String handler, String kinds, ServerSocket told) throws IOException {
        String extension =
                EXTENSION.replace("PORT", Integer.toString(told.getLocalPort())).replace("KINDS", kinds);
        String id = "extensions/" + told.getLocalPort();
        return new FunctionSpec(
                id,
                "python3.12",
                "main." + handler,
                code(id, "main.py", PYTHON),
                List.of(code(id + "/layer", "extensions/watch", extension)),
                new FunctionSpec.Size(256, 512, Duration.ofSeconds(2)),
                InstantSource.system(),
                () -> new FunctionSpec.Birth("stream", Map.of("AWS_LAMBDA_FUNCTION_NAME", "f"), Instant.MAX));
    }

    private static Invocation call() {
        return new Invocation(
                "00000000-0000-4000-8000-000000000001",
                Bytes.ofUtf8("{}"),
                "arn:aws:lambda:us-east-1:000000000000:function:f",
                "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0",
                null,
                null);
    }

    private static ServerSocket told() throws IOException {
        ServerSocket told = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        told.setSoTimeout(PATIENCE_MILLIS);
        return told;
    }

    private static BufferedReader events(Socket extension) throws IOException {
        extension.setSoTimeout(PATIENCE_MILLIS);
        return new BufferedReader(new InputStreamReader(extension.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void areToldOfInvocationsAndOfTheEnd() throws IOException {
        try (ServerSocket told = told()) {
            FunctionSpec function = function("quick", "[\"INVOKE\",\"SHUTDOWN\"]", told);
            assertThat(engine.invoke(function, call()).answer().body().utf8()).isEqualTo("{}");
            try (Socket extension = told.accept();
                    BufferedReader events = events(extension)) {
                assertThat(events.readLine())
                        .contains("\"eventType\":\"INVOKE\"", "00000000-0000-4000-8000-000000000001");
                engine.retire(function.id());
                assertThat(events.readLine()).contains("\"eventType\":\"SHUTDOWN\"", "\"SPINDOWN\"");
                assertThat(events.readLine()).isNull();
            }
        }
    }

    @Test
    void areToldOfATimeOut() throws IOException {
        try (ServerSocket told = told()) {
            FunctionSpec function = function("slow", "[\"SHUTDOWN\"]", told);
            assertThat(engine.invoke(function, call()).answer().body().utf8()).contains("Task timed out");
            try (Socket extension = told.accept();
                    BufferedReader events = events(extension)) {
                assertThat(events.readLine()).contains("\"eventType\":\"SHUTDOWN\"", "\"TIMEOUT\"");
            }
        }
    }

    /** As AWS says of the Shutdown phase: a runtime that fails is told to extensions, which have their time. */
    @Test
    void areToldOfTheEndOfTheRuntime() throws IOException {
        try (ServerSocket told = told()) {
            FunctionSpec function = function("gone", "[\"SHUTDOWN\"]", told);
            assertThat(engine.invoke(function, call()).answer().body().utf8())
                    .contains("Runtime exited with error: exit status 3");
            try (Socket extension = told.accept();
                    BufferedReader events = events(extension)) {
                assertThat(events.readLine()).contains("\"eventType\":\"SHUTDOWN\"", "\"FAILURE\"");
            }
        }
    }

    @Test
    void areLeftAloneWhereTheyAskForNothing() throws IOException {
        try (ServerSocket told = told()) {
            FunctionSpec function = function("quick", "[]", told);
            assertThat(engine.invoke(function, call()).answer().body().utf8()).isEqualTo("{}");
            try (Socket extension = told.accept();
                    BufferedReader events = events(extension)) {
                engine.retire(function.id());
                assertThat(events.readLine()).isNull();
            }
        }
    }
}
