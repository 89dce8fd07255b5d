package cloudjar.services.s3;

import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How the content of one blob is encrypted: AES in counter mode, so that it keeps its length and can be read from anywhere; once
 * for each key of 256 bits that the secret has.
 *
 * @param nonce never the same for two blobs of a key
 */
record Seal(Bytes secret, long nonce) {
    private static final int BLOCK_BYTES = 16;
    private static final int KEY_BYTES = 32;

    /** Content as it is to be kept. */
    InputStream close(InputStream plain) {
        InputStream sealed = plain;
        for (int from = 0; from < secret.size(); from += KEY_BYTES) {
            sealed = new CipherInputStream(sealed, cipher(Cipher.ENCRYPT_MODE, from, 0));
        }
        return sealed;
    }

    /**
     * Content as it was.
     *
     * @param sealed what is kept, from an offset on
     */
    InputStream open(InputStream sealed, long offset) {
        InputStream plain = sealed;
        for (int from = secret.size() - KEY_BYTES; from >= 0; from -= KEY_BYTES) {
            plain = new CipherInputStream(plain, cipher(Cipher.DECRYPT_MODE, from, offset));
        }
        return plain;
    }

    private Cipher cipher(int mode, int keyFrom, long offset) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            byte[] start = ByteBuffer.allocate(BLOCK_BYTES)
                    .putLong(nonce)
                    .putLong(offset / BLOCK_BYTES)
                    .array();
            SecretKeySpec key = new SecretKeySpec(secret.toArray(), keyFrom, KEY_BYTES, "AES");
            cipher.init(mode, key, new IvParameterSpec(start));
            cipher.update(new byte[(int) (offset % BLOCK_BYTES)]);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException("content cannot be encrypted or decrypted", new IOException(e));
        }
    }

    /** The text of the record hides the key. */
    @Override
    public String toString() {
        return "Seal[" + nonce + "]";
    }
}
