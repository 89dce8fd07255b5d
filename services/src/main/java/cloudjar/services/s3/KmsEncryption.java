package cloudjar.services.s3;

import cloudjar.kernel.shape.Bytes;
import java.util.Map;

/**
 * What is kept of the encryption of an object by a key of KMS.
 *
 * @param algorithm {@code aws:kms}, or {@code aws:kms:dsse} where content is encrypted twice
 * @param key the ARN of the key
 * @param bucketKey whether KMS is asked about the bucket and not about the object
 * @param context to which the data key is bound
 * @param dataKey by which content is encrypted, itself encrypted by KMS
 */
record KmsEncryption(String algorithm, String key, boolean bucketKey, Map<String, String> context, Bytes dataKey) {
    KmsEncryption {
        context = Map.copyOf(context);
    }
}
