package cloudjar.kernel.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileVaultTest {
    private static final Bytes SECRET = Bytes.ofUtf8("a secret of some length");

    private final Path directory;

    KeyFileVaultTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Path file() {
        return directory.resolve("data.key");
    }

    @Test
    void whatIsSealedIsOpenedByAnotherProcessWithTheSameFile() throws IOException {
        Secret sealed = KeyFileVault.at(file()).seal(SECRET);

        assertThat(sealed.sealed()).isTrue();
        assertThat(sealed.bytes().utf8()).doesNotContain("secret");
        assertThat(sealed.toString()).doesNotContain("secret of");
        assertThat(KeyFileVault.at(file()).open(sealed)).isEqualTo(SECRET);
    }

    @Test
    void aSharedKeyIsNotMade() throws IOException {
        assertThatThrownBy(() -> KeyFileVault.in(file()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no master key in");

        Secret sealed = KeyFileVault.at(file()).seal(SECRET);
        assertThat(KeyFileVault.in(file()).open(sealed)).isEqualTo(SECRET);
    }

    @Test
    void onlyTheOwnerMayReadTheKey() throws IOException {
        KeyFileVault.at(file());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void anotherKeyOpensNothing() throws IOException {
        Secret sealed = KeyFileVault.at(file()).seal(SECRET);
        Vault other = KeyFileVault.at(directory.resolve("other.key"));

        assertThatThrownBy(() -> other.open(sealed)).isInstanceOf(SealedElsewhereException.class);
        assertThatThrownBy(() -> Vault.NONE.open(sealed)).isInstanceOf(SealedElsewhereException.class);
    }

    @Test
    void whatWasKeptInTheClearIsStillOpened() throws IOException {
        Secret open = Vault.NONE.seal(SECRET);

        assertThat(KeyFileVault.at(file()).open(open)).isEqualTo(SECRET);
    }

    @Test
    void aFileThatIsNoKeyIsRefused() throws IOException {
        Files.writeString(file(), "short");

        assertThatThrownBy(() -> KeyFileVault.at(file()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no master key");
    }
}
