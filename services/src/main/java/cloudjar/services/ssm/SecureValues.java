package cloudjar.services.ssm;

import cloudjar.api.kms.EncryptRequest;
import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.AesGcm;
import cloudjar.services.DataKeys;
import cloudjar.services.DataKeys.DataKey;
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
    private final DataKeys keys;

    SecureValues(Cloud cloud) {
        this.cloud = cloud;
        this.keys = new DataKeys(cloud, SecureValues::refused);
    }

    /**
     * A sealed value.
     *
     * @param dataKey null where KMS sealed the content itself
     */
    record Sealed(Bytes content, @Nullable Bytes dataKey) {}

    /** Calls KMS: not for transactions. */
    Sealed seal(String arn, String keyId, String value, boolean advanced, Call call) {
        if (!advanced) {
            return new Sealed(encrypted(arn, keyId, value, call), null);
        }
        DataKey key = keys.make(keyId, context(arn), call.via(SERVICE));
        Bytes sealed = AesGcm.seal(key.plaintext(), call.world().ids().bytes(AesGcm.NONCE), Bytes.ofUtf8(value));
        return new Sealed(sealed, key.encrypted());
    }

    private Bytes encrypted(String arn, String keyId, String value, Call call) {
        EncryptRequest request = EncryptRequest.builder()
                .keyId(keyId)
                .plaintext(Bytes.ofUtf8(value))
                .encryptionContext(context(arn))
                .build();
        try {
            return Objects.requireNonNull(
                    cloud.client(Kms.API).encrypt(request, call.via(SERVICE)).ciphertextBlob());
        } catch (ApiException e) {
            throw refused(e);
        }
    }

    /** Calls KMS: not for transactions. */
    String open(String arn, ParameterVersion version, Call call) {
        Bytes dataKey = version.dataKey();
        Bytes opened = keys.open(dataKey == null ? version.content() : dataKey, context(arn), call.via(SERVICE));
        return dataKey == null
                ? opened.utf8()
                : AesGcm.open(opened, version.content())
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
