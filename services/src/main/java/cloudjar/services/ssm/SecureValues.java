package cloudjar.services.ssm;

import cloudjar.api.kms.DataKeySpec;
import cloudjar.api.kms.DecryptRequest;
import cloudjar.api.kms.EncryptRequest;
import cloudjar.api.kms.GenerateDataKeyRequest;
import cloudjar.api.kms.GenerateDataKeyResponse;
import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.AesGcm;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Seals secure strings with KMS, on the caller's behalf: standard ones by KMS itself, advanced ones under a data key.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html">How Parameter Store uses
 *     KMS</a>
 */
final class SecureValues {
    static final String MANAGED = "alias/aws/ssm";

    private static final String SERVICE = "ssm";
    private static final int SERVER_ERROR = 500;

    private final Cloud cloud;

    SecureValues(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * A sealed value.
     *
     * @param dataKey null where KMS sealed the content itself
     */
    record Sealed(Bytes content, @Nullable Bytes dataKey) {}

    /** Calls KMS: not for transactions. */
    Sealed seal(String arn, String keyId, String value, boolean advanced, Call call) {
        try {
            if (!advanced) {
                Bytes blob = cloud.client(Kms.API)
                        .encrypt(
                                EncryptRequest.builder()
                                        .keyId(keyId)
                                        .plaintext(Bytes.ofUtf8(value))
                                        .encryptionContext(context(arn))
                                        .build(),
                                call.via(SERVICE))
                        .ciphertextBlob();
                return new Sealed(Objects.requireNonNull(blob), null);
            }
            GenerateDataKeyResponse key = cloud.client(Kms.API)
                    .generateDataKey(
                            GenerateDataKeyRequest.builder()
                                    .keyId(keyId)
                                    .keySpec(DataKeySpec.AES_256)
                                    .encryptionContext(context(arn))
                                    .build(),
                            call.via(SERVICE));
            Bytes sealed = AesGcm.seal(
                    Objects.requireNonNull(key.plaintext()),
                    call.world().ids().bytes(AesGcm.NONCE),
                    Bytes.ofUtf8(value));
            return new Sealed(sealed, Objects.requireNonNull(key.ciphertextBlob()));
        } catch (ApiException e) {
            throw refused(e);
        }
    }

    /** Calls KMS: not for transactions. */
    String open(String arn, ParameterVersion version, Call call) {
        Bytes blob = version.dataKey() == null ? version.content() : version.dataKey();
        Bytes opened;
        try {
            opened = Objects.requireNonNull(cloud.client(Kms.API)
                    .decrypt(
                            DecryptRequest.builder()
                                    .ciphertextBlob(blob)
                                    .encryptionContext(context(arn))
                                    .build(),
                            call.via(SERVICE))
                    .plaintext());
        } catch (ApiException e) {
            throw refused(e);
        }
        if (version.dataKey() == null) {
            return opened.utf8();
        }
        return AesGcm.open(opened, version.content())
                .orElseThrow(() -> new IllegalStateException("a parameter does not open with its data key"))
                .utf8();
    }

    private static Map<String, String> context(String arn) {
        return Map.of("PARAMETER_ARN", arn);
    }

    private static ApiException refused(ApiException e) {
        if (e.status() >= SERVER_ERROR || e.code().startsWith("AccessDenied")) {
            return e.status() >= SERVER_ERROR ? e : SsmErrors.accessDenied(String.valueOf(e.getMessage()));
        }
        return SsmErrors.keyId(
                e.getMessage() + " (Service: AWSKMS; Status Code: " + e.status() + "; Error Code: " + e.code() + ")");
    }
}
