package cloudjar.engines.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an engine that says what it is told to. */
class DockerTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocketChannel engine;
    private Docker docker;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        Path socket = directory.resolve("d.sock");
        engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        engine.bind(UnixDomainSocketAddress.of(socket));
        docker = new Docker(DockerAddress.parse("unix://" + socket), threads);
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
        threads.close();
    }

    /** Answers one request and tells what it was. */
    private CompletableFuture<String> answers(String answer) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (SocketChannel asked = engine.accept()) {
                        ByteBuffer request = ByteBuffer.allocate(4096);
                        int unused = asked.read(request);
                        int written = asked.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                        return new String(request.array(), 0, request.position(), StandardCharsets.UTF_8) + written;
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                threads);
    }

    @Test
    void anAnswerEndsWithItsConnection() throws IOException {
        CompletableFuture<String> asked =
                answers("HTTP/1.0 201 Created\r\nServer: Docker/1 (linux)\r\n\r\n{\"Id\":\"c1\"}");
        Docker.Answer answer = docker.post("/containers/create", Map.of("Image", "i"));
        assertThat(answer.good()).isTrue();
        assertThat(answer.server()).isEqualTo("Docker/1 (linux)");
        assertThat(answer.object()).containsEntry("Id", "c1");
        assertThat(asked.join())
                .startsWith("POST /containers/create HTTP/1.0\r\n")
                .contains("Content-Length: 13\r\n");
    }

    @Test
    void whatWentWrongIsSaid() throws IOException {
        CompletableFuture<String> unused = answers("HTTP/1.1 404 Not Found\r\n\r\n{\"message\":\"no such image\"}");
        Docker.Answer answer = docker.get("/images/x/json");
        assertThat(answer.good()).isFalse();
        assertThat(answer.message()).isEqualTo("no such image");
    }

    @Test
    void whatIsNoEngineIsNamed() {
        CompletableFuture<String> unused = answers("SSH-2.0-OpenSSH\r\n\r\n");
        assertThatThrownBy(() -> docker.get("/version"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no engine: SSH-2.0-OpenSSH");
    }

    @Test
    void nobodyThereIsNamed() throws IOException {
        engine.close();
        assertThatThrownBy(() -> docker.get("/version"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("d.sock cannot be asked");
    }
}
