package cloudjar.services.s3;

import cloudjar.api.s3.ServerSideEncryption;
import cloudjar.api.s3.ServerSideEncryptionConfiguration;
import cloudjar.api.s3.ServerSideEncryptionRule;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of KMS by which a new object is to be encrypted: as its request says, or else its bucket.
 *
 * @param keyId as the caller or the bucket's owner named it
 * @param bucketKey whether KMS is to be asked about the bucket and not about the object
 * @param context of the caller's own
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html">Specifying server-side
 *     encryption with AWS KMS</a>
 */
record KeyChoice(String algorithm, String keyId, boolean bucketKey, Map<String, String> context) {
    /** The key that AWS manages for S3, where none is named. */
    static final String MANAGED = "alias/aws/s3";

    KeyChoice {
        context = Map.copyOf(context);
    }

    /**
     * What a request says, checked; nothing where S3's own keys, or one of the caller's, are meant.
     *
     * @param customerKey whether the request brings a key of its own, which is more than what the bucket's owner says
     */
    static Optional<KeyChoice> of(Snapshot snapshot, Structure request, S3Bucket bucket, boolean customerKey) {
        String asked = Members.text(request, "ServerSideEncryption");
        String keyId = Members.text(request, "SSEKMSKeyId");
        String context = Members.text(request, "SSEKMSEncryptionContext");
        boolean kms = isKms(asked);
        if (asked != null && !kms && !asked.equals(Encryption.AES256)) {
            throw ObjectErrors.invalidEncryption(asked);
        }
        if (!kms && (keyId != null || context != null)) {
            throw EncryptionErrors.kmsNeeded();
        }
        if (customerKey || asked != null && !kms) {
            return Optional.empty();
        }
        Optional<ServerSideEncryptionRule> rule = rule(snapshot, bucket);
        Boolean ownBucketKey = (Boolean) request.get("BucketKeyEnabled");
        boolean bucketKey = ownBucketKey != null
                ? ownBucketKey
                : rule.filter(usual -> Boolean.TRUE.equals(usual.bucketKeyEnabled()))
                        .isPresent();
        if (asked != null) {
            return Optional.of(of(asked, keyId, bucketKey, context(context)));
        }
        return rule.map(ServerSideEncryptionRule::applyServerSideEncryptionByDefault)
                .filter(usual -> isKms(usual.sseAlgorithm()))
                .map(usual -> of(usual.sseAlgorithm(), usual.kmsMasterKeyID(), bucketKey, Map.of()));
    }

    /** S3 User Guide, Dual-layer encryption: it knows no bucket keys. */
    private static KeyChoice of(
            String algorithm, @Nullable String keyId, boolean bucketKey, Map<String, String> context) {
        boolean mayShare = algorithm.equals(ServerSideEncryption.AWS_KMS);
        return new KeyChoice(algorithm, keyId == null ? MANAGED : keyId, bucketKey && mayShare, context);
    }

    /** Whether an algorithm is one that uses a key of KMS. */
    static boolean isKms(@Nullable String algorithm) {
        return ServerSideEncryption.AWS_KMS.equals(algorithm) || ServerSideEncryption.AWS_KMS_DSSE.equals(algorithm);
    }

    private static Optional<ServerSideEncryptionRule> rule(Snapshot snapshot, S3Bucket bucket) {
        return bucket.has(BucketTrait.ENCRYPTION)
                ? Configuration.ENCRYPTION
                        .find(snapshot, bucket)
                        .map(ServerSideEncryptionConfiguration::rules)
                        .map(rules -> rules.getFirst())
                : Optional.empty();
    }

    /** The pairs of an encryption context as its header carries them. */
    private static Map<String, String> context(@Nullable String header) {
        if (header == null) {
            return Map.of();
        }
        Map<String, String> context = new HashMap<>();
        Map<String, Object> json;
        try {
            byte[] decoded = Bytes.ofBase64(header).toArray();
            json = Json.object(new String(decoded, StandardCharsets.UTF_8))
                    .orElseThrow(EncryptionErrors::malformedContext);
        } catch (IllegalArgumentException notBase64) {
            throw EncryptionErrors.malformedContext();
        }
        json.forEach((name, value) -> {
            if (!(value instanceof String text)) {
                throw EncryptionErrors.malformedContext();
            }
            context.put(name, text);
        });
        return context;
    }
}
