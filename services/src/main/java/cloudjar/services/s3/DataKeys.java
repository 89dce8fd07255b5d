package cloudjar.services.s3;

import cloudjar.api.kms.DecryptRequest;
import cloudjar.api.kms.EncryptRequest;
import cloudjar.api.kms.EncryptResponse;
import cloudjar.api.kms.GenerateDataKeyRequest;
import cloudjar.api.kms.GenerateDataKeyResponse;
import cloudjar.api.kms.Kms;
import cloudjar.api.kms.ReEncryptRequest;
import cloudjar.api.kms.ReEncryptResponse;
import cloudjar.api.s3.AccessDenied;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The keys by which content is encrypted, as KMS makes and opens them: on behalf of whoever writes or reads, who therefore needs
 * permission for both services.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html">Server-side encryption with AWS KMS
 *     keys</a>
 */
final class DataKeys {
    private static final String CONTEXT = "aws:s3:arn";
    private static final int KEY_BYTES = 32;

    private final Cloud cloud;

    DataKeys(Cloud cloud) {
        this.cloud = cloud;
    }

    /** A new key for an object of a bucket. */
    ContentKey make(Call call, S3Bucket bucket, String key, KeyChoice choice) {
        return choice.bucketKey()
                ? bucketKeys(call).forWriting(call, bucket, choice, () -> made(call, bucket, key, choice))
                : made(call, bucket, key, choice);
    }

    private static BucketKeys bucketKeys(Call call) {
        return call.world().derived(BucketKeys.class, BucketKeys::new);
    }

    private ContentKey made(Call call, S3Bucket bucket, String key, KeyChoice choice) {
        Map<String, String> context = new HashMap<>(choice.context());
        context.put(CONTEXT, choice.bucketKey() ? bucket.arn() : bucket.arn() + "/" + key);
        int keys = choice.algorithm().equals(Encryption.KMS) ? 1 : 2;
        GenerateDataKeyRequest request = GenerateDataKeyRequest.builder()
                .keyId(choice.keyId())
                .numberOfBytes(keys * KEY_BYTES)
                .encryptionContext(context)
                .build();
        GenerateDataKeyResponse made =
                ask(call, bucket.region(), asS3 -> cloud.client(Kms.API).generateDataKey(request, asS3));
        KmsEncryption kept = new KmsEncryption(
                choice.algorithm(),
                Objects.requireNonNull(made.keyId()),
                choice.bucketKey(),
                context,
                Objects.requireNonNull(made.ciphertextBlob()));
        return new ContentKey(Objects.requireNonNull(made.plaintext()), null, kept);
    }

    /** What opens an object's content: its reader's key, or what KMS gives him; nothing where it is not encrypted by either. */
    Optional<Bytes> open(Call call, StoredObject object, Optional<CustomerKey> key) {
        KmsEncryption kms = object.sealing().map(Sealing::kms).orElse(null);
        return kms == null
                ? key.map(CustomerKey::key)
                : Optional.of(open(call, kms).secret());
    }

    /** A key that was made before. */
    ContentKey open(Call call, KmsEncryption kms) {
        return kms.bucketKey() ? bucketKeys(call).forReading(call, kms, () -> opened(call, kms)) : opened(call, kms);
    }

    private ContentKey opened(Call call, KmsEncryption kms) {
        String region = Arn.parse(kms.key()).map(Arn::region).orElseThrow();
        DecryptRequest request = DecryptRequest.builder()
                .keyId(kms.key())
                .ciphertextBlob(kms.dataKey())
                .encryptionContext(kms.context())
                .build();
        Bytes secret = ask(call, region, asS3 -> cloud.client(Kms.API).decrypt(request, asS3))
                .plaintext();
        return new ContentKey(Objects.requireNonNull(secret), null, kms);
    }

    /** A key that was made before, as another key of KMS keeps it for a copy in another bucket. */
    KmsEncryption moved(Call call, KmsEncryption kms, String keyId, S3Bucket target, String key) {
        Bytes secret = open(call, kms).secret();
        Map<String, String> context = new HashMap<>(kms.context());
        context.put(CONTEXT, kms.bucketKey() ? target.arn() : target.arn() + "/" + key);
        EncryptRequest request = EncryptRequest.builder()
                .keyId(keyId)
                .plaintext(secret)
                .encryptionContext(context)
                .build();
        EncryptResponse moved =
                ask(call, target.region(), asS3 -> cloud.client(Kms.API).encrypt(request, asS3));
        return new KmsEncryption(
                kms.algorithm(),
                Objects.requireNonNull(moved.keyId()),
                kms.bucketKey(),
                context,
                Objects.requireNonNull(moved.ciphertextBlob()));
    }

    /** A key that was made before, as the key of KMS keeps it that a request has chosen: KMS alone sees it. */
    KmsEncryption reEncrypted(Call call, KmsEncryption kms, S3Bucket bucket, String key, KeyChoice choice) {
        Map<String, String> context = new HashMap<>(kms.context());
        context.put(CONTEXT, choice.bucketKey() ? bucket.arn() : bucket.arn() + "/" + key);
        ReEncryptRequest request = ReEncryptRequest.builder()
                .ciphertextBlob(kms.dataKey())
                .sourceKeyId(kms.key())
                .sourceEncryptionContext(kms.context())
                .destinationKeyId(choice.keyId())
                .destinationEncryptionContext(context)
                .build();
        ReEncryptResponse moved =
                ask(call, bucket.region(), asS3 -> cloud.client(Kms.API).reEncrypt(request, asS3));
        return new KmsEncryption(
                choice.algorithm(),
                Objects.requireNonNull(moved.keyId()),
                choice.bucketKey(),
                context,
                Objects.requireNonNull(moved.ciphertextBlob()));
    }

    private static <T> T ask(Call call, String region, Function<Call, T> question) {
        if (call.principal() instanceof Principal.Anonymous) {
            throw EncryptionErrors.signatureNeeded();
        }
        try {
            return question.apply(call.in(call.account(), region).via(S3Tables.SERVICE));
        } catch (ApiException refused) {
            throw ofKms(refused);
        }
    }

    /** What KMS says as S3 says it: recorded of keys that are not there, disabled, or about to be deleted. */
    private static ApiException ofKms(ApiException refused) {
        String message = String.valueOf(refused.getMessage());
        return refused.code().startsWith("AccessDenied")
                ? new AccessDenied(message)
                : new CommonException("KMS." + refused.code(), refused.status(), message);
    }
}
