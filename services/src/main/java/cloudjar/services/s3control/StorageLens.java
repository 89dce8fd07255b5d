package cloudjar.services.s3control;

import cloudjar.api.s3control.ActivityMetrics;
import cloudjar.api.s3control.ListStorageLensConfigurationEntry;
import cloudjar.api.s3control.StorageLensConfiguration;
import cloudjar.api.s3control.StorageLensTag;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A view on what an account stores, as it was described: nothing is measured for it. */
record StorageLens(StorageLensConfiguration configuration, Map<String, String> tags) {
    /** The one that AWS makes for each account, which cannot be deleted. */
    static final String DEFAULT = "default-account-dashboard";

    private static final int LISTED_MAX = 50;

    /** Refuses what AWS refuses. */
    static void require(StorageLensConfiguration asked, String id) {
        if (!asked.id().equals(id)) {
            throw LensErrors.otherId();
        }
        if (asked.storageLensArn() != null) {
            throw LensErrors.arnGiven();
        }
        if (asked.include() != null && asked.exclude() != null) {
            throw LensErrors.includesAndExcludes();
        }
        if (asked.include() != null) {
            List<String> buckets = asked.include().buckets();
            List<String> regions = asked.include().regions();
            if (buckets.isEmpty() && regions.isEmpty()) {
                throw LensErrors.emptyInclude();
            }
            requireFew(buckets, regions);
        }
        if (asked.exclude() != null) {
            List<String> buckets = asked.exclude().buckets();
            List<String> regions = asked.exclude().regions();
            if (buckets.isEmpty() && regions.isEmpty()) {
                throw LensErrors.emptyExclude();
            }
            requireFew(buckets, regions);
        }
        boolean ofAccount = enabled(asked.accountLevel().activityMetrics());
        boolean ofBuckets = enabled(asked.accountLevel().bucketLevel().activityMetrics());
        if (ofBuckets && !ofAccount) {
            throw LensErrors.activityOfBucketsAlone();
        }
        if (ofAccount && !ofBuckets) {
            throw LensErrors.activityOfAccountAlone();
        }
        requireEncryption(asked);
    }

    private static void requireFew(List<String> buckets, List<String> regions) {
        if (buckets.size() > LISTED_MAX) {
            throw LensErrors.tooManyBuckets();
        }
        if (regions.size() > LISTED_MAX) {
            throw LensErrors.tooManyRegions();
        }
    }

    private static boolean enabled(@Nullable ActivityMetrics metrics) {
        return metrics != null && Boolean.TRUE.equals(metrics.isEnabled());
    }

    private static void requireEncryption(StorageLensConfiguration asked) {
        var export = asked.dataExport() == null ? null : asked.dataExport().s3BucketDestination();
        var encryption = export == null ? null : export.encryption();
        if (encryption != null && encryption.sses3() == null && encryption.ssekms() == null) {
            throw LensErrors.noEncryption();
        }
    }

    String arn(Call call) {
        return Arn.of("s3", call.region(), call.account(), "storage-lens/" + configuration.id())
                .toString();
    }

    StorageLens withTags(Map<String, String> changed) {
        return new StorageLens(configuration, changed);
    }

    StorageLensConfiguration described(Call call) {
        return configuration.toBuilder().storageLensArn(arn(call)).build();
    }

    ListStorageLensConfigurationEntry listed(Call call) {
        return ListStorageLensConfigurationEntry.builder()
                .id(configuration.id())
                .storageLensArn(arn(call))
                .homeRegion(call.region())
                .isEnabled(configuration.isEnabled())
                .build();
    }

    List<StorageLensTag> shownTags() {
        return tags.entrySet().stream()
                .map(tag -> StorageLensTag.builder()
                        .key(tag.getKey())
                        .value(tag.getValue())
                        .build())
                .toList();
    }
}
