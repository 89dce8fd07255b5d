package cloudjar.services.sns;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.AesGcm;
import cloudjar.kernel.world.World;

/**
 * Encrypts the texts of publications whose topic has a key in KMS: a publication is closed in the store, and open in hand. What
 * else is known of it (its id, subject, attributes, times) is never encrypted, as in AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html">What SSE for Amazon SNS encrypts</a>
 */
final class PublicationCipher {
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
        return AesGcm.seal(key, world.ids().bytes(AesGcm.NONCE), Bytes.ofUtf8(text))
                .toBase64();
    }

    private static String decrypted(String text, Bytes key) {
        return AesGcm.open(key, Bytes.ofBase64(text))
                .orElseThrow(() -> new IllegalStateException("a text that was not encrypted with its data key"))
                .utf8();
    }
}
