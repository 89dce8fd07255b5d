package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloudjar.api.s3.AnnotationTableConfigurationUpdates;
import cloudjar.api.s3.CreateBucketMetadataConfigurationRequest;
import cloudjar.api.s3.CreateBucketMetadataTableConfigurationRequest;
import cloudjar.api.s3.DeleteBucketMetadataConfigurationRequest;
import cloudjar.api.s3.GetBucketMetadataConfigurationRequest;
import cloudjar.api.s3.GetBucketMetadataTableConfigurationRequest;
import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.InventoryTableConfigurationUpdates;
import cloudjar.api.s3.JournalTableConfiguration;
import cloudjar.api.s3.MetadataConfiguration;
import cloudjar.api.s3.MetadataConfigurationNotFound;
import cloudjar.api.s3.MetadataConfigurationResult;
import cloudjar.api.s3.MetadataTableConfiguration;
import cloudjar.api.s3.MethodNotAllowed;
import cloudjar.api.s3.RecordExpiration;
import cloudjar.api.s3.S3TablesDestination;
import cloudjar.api.s3.UpdateBucketMetadataAnnotationTableConfigurationRequest;
import cloudjar.api.s3.UpdateBucketMetadataInventoryTableConfigurationRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetadataTablesTest {
    private static final String BUCKET = TestCloud.BUCKET;

    private final TestCloud cloud = TestCloud.withBucket();

    @AfterEach
    void close() {
        cloud.close();
    }

    private void create(String expiration, @Nullable Integer days) {
        RecordExpiration records =
                RecordExpiration.builder().expiration(expiration).days(days).build();
        cloud.s3.createBucketMetadataConfiguration(
                CreateBucketMetadataConfigurationRequest.builder()
                        .bucket(BUCKET)
                        .metadataConfiguration(MetadataConfiguration.builder()
                                .journalTableConfiguration(JournalTableConfiguration.builder()
                                        .recordExpiration(records)
                                        .build())
                                .build())
                        .build(),
                cloud.call());
    }

    private MetadataConfigurationResult shown() {
        return Objects.requireNonNull(cloud.s3
                        .getBucketMetadataConfiguration(
                                GetBucketMetadataConfigurationRequest.builder()
                                        .bucket(BUCKET)
                                        .build(),
                                cloud.call())
                        .getBucketMetadataConfigurationResult())
                .metadataConfigurationResult();
    }

    private void annotationTable(String state) {
        cloud.s3.updateBucketMetadataAnnotationTableConfiguration(
                UpdateBucketMetadataAnnotationTableConfigurationRequest.builder()
                        .bucket(BUCKET)
                        .annotationTableConfiguration(AnnotationTableConfigurationUpdates.builder()
                                .configurationState(state)
                                .build())
                        .build(),
                cloud.call());
    }

    @Test
    void tablesAreShownAsFailedWithWhatS3TablesSays() {
        assertThatExceptionOfType(MetadataConfigurationNotFound.class).isThrownBy(this::shown);
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> create("ENABLED", 6));
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> create("ENABLED", null));
        create("ENABLED", 7);
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> create("DISABLED", null));
        cloud.s3.updateBucketMetadataInventoryTableConfiguration(
                UpdateBucketMetadataInventoryTableConfigurationRequest.builder()
                        .bucket(BUCKET)
                        .inventoryTableConfiguration(InventoryTableConfigurationUpdates.builder()
                                .configurationState("ENABLED")
                                .build())
                        .build(),
                cloud.call());
        annotationTable("ENABLED");
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> annotationTable("ENABLED"));
        MetadataConfigurationResult shown = shown();
        assertThat(shown.destinationResult().tableNamespace()).isEqualTo("b_" + BUCKET);
        var journal = Objects.requireNonNull(shown.journalTableConfigurationResult());
        assertThat(journal.tableStatus()).isEqualTo("FAILED");
        assertThat(Objects.requireNonNull(journal.error_()).errorCode()).isEqualTo("NotImplemented");
        assertThat(journal.recordExpiration().days()).isEqualTo(7);
        assertThat(Objects.requireNonNull(shown.inventoryTableConfigurationResult())
                        .tableStatus())
                .isEqualTo("FAILED");
        annotationTable("DISABLED");
        assertThat(Objects.requireNonNull(shown().annotationTableConfigurationResult())
                        .tableStatus())
                .isNull();
        assertThatExceptionOfType(MethodNotAllowed.class).isThrownBy(this::first);
        delete();
        assertThatExceptionOfType(MetadataConfigurationNotFound.class).isThrownBy(this::shown);
    }

    private String first() {
        return Objects.requireNonNull(cloud.s3
                        .getBucketMetadataTableConfiguration(
                                GetBucketMetadataTableConfigurationRequest.builder()
                                        .bucket(BUCKET)
                                        .build(),
                                cloud.call())
                        .getBucketMetadataTableConfigurationResult())
                .status_();
    }

    private void delete() {
        cloud.s3.deleteBucketMetadataConfiguration(
                DeleteBucketMetadataConfigurationRequest.builder()
                        .bucket(BUCKET)
                        .build(),
                cloud.call());
    }

    @Test
    void aTableOfTheFirstKindLiesBesideItsBucketAndIsShownByBoth() {
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> first("eu-west-1"));
        first("us-east-1");
        assertThat(first()).isEqualTo("FAILED");
        assertThat(shown().destinationResult().tableBucketType()).isEqualTo("customer");
    }

    private void first(String region) {
        cloud.s3.createBucketMetadataTableConfiguration(
                CreateBucketMetadataTableConfigurationRequest.builder()
                        .bucket(BUCKET)
                        .metadataTableConfiguration(MetadataTableConfiguration.builder()
                                .s3TablesDestination(S3TablesDestination.builder()
                                        .tableBucketArn("arn:aws:s3tables:" + region + ":000000000000:bucket/tables")
                                        .tableName("table")
                                        .build())
                                .build())
                        .build(),
                cloud.call());
    }
}
