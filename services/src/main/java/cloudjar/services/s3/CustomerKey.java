package cloudjar.services.s3;

import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.checksum.RunningChecksum;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Structure;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A key of the caller's own, by which content is encrypted. It is forgotten with the request that brought it.
 *
 * @param md5 of the key, in base64: what is kept of it
 */
record CustomerKey(Bytes key, String md5) {
    private static final int KEY_BYTES = 32;
    private static final String TARGET = "SSECustomer";
    private static final String SOURCE = "CopySourceSSECustomer";

    /** The key by which a request wants content written; nothing where it brings none. */
    static Optional<CustomerKey> ofWriter(Structure request) {
        boolean brought = brings(request, TARGET);
        String other = Members.text(request, "ServerSideEncryption");
        if (brought && other != null) {
            throw EncryptionErrors.twoEncryptions(other);
        }
        return brought ? Optional.of(of(request, TARGET, EncryptionErrors::invalidKey)) : Optional.empty();
    }

    /** The key by which a request reads content; nothing where it brings none. */
    static Optional<CustomerKey> ofReader(Structure request) {
        return ofReader(request, TARGET);
    }

    /** The key by which a copy reads its source; nothing where it brings none. */
    static Optional<CustomerKey> ofSource(Structure request) {
        return ofReader(request, SOURCE);
    }

    private static Optional<CustomerKey> ofReader(Structure request, String prefix) {
        if (!brings(request, prefix)) {
            return Optional.empty();
        }
        return Optional.of(of(request, prefix, EncryptionErrors::wrongKey));
    }

    private static boolean brings(Structure request, String prefix) {
        return request.get(prefix + "Algorithm") != null
                || request.get(prefix + "Key") != null
                || request.get(prefix + "KeyMD5") != null;
    }

    /** @param invalid what is said of a key that cannot be one: readers hear only that it is not the right one */
    private static CustomerKey of(Structure request, String prefix, Supplier<ApiException> invalid) {
        String algorithm = Members.text(request, prefix + "Algorithm");
        if (algorithm == null) {
            throw EncryptionErrors.noAlgorithm();
        }
        if (!algorithm.equals(Encryption.AES256)) {
            throw ObjectErrors.invalidEncryption(algorithm);
        }
        String base64 = Members.text(request, prefix + "Key");
        if (base64 == null) {
            throw EncryptionErrors.noKey();
        }
        String md5 = Members.text(request, prefix + "KeyMD5");
        Bytes key = decoded(base64);
        if (md5 == null || key == null || key.size() != KEY_BYTES) {
            throw invalid.get();
        }
        if (!md5.equals(md5(key))) {
            throw EncryptionErrors.wrongMd5();
        }
        return new CustomerKey(key, md5);
    }

    private static @Nullable Bytes decoded(String base64) {
        try {
            return Bytes.ofBase64(base64);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static String md5(Bytes key) {
        RunningChecksum md5 = ChecksumAlgorithm.MD5.start();
        md5.update(key.toArray(), 0, key.size());
        return Bytes.wrap(md5.digest()).toBase64();
    }

    /** The text of the record hides the key. */
    @Override
    public String toString() {
        return "CustomerKey[" + md5 + "]";
    }
}
