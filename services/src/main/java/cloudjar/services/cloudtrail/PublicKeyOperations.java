package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.ListPublicKeysRequest;
import cloudjar.api.cloudtrail.ListPublicKeysResponse;
import cloudjar.api.cloudtrail.PublicKey;
import cloudjar.api.cloudtrail.PublicKeys;
import cloudjar.kernel.call.Call;
import java.time.Instant;
import java.util.Objects;

/** The keys by which digests are verified. */
final class PublicKeyOperations implements PublicKeys {
    @Override
    public ListPublicKeysResponse listPublicKeys(ListPublicKeysRequest in, Call call) {
        Instant start = Objects.requireNonNullElse(in.startTime(), call.time());
        Instant end = Objects.requireNonNullElse(in.endTime(), call.time());
        if (start.isAfter(end)) {
            throw CloudTrailErrors.timeRange();
        }
        return call.read(snapshot -> ListPublicKeysResponse.builder()
                .publicKeyList(DigestKeys.of(snapshot, call.region()).stream()
                        .filter(key -> !key.from().isAfter(end) && key.to().isAfter(start))
                        .map(key -> PublicKey.builder()
                                .value(key.publicKey())
                                .validityStartTime(key.from())
                                .validityEndTime(key.to())
                                .fingerprint(key.fingerprint())
                                .build())
                        .toList())
                .build());
    }
}
