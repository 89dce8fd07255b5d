package cloudjar.engines.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerAddressTest {
    @Test
    void isASocketOrAPortOfThisMachine() {
        assertThat(DockerAddress.parse("unix:///run/d.sock")).isEqualTo(DockerAddress.parse("/run/d.sock"));
        assertThat(DockerAddress.parse("unix:///run/d.sock").sharesFiles()).isTrue();
        DockerAddress port = DockerAddress.parse("tcp://127.0.0.1:2376");
        assertThat(port.sharesFiles()).isFalse();
        assertThat(((InetSocketAddress) port.socket()).getPort()).isEqualTo(2376);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://10.0.0.7:2375", "ssh://me@there", "docker.sock", ""})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> DockerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of this machine");
    }

    @Test
    void isFoundWhereUsersHaveIt(@TempDir Path home) throws IOException {
        Path socket = Files.createDirectories(home.resolve("run/podman")).resolve("podman.sock");
        Files.createFile(socket);
        assertThat(DockerAddress.ofMachine(home, Optional.of(home.resolve("run"))))
                .as("that of the machine, where it has one, goes first")
                .isPresent();
    }
}
