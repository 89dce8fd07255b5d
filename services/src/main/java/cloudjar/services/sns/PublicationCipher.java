package cloudjar.services.sns;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.world.World;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the texts of publications whose topic has a key in KMS: a publication is closed in the store, and open in hand. What
 * else is known of it (its id, subject, attributes, times) is never encrypted, as in AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html">What SSE for Amazon SNS encrypts</a>
 */
final class PublicationCipher {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final TopicKeys keys;

    PublicationCipher(TopicKeys keys) {
        this.keys = keys;
    }

    /**
     * The publication as it is kept. To be called outside of transactions.
     *
     * @throws cloudjar.kernel.shape.ApiException where KMS does not open its data key any more
     */
    Publication close(Publication open, World world) {
        if (open.seal() == null) {
            return open;
        }
        Bytes key = keys.open(open.seal(), world);
        return open.withTexts(text -> encrypted(text, key, world));
    }

    /**
     * A publication that was kept, as it was published. To be called outside of transactions.
     *
     * @throws cloudjar.kernel.shape.ApiException where KMS does not open its data key any more
     */
    Publication open(Publication closed, World world) {
        if (closed.seal() == null) {
            return closed;
        }
        Bytes key = keys.open(closed.seal(), world);
        return closed.withTexts(text -> decrypted(text, key));
    }

    private static String encrypted(String text, Bytes key, World world) {
        byte[] nonce = world.ids().bytes(NONCE_BYTES);
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = new byte[NONCE_BYTES + plain.length + TAG_BITS / Byte.SIZE];
        System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
        try {
            cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a text that cannot be encrypted", e);
        }
        return Bytes.wrap(sealed).toBase64();
    }

    private static String decrypted(String text, Bytes key) {
        byte[] sealed = Bytes.ofBase64(text).toArray();
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
        try {
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a text that was not encrypted with its data key", e);
        }
    }

    private static Cipher cipher(int mode, Bytes key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, new SecretKeySpec(key.toArray(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
