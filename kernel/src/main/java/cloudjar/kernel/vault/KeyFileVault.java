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
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with AES-256-GCM under a master key in a file that only its owner may read. The file is made when it is not there;
 * without it nothing that was sealed can be opened again.
 */
public final class KeyFileVault implements Vault {
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final SecretKey master;
    private final SecureRandom random = new SecureRandom();

    private KeyFileVault(byte[] key) {
        this.master = new SecretKeySpec(key, "AES");
    }

    /**
     * Opens the vault whose key is in this file.
     *
     * @throws IOException where the key cannot be read or made, or is no key
     */
    public static KeyFileVault at(Path file) throws IOException {
        byte[] key = Files.exists(file) ? Files.readAllBytes(file) : make(file);
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
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
            byte[] content = cipher.doFinal(secret.toArray());
            byte[] whole = Arrays.copyOf(nonce, NONCE + content.length);
            System.arraycopy(content, 0, whole, NONCE, content.length);
            return new Secret(true, Bytes.wrap(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** What was kept before there was a master key is in the clear. */
    @Override
    public Bytes open(Secret secret) {
        if (!secret.sealed()) {
            return secret.bytes();
        }
        byte[] whole = secret.bytes().toArray();
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE));
            return Bytes.wrap(cipher.doFinal(whole, NONCE, whole.length - NONCE));
        } catch (AEADBadTagException e) {
            throw new SealedElsewhereException("the master key is not the one that sealed it");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, master, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
