package cloudjar.services.s3;

import cloudjar.kernel.shape.Bytes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key by which content is being encrypted: the caller's own, or a data key that KMS has made.
 *
 * @param secret one key of 256 bits, or two where content is encrypted twice
 * @param md5 of the caller's key, in base64; null where it is KMS's
 * @param kms null where the key is the caller's
 */
record ContentKey(
        Bytes secret, @Nullable String md5, @Nullable KmsEncryption kms) {
    static ContentKey of(CustomerKey key) {
        return new ContentKey(key.key(), key.md5(), null);
    }

    /** How a blob is encrypted with it. */
    Seal seal(long nonce) {
        return new Seal(secret, nonce);
    }

    /** What is kept of it. */
    Sealing sealing(List<Long> nonces) {
        return new Sealing(md5, nonces, kms);
    }

    /** What is kept of the encryption of content in one blob; nothing where it is not encrypted. */
    static Optional<Sealing> sealing(Optional<ContentKey> key, long nonce) {
        return key.map(used -> used.sealing(List.of(nonce)));
    }

    /** The text of the record hides the key. */
    @Override
    public String toString() {
        return "ContentKey[" + (kms == null ? md5 : kms.key()) + "]";
    }
}
