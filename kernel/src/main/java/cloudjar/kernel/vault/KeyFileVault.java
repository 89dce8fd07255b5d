package cloudjar.kernel.vault;

import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * Seals with AES-256-GCM under a master key in a file that only its owner may read. The file is made when it is not there;
 * without it nothing that was sealed can be opened again.
 */
public final class KeyFileVault implements Vault {
    private static final int KEY = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Bytes master;
    private final SecureRandom random = new SecureRandom();

    private KeyFileVault(byte[] key) {
        this.master = Bytes.wrap(key);
    }

    /**
     * Opens the vault whose key is in this file.
     *
     * @throws IOException where the key cannot be read or made, or is no key
     */
    public static KeyFileVault at(Path file) throws IOException {
        return of(file, Files.exists(file) ? Files.readAllBytes(file) : make(file));
    }

    /**
     * Opens the vault whose key is in this file, which is there: for several processes that share what they seal.
     *
     * @throws IOException where the key cannot be read, or is no key
     */
    public static KeyFileVault in(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no master key in " + file + ": make one of " + KEY + " random bytes");
        }
        return of(file, Files.readAllBytes(file));
    }

    private static KeyFileVault of(Path file, byte[] key) throws IOException {
        if (key.length != KEY) {
            throw new IOException(file + " is no master key: it has " + key.length + " bytes, not " + KEY);
        }
        return new KeyFileVault(key);
    }

    private static byte[] make(Path file) throws IOException {
        byte[] key = new byte[KEY];
        new SecureRandom().nextBytes(key);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try (var out = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            out.write(java.nio.ByteBuffer.wrap(key));
            return key;
        } catch (FileAlreadyExistsException e) {
            return Files.readAllBytes(file);
        }
    }

    @Override
    public Secret seal(Bytes secret) {
        byte[] nonce = new byte[AesGcm.NONCE];
        random.nextBytes(nonce);
        return new Secret(true, AesGcm.seal(master, nonce, secret));
    }

    /** What was kept before there was a master key is in the clear. */
    @Override
    public Bytes open(Secret secret) {
        if (!secret.sealed()) {
            return secret.bytes();
        }
        return AesGcm.open(master, secret.bytes())
                .orElseThrow(() -> new SealedElsewhereException("the master key is not the one that sealed it"));
    }
}
