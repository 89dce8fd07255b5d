package cloudjar.kernel.vault;

import cloudjar.kernel.shape.Bytes;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES in Galois/Counter Mode: content that is sealed stands behind its nonce and before its tag. */
public final class AesGcm {
    /** The bytes of a nonce. */
    public static final int NONCE = 12;

    /** The bytes of a tag. */
    public static final int TAG = 16;

    private static final String NAME = "AES/GCM/NoPadding";

    /** Named in each request for a cipher, since the search through all providers costs more than the sealing of a short text. */
    private static final Provider PROVIDER = provider();

    private AesGcm() {}

    /**
     * Seals.
     *
     * @param nonce {@value #NONCE} bytes that this key has never seen
     */
    public static Bytes seal(Bytes key, byte[] nonce, Bytes content) {
        byte[] whole = new byte[NONCE + content.size() + TAG];
        System.arraycopy(nonce, 0, whole, 0, NONCE);
        try {
            cipher(Cipher.ENCRYPT_MODE, key, nonce, 0).doFinal(content.toArray(), 0, content.size(), whole, NONCE);
            return Bytes.wrap(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** Opens what was sealed; empty where another key sealed it, or it was changed. */
    public static Optional<Bytes> open(Bytes key, Bytes sealed) {
        byte[] whole = sealed.toArray();
        if (whole.length < NONCE + TAG) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, whole, 0);
            return Optional.of(Bytes.wrap(cipher.doFinal(whole, NONCE, whole.length - NONCE)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /**
     * A cipher that is ready, for content in another form.
     *
     * @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
     * @param offset where in {@code nonce} the nonce begins
     */
    public static Cipher cipher(int mode, Bytes key, byte[] nonce, int offset) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(NAME, PROVIDER);
        cipher.init(
                mode,
                new SecretKeySpec(key.toArray(), "AES"),
                new GCMParameterSpec(TAG * Byte.SIZE, nonce, offset, NONCE));
        return cipher;
    }

    private static Provider provider() {
        try {
            return Cipher.getInstance(NAME).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }
}
