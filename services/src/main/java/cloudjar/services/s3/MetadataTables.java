package cloudjar.services.s3;

import cloudjar.api.s3.AnnotationConfigurationState;
import cloudjar.api.s3.AnnotationTableConfiguration;
import cloudjar.api.s3.AnnotationTableConfigurationResult;
import cloudjar.api.s3.DestinationResult;
import cloudjar.api.s3.ErrorDetails;
import cloudjar.api.s3.ExpirationState;
import cloudjar.api.s3.GetBucketMetadataConfigurationResult;
import cloudjar.api.s3.GetBucketMetadataTableConfigurationResult;
import cloudjar.api.s3.InventoryConfigurationState;
import cloudjar.api.s3.InventoryTableConfiguration;
import cloudjar.api.s3.InventoryTableConfigurationResult;
import cloudjar.api.s3.JournalTableConfigurationResult;
import cloudjar.api.s3.MetadataConfiguration;
import cloudjar.api.s3.MetadataConfigurationResult;
import cloudjar.api.s3.MetadataTableConfigurationResult;
import cloudjar.api.s3.RecordExpiration;
import cloudjar.api.s3.S3TablesBucketType;
import cloudjar.api.s3.S3TablesDestination;
import cloudjar.api.s3.S3TablesDestinationResult;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * The tables in which a bucket's owner wants to find what is known of its objects: of the first kind, one in a table bucket of his
 * own, or of the second, in one of AWS's. They are tables of S3 Tables, which is not here: so all of them have failed, and say with
 * what.
 *
 * @param tables those of the second kind; null where it is of the first
 * @param destination of that of the first kind; null where it is of the second
 * @param id by which the table of the first kind would be named
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/metadata-tables-overview.html">Discovering your data with S3
 *     Metadata tables</a>
 */
record MetadataTables(
        @Nullable MetadataConfiguration tables, @Nullable S3TablesDestination destination, String id) {
    private static final String FAILED = "FAILED";

    /** What the service says that would have to make them. */
    private static ErrorDetails error() {
        ApiException refused = NotImplemented.of("s3tables", "CreateTable");
        return ErrorDetails.builder()
                .errorCode(refused.code())
                .errorMessage(refused.getMessage())
                .build();
    }

    MetadataTables with(InventoryTableConfiguration inventory) {
        return new MetadataTables(
                of().toBuilder().inventoryTableConfiguration(inventory).build(), null, id);
    }

    MetadataTables with(AnnotationTableConfiguration annotations) {
        return new MetadataTables(
                of().toBuilder().annotationTableConfiguration(annotations).build(), null, id);
    }

    MetadataTables with(RecordExpiration expiration) {
        MetadataConfiguration now = of();
        return new MetadataTables(
                now.toBuilder()
                        .journalTableConfiguration(now.journalTableConfiguration().toBuilder()
                                .recordExpiration(expiration)
                                .build())
                        .build(),
                null,
                id);
    }

    /** Those of the second kind; refuses where there are none. */
    MetadataConfiguration of() {
        if (tables == null) {
            throw MetadataErrors.notOfThisKind();
        }
        return tables;
    }

    /** As the operations of the first kind show it, which know no other. */
    GetBucketMetadataTableConfigurationResult first() {
        if (destination == null) {
            throw MetadataErrors.notOfThisKind();
        }
        return GetBucketMetadataTableConfigurationResult.builder()
                .metadataTableConfigurationResult(MetadataTableConfigurationResult.builder()
                        .s3TablesDestinationResult(S3TablesDestinationResult.builder()
                                .tableBucketArn(destination.tableBucketArn())
                                .tableName(destination.tableName())
                                .tableArn(destination.tableBucketArn() + "/table/" + id)
                                .tableNamespace("aws_s3_metadata")
                                .build())
                        .build())
                .status_(FAILED)
                .error_(error())
                .build();
    }

    /** As the operations of the second kind show either. */
    GetBucketMetadataConfigurationResult second(S3Bucket bucket) {
        MetadataConfigurationResult result = destination == null ? ofService(bucket, of()) : ofOwner(destination);
        return GetBucketMetadataConfigurationResult.builder()
                .metadataConfigurationResult(result)
                .build();
    }

    private static MetadataConfigurationResult ofOwner(S3TablesDestination destination) {
        return MetadataConfigurationResult.builder()
                .destinationResult(DestinationResult.builder()
                        .tableBucketType(S3TablesBucketType.CUSTOMER)
                        .tableBucketArn(destination.tableBucketArn())
                        .tableNamespace("aws_s3_metadata")
                        .build())
                .journalTableConfigurationResult(JournalTableConfigurationResult.builder()
                        .tableStatus(FAILED)
                        .error_(error())
                        .tableName(destination.tableName())
                        .recordExpiration(RecordExpiration.builder()
                                .expiration(ExpirationState.DISABLED)
                                .build())
                        .build())
                .build();
    }

    private static MetadataConfigurationResult ofService(S3Bucket bucket, MetadataConfiguration tables) {
        return MetadataConfigurationResult.builder()
                .destinationResult(DestinationResult.builder()
                        .tableBucketType(S3TablesBucketType.AWS)
                        .tableBucketArn("arn:" + bucket.partition() + ":s3tables:" + bucket.region() + ":"
                                + bucket.account() + ":bucket/aws-s3")
                        .tableNamespace("b_" + bucket.name())
                        .build())
                .journalTableConfigurationResult(JournalTableConfigurationResult.builder()
                        .tableStatus(FAILED)
                        .error_(error())
                        .tableName("journal")
                        .recordExpiration(tables.journalTableConfiguration().recordExpiration())
                        .build())
                .inventoryTableConfigurationResult(inventory(tables.inventoryTableConfiguration()))
                .annotationTableConfigurationResult(annotations(tables.annotationTableConfiguration()))
                .build();
    }

    private static @Nullable InventoryTableConfigurationResult inventory(@Nullable InventoryTableConfiguration asked) {
        if (asked == null) {
            return null;
        }
        InventoryTableConfigurationResult.Builder result =
                InventoryTableConfigurationResult.builder().configurationState(asked.configurationState());
        return asked.configurationState().equals(InventoryConfigurationState.ENABLED)
                ? result.tableStatus(FAILED)
                        .error_(error())
                        .tableName("inventory")
                        .build()
                : result.build();
    }

    private static @Nullable AnnotationTableConfigurationResult annotations(
            @Nullable AnnotationTableConfiguration asked) {
        if (asked == null) {
            return null;
        }
        AnnotationTableConfigurationResult.Builder result = AnnotationTableConfigurationResult.builder()
                .configurationState(asked.configurationState())
                .role(asked.role());
        return asked.configurationState().equals(AnnotationConfigurationState.ENABLED)
                ? result.tableStatus(FAILED)
                        .error_(error())
                        .tableName("annotation")
                        .build()
                : result.build();
    }
}
