package cloudjar.services.kms;

import cloudjar.api.kms.GetKeyLastUsageRequest;
import cloudjar.api.kms.GetKeyLastUsageResponse;
import cloudjar.api.kms.KeyLastUsageData;
import cloudjar.api.kms.KeyUsages;
import cloudjar.kernel.call.Call;

/**
 * When keys were last used.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html">GetKeyLastUsage</a>
 */
final class KeyUsageOperations implements KeyUsages {
    @Override
    public GetKeyLastUsageResponse getKeyLastUsage(GetKeyLastUsageRequest in, Call call) {
        return call.read(snapshot -> {
            KmsKey key = KeyLookup.findOwn(snapshot, call, in.keyId());
            return GetKeyLastUsageResponse.builder()
                    .keyId(key.id())
                    .keyLastUsage(KeyUses.newest(snapshot, key)
                            .map(row -> KeyLastUsageData.builder()
                                    .operation(row.key().id())
                                    .timestamp(row.value().time())
                                    .kmsRequestId(row.value().request())
                                    .build())
                            .orElse(null))
                    .trackingStartDate(key.created())
                    .keyCreationDate(key.created())
                    .build();
        });
    }
}
