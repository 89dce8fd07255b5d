package cloudjar.services.s3;

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
 * How the content of one blob is encrypted: AES in counter mode, so that it keeps its length and can be read from anywhere.
 *
 * @param nonce never the same for two blobs of a key
 */
record Seal(CustomerKey key, long nonce) {
    private static final int BLOCK_BYTES = 16;

    /** Content as it is to be kept. */
    InputStream close(InputStream plain) {
        return new CipherInputStream(plain, cipher(Cipher.ENCRYPT_MODE, 0));
    }

    /**
     * Content as it was.
     *
     * @param sealed what is kept, from an offset on
     */
    InputStream open(InputStream sealed, long offset) {
        return new CipherInputStream(sealed, cipher(Cipher.DECRYPT_MODE, offset));
    }

    private Cipher cipher(int mode, long offset) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            byte[] start = ByteBuffer.allocate(BLOCK_BYTES)
                    .putLong(nonce)
                    .putLong(offset / BLOCK_BYTES)
                    .array();
            cipher.init(mode, new SecretKeySpec(key.key().toArray(), "AES"), new IvParameterSpec(start));
            cipher.update(new byte[(int) (offset % BLOCK_BYTES)]);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException("content cannot be encrypted or decrypted", new IOException(e));
        }
    }
}
