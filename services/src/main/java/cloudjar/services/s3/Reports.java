package cloudjar.services.s3;

import cloudjar.api.s3.AnalyticsConfiguration;
import cloudjar.api.s3.IntelligentTieringConfiguration;
import cloudjar.api.s3.InventoryConfiguration;
import cloudjar.api.s3.MetricsConfiguration;
import cloudjar.kernel.store.Tx;

/** The kinds of reports there are. */
final class Reports {
    static final ReportKind<MetricsConfiguration> METRICS =
            ReportKind.of("metrics", MetricsConfiguration.builder().build(), S3Errors::malformedXml);
    static final ReportKind<AnalyticsConfiguration> ANALYTICS =
            ReportKind.of("analytics", AnalyticsConfiguration.builder().build(), S3Errors::malformedXml);
    static final ReportKind<IntelligentTieringConfiguration> TIERING =
            ReportKind.of("tiering", IntelligentTieringConfiguration.builder().build(), S3Errors::malformedXml);
    static final ReportKind<InventoryConfiguration> INVENTORY =
            ReportKind.of("inventory", InventoryConfiguration.builder().build(), InventoryErrors::idMismatch);

    private Reports() {}

    /** Forgets all of a bucket. */
    static void delete(Tx tx, S3Bucket bucket) {
        METRICS.deleteAll(tx, bucket);
        ANALYTICS.deleteAll(tx, bucket);
        TIERING.deleteAll(tx, bucket);
        INVENTORY.deleteAll(tx, bucket);
    }
}
