package cloudjar.services.s3;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.vault.OpenKeys;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bucket keys of a world: data keys that many objects of a bucket share, and that S3 has from KMS once for each who asks and not
 * once for each object. They are kept in memory alone, for a short time of the world's clock. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html">Reducing the cost of SSE-KMS with Amazon S3
 *     Bucket Keys</a>
 */
final class BucketKeys {
    /** AWS says no more than that it is for a limited time. */
    private static final Duration REUSE = Duration.ofMinutes(5);

    private final OpenKeys<Use, ContentKey> keys = new OpenKeys<>();

    /**
     * For what a key may serve again.
     *
     * @param signer the access key id, since sessions of one principal may differ in what they may
     * @param bucket where it is for writing; else empty
     * @param keyId where it is for writing, as the writer named it; else the key's ARN
     * @param dataKey where it is for reading; else empty
     */
    private record Use(
            Principal principal,
            @Nullable String signer,
            String bucket,
            String keyId,
            Map<String, String> context,
            Bytes dataKey) {}

    /** The key for a new object. */
    ContentKey forWriting(Call call, S3Bucket bucket, KeyChoice choice, Supplier<ContentKey> asked) {
        // A bucket of the same name that was made later is another one.
        String own = bucket.arn() + " " + bucket.created();
        return keys.get(use(call, own, choice.keyId(), choice.context(), Bytes.EMPTY), call.time(), REUSE, asked);
    }

    /** The key of an object that was made before. */
    ContentKey forReading(Call call, KmsEncryption kms, Supplier<ContentKey> asked) {
        return keys.get(use(call, "", kms.key(), kms.context(), kms.dataKey()), call.time(), REUSE, asked);
    }

    private static Use use(Call call, String bucket, String keyId, Map<String, String> context, Bytes dataKey) {
        String signer = call.credential() == null ? null : call.credential().accessKeyId();
        return new Use(call.principal(), signer, bucket, keyId, context, dataKey);
    }
}
