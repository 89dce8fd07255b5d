package cloudjar.services.s3;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final int KEYS_MAX = 1000;

    private final Map<Use, Kept> keys = new ConcurrentHashMap<>();

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

    private record Kept(ContentKey key, Instant until) {}

    /** The key for a new object. */
    ContentKey forWriting(Call call, S3Bucket bucket, KeyChoice choice, Supplier<ContentKey> asked) {
        // A bucket of the same name that was made later is another one.
        String own = bucket.arn() + " " + bucket.created();
        return key(use(call, own, choice.keyId(), choice.context(), Bytes.EMPTY), call, asked);
    }

    /** The key of an object that was made before. */
    ContentKey forReading(Call call, KmsEncryption kms, Supplier<ContentKey> asked) {
        return key(use(call, "", kms.key(), kms.context(), kms.dataKey()), call, asked);
    }

    private static Use use(Call call, String bucket, String keyId, Map<String, String> context, Bytes dataKey) {
        String signer = call.credential() == null ? null : call.credential().accessKeyId();
        return new Use(call.principal(), signer, bucket, keyId, context, dataKey);
    }

    private ContentKey key(Use use, Call call, Supplier<ContentKey> asked) {
        Kept kept = keys.get(use);
        if (kept != null && kept.until().isAfter(call.time())) {
            return kept.key();
        }
        ContentKey key = asked.get();
        if (keys.size() >= KEYS_MAX) {
            keys.clear();
        }
        keys.put(use, new Kept(key, call.time().plus(KEPT)));
        return key;
    }
}
