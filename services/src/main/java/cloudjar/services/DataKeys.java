package cloudjar.services;

import cloudjar.api.kms.DataKeySpec;
import cloudjar.api.kms.DecryptRequest;
import cloudjar.api.kms.GenerateDataKeyRequest;
import cloudjar.api.kms.GenerateDataKeyResponse;
import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Has KMS make and open the data keys of a service. KMS is asked by the call that is handed in, which says on whose behalf; not to be
 * used in transactions.
 *
 * @param refused what the service says where KMS refuses
 */
public record DataKeys(Cloud cloud, Function<ApiException, ApiException> refused) {
    /**
     * A data key of 256 bits.
     *
     * @param encrypted as it is kept beside what it encrypts
     */
    public record DataKey(Bytes plaintext, Bytes encrypted) {
        /** The text of the record hides the key. */
        @Override
        public String toString() {
            return "DataKey[" + encrypted + "]";
        }
    }

    /**
     * A new data key.
     *
     * @param context to which it is bound
     */
    public DataKey make(String keyId, Map<String, String> context, Call call) {
        GenerateDataKeyRequest request = GenerateDataKeyRequest.builder()
                .keyId(keyId)
                .keySpec(DataKeySpec.AES_256)
                .encryptionContext(context)
                .build();
        try {
            GenerateDataKeyResponse made = cloud.client(Kms.API).generateDataKey(request, call);
            return new DataKey(Objects.requireNonNull(made.plaintext()), Objects.requireNonNull(made.ciphertextBlob()));
        } catch (ApiException e) {
            throw refused.apply(e);
        }
    }

    /** What KMS encrypted under the context, in the clear. */
    public Bytes open(Bytes encrypted, Map<String, String> context, Call call) {
        DecryptRequest request = DecryptRequest.builder()
                .ciphertextBlob(encrypted)
                .encryptionContext(context)
                .build();
        try {
            return Objects.requireNonNull(
                    cloud.client(Kms.API).decrypt(request, call).plaintext());
        } catch (ApiException e) {
            throw refused.apply(e);
        }
    }
}
