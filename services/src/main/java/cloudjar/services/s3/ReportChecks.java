package cloudjar.services.s3;

import cloudjar.api.s3.AnalyticsConfiguration;
import cloudjar.api.s3.IntelligentTieringAccessTier;
import cloudjar.api.s3.IntelligentTieringConfiguration;
import cloudjar.api.s3.IntelligentTieringStatus;
import cloudjar.api.s3.InventoryConfiguration;
import cloudjar.api.s3.InventoryFormat;
import cloudjar.api.s3.InventoryFrequency;
import cloudjar.api.s3.InventoryIncludedObjectVersions;
import cloudjar.api.s3.InventoryS3BucketDestination;
import cloudjar.api.s3.StorageClassAnalysisDataExport;
import cloudjar.api.s3.Tiering;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.tenancy.Arn;
import java.util.Set;

/** What may be said of reports. */
final class ReportChecks {
    private static final int ARCHIVE_DAYS_MIN = 90;
    private static final int DEEP_ARCHIVE_DAYS_MIN = 180;
    private static final int TIERING_DAYS_MAX = 730;
    private static final Set<String> FORMATS =
            Set.of(InventoryFormat.CSV, InventoryFormat.ORC, InventoryFormat.PARQUET);

    private ReportChecks() {}

    /** Refuses an analysis that AWS refuses. */
    static void require(AnalyticsConfiguration analysis) {
        StorageClassAnalysisDataExport export = analysis.storageClassAnalysis().dataExport();
        if (export == null) {
            return;
        }
        requireBucket(export.destination().s3BucketDestination().bucket());
        if (!export.destination().s3BucketDestination().format().equals("CSV")) {
            throw S3Errors.malformedXml();
        }
    }

    /** S3 API Reference, Tiering: how many days each tier asks for. */
    static void require(IntelligentTieringConfiguration tiering) {
        String status = tiering.status_();
        if (!status.equals(IntelligentTieringStatus.ENABLED) && !status.equals(IntelligentTieringStatus.DISABLED)
                || tiering.tierings().isEmpty()) {
            throw S3Errors.malformedXml();
        }
        for (Tiering tier : tiering.tierings()) {
            boolean deep = tier.accessTier().equals(IntelligentTieringAccessTier.DEEP_ARCHIVE_ACCESS);
            if (!deep && !tier.accessTier().equals(IntelligentTieringAccessTier.ARCHIVE_ACCESS)
                    || tier.days() < (deep ? DEEP_ARCHIVE_DAYS_MIN : ARCHIVE_DAYS_MIN)
                    || tier.days() > TIERING_DAYS_MAX) {
                throw S3Errors.malformedXml();
            }
        }
    }

    /** Refuses an inventory that AWS refuses, and one in a form that we do not write. */
    static void require(InventoryConfiguration inventory, String id) {
        InventoryS3BucketDestination destination = inventory.destination().s3BucketDestination();
        String frequency = inventory.schedule().frequency();
        String versions = inventory.includedObjectVersions();
        boolean known = FORMATS.contains(destination.format())
                && (frequency.equals(InventoryFrequency.DAILY) || frequency.equals(InventoryFrequency.WEEKLY))
                && (versions.equals(InventoryIncludedObjectVersions.ALL)
                        || versions.equals(InventoryIncludedObjectVersions.CURRENT))
                && InventoryField.areNames(inventory.optionalFields());
        if (!known) {
            throw S3Errors.malformedXml();
        }
        requireBucket(destination.bucket());
        if (!inventory.id().equals(id)) {
            throw InventoryErrors.idMismatch();
        }
        if (!destination.format().equals(InventoryFormat.CSV)) {
            throw NotImplemented.of("s3", "PutBucketInventoryConfiguration with reports in " + destination.format());
        }
    }

    private static void requireBucket(String arn) {
        boolean bucket = Arn.parse(arn)
                .filter(parsed ->
                        parsed.service().equals("s3") && !parsed.resource().isEmpty())
                .isPresent();
        if (!bucket) {
            throw InventoryErrors.invalidDestination();
        }
    }
}
