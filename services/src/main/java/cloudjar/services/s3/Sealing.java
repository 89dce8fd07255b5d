package cloudjar.services.s3;

import cloudjar.kernel.shape.Structure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the encryption of an object by its caller's key, or by one of KMS.
 *
 * @param keyMd5 of the caller's key, in base64; null where the key is KMS's
 * @param nonces one for each blob of its content
 * @param kms null where the key is the caller's
 */
record Sealing(
        @Nullable String keyMd5,
        List<Long> nonces,
        @Nullable KmsEncryption kms) {
    Sealing {
        nonces = List.copyOf(nonces);
    }

    /** Refuses a reader whose key does not fit how an object is kept. */
    static void requireKey(Optional<Sealing> sealing, Optional<CustomerKey> key) {
        String md5 = sealing.map(Sealing::keyMd5).orElse(null);
        if (md5 == null) {
            if (key.isPresent()) {
                throw EncryptionErrors.keyNotApplicable();
            }
            return;
        }
        if (key.isEmpty()) {
            throw EncryptionErrors.keyNeeded();
        }
        if (!key.get().md5().equals(md5)) {
            throw EncryptionErrors.wrongKey();
        }
    }

    /** The answer of an operation, which says how content is encrypted in so far as it has members for that. */
    static <S extends Structure> S in(S answer, Optional<Sealing> sealing) {
        Map<String, Object> said = new HashMap<>();
        KmsEncryption kms = sealing.map(Sealing::kms).orElse(null);
        if (kms != null) {
            said.put("ServerSideEncryption", kms.algorithm());
            said.put("SSEKMSKeyId", kms.key());
            if (kms.bucketKey()) {
                said.put("BucketKeyEnabled", true);
            }
        } else if (sealing.isPresent()) {
            said.put("SSECustomerAlgorithm", Encryption.AES256);
            said.put("SSECustomerKeyMD5", String.valueOf(sealing.get().keyMd5()));
        } else {
            said.put("ServerSideEncryption", Encryption.AES256);
        }
        said.keySet().removeIf(member -> answer.schema().member(member) == null);
        return Members.with(answer, said);
    }

    /** As inventories name it. */
    static String status(Optional<Sealing> sealing) {
        KmsEncryption kms = sealing.map(Sealing::kms).orElse(null);
        if (kms == null) {
            return sealing.isPresent() ? "SSE-C" : "SSE-S3";
        }
        return kms.algorithm().equals(Encryption.KMS) ? "SSE-KMS" : "DSSE-KMS";
    }
}
