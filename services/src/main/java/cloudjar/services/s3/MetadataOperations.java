package cloudjar.services.s3;

import cloudjar.api.s3.AnnotationConfigurationState;
import cloudjar.api.s3.AnnotationTableConfiguration;
import cloudjar.api.s3.AnnotationTableConfigurationUpdates;
import cloudjar.api.s3.BucketMetadata;
import cloudjar.api.s3.CreateBucketMetadataConfigurationRequest;
import cloudjar.api.s3.CreateBucketMetadataConfigurationResponse;
import cloudjar.api.s3.CreateBucketMetadataTableConfigurationRequest;
import cloudjar.api.s3.CreateBucketMetadataTableConfigurationResponse;
import cloudjar.api.s3.DeleteBucketMetadataConfigurationRequest;
import cloudjar.api.s3.DeleteBucketMetadataConfigurationResponse;
import cloudjar.api.s3.DeleteBucketMetadataTableConfigurationRequest;
import cloudjar.api.s3.DeleteBucketMetadataTableConfigurationResponse;
import cloudjar.api.s3.ExpirationState;
import cloudjar.api.s3.GetBucketMetadataConfigurationOutput;
import cloudjar.api.s3.GetBucketMetadataConfigurationRequest;
import cloudjar.api.s3.GetBucketMetadataTableConfigurationOutput;
import cloudjar.api.s3.GetBucketMetadataTableConfigurationRequest;
import cloudjar.api.s3.InventoryConfigurationState;
import cloudjar.api.s3.InventoryTableConfiguration;
import cloudjar.api.s3.InventoryTableConfigurationUpdates;
import cloudjar.api.s3.MetadataConfiguration;
import cloudjar.api.s3.MetadataTableEncryptionConfiguration;
import cloudjar.api.s3.RecordExpiration;
import cloudjar.api.s3.S3TablesDestination;
import cloudjar.api.s3.TableSseAlgorithm;
import cloudjar.api.s3.UpdateBucketMetadataAnnotationTableConfigurationRequest;
import cloudjar.api.s3.UpdateBucketMetadataAnnotationTableConfigurationResponse;
import cloudjar.api.s3.UpdateBucketMetadataInventoryTableConfigurationRequest;
import cloudjar.api.s3.UpdateBucketMetadataInventoryTableConfigurationResponse;
import cloudjar.api.s3.UpdateBucketMetadataJournalTableConfigurationRequest;
import cloudjar.api.s3.UpdateBucketMetadataJournalTableConfigurationResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.tenancy.Arn;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The operations on tables of metadata, which are kept and shown, and made by nobody. */
final class MetadataOperations implements BucketMetadata {
    /** S3 API Reference, RecordExpiration. */
    private static final int EXPIRATION_DAYS_MIN = 7;

    @Override
    public CreateBucketMetadataConfigurationResponse createBucketMetadataConfiguration(
            CreateBucketMetadataConfigurationRequest in, Call call) {
        MetadataConfiguration asked = in.metadataConfiguration();
        requireExpiration(asked.journalTableConfiguration().recordExpiration());
        requireEncryption(asked.journalTableConfiguration().encryptionConfiguration());
        InventoryTableConfiguration inventory = asked.inventoryTableConfiguration();
        if (inventory != null) {
            requireState(inventory.configurationState(), inventory.encryptionConfiguration());
        }
        AnnotationTableConfiguration annotations = asked.annotationTableConfiguration();
        if (annotations != null) {
            requireState(annotations.configurationState(), annotations.encryptionConfiguration());
        }
        create(call, in, new MetadataTables(asked, null, call.world().ids().uuid()));
        return CreateBucketMetadataConfigurationResponse.of();
    }

    @Override
    public CreateBucketMetadataTableConfigurationResponse createBucketMetadataTableConfiguration(
            CreateBucketMetadataTableConfigurationRequest in, Call call) {
        S3TablesDestination destination = in.metadataTableConfiguration().s3TablesDestination();
        S3Bucket bucket = call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()));
        boolean beside = Arn.parse(destination.tableBucketArn())
                .filter(arn -> arn.service().equals("s3tables")
                        && arn.account().equals(bucket.account())
                        && arn.region().equals(bucket.region())
                        && arn.resource().startsWith("bucket/"))
                .isPresent();
        if (!beside) {
            throw MetadataErrors.invalid(
                    "The destination must be a table bucket in the same Region and account as the general purpose bucket");
        }
        create(
                call,
                in,
                new MetadataTables(null, destination, call.world().ids().uuid()));
        return CreateBucketMetadataTableConfigurationResponse.of();
    }

    private static void create(Call call, Structure request, MetadataTables tables) {
        call.write(tx -> {
            S3Bucket bucket = Configuration.bucket(tx, call, request);
            if (Configuration.METADATA.find(tx, bucket).isPresent()) {
                throw MetadataErrors.exists();
            }
            Configuration.METADATA.put(tx, bucket, tables);
            return true;
        });
    }

    private static void requireExpiration(RecordExpiration expiration) {
        boolean enabled = ExpirationState.ENABLED.equals(expiration.expiration());
        Integer days = expiration.days();
        if (!enabled && !ExpirationState.DISABLED.equals(expiration.expiration())
                || enabled != (days != null)
                || days != null && days < EXPIRATION_DAYS_MIN) {
            throw MetadataErrors.invalid("Journal table records are kept for " + EXPIRATION_DAYS_MIN
                    + " days or longer, where their expiration is enabled");
        }
    }

    private static void requireState(String state, @Nullable MetadataTableEncryptionConfiguration encryption) {
        boolean enabled = state.equals(InventoryConfigurationState.ENABLED);
        if (!enabled && !state.equals(InventoryConfigurationState.DISABLED)) {
            throw S3Errors.malformedXml();
        }
        if (!enabled && encryption != null) {
            throw MetadataErrors.invalid("A table that is disabled has no encryption");
        }
        requireEncryption(encryption);
    }

    private static void requireEncryption(@Nullable MetadataTableEncryptionConfiguration encryption) {
        if (encryption == null) {
            return;
        }
        boolean kms = encryption.sseAlgorithm().equals(TableSseAlgorithm.AWS_KMS);
        if (!kms && !encryption.sseAlgorithm().equals(TableSseAlgorithm.AES256)) {
            throw S3Errors.malformedXml();
        }
        if (kms != (encryption.kmsKeyArn() != null)) {
            throw MetadataErrors.invalid("A key of KMS must be named for aws:kms, and for aws:kms alone");
        }
    }

    @Override
    public GetBucketMetadataConfigurationOutput getBucketMetadataConfiguration(
            GetBucketMetadataConfigurationRequest in, Call call) {
        return call.read(snapshot -> {
            S3Bucket bucket = Configuration.bucket(snapshot, call, in);
            return GetBucketMetadataConfigurationOutput.builder()
                    .getBucketMetadataConfigurationResult(
                            Configuration.METADATA.get(snapshot, bucket).second(bucket))
                    .build();
        });
    }

    @Override
    public GetBucketMetadataTableConfigurationOutput getBucketMetadataTableConfiguration(
            GetBucketMetadataTableConfigurationRequest in, Call call) {
        return GetBucketMetadataTableConfigurationOutput.builder()
                .getBucketMetadataTableConfigurationResult(
                        Configuration.METADATA.get(call, in).first())
                .build();
    }

    @Override
    public DeleteBucketMetadataConfigurationResponse deleteBucketMetadataConfiguration(
            DeleteBucketMetadataConfigurationRequest in, Call call) {
        Configuration.METADATA.delete(call, in);
        return DeleteBucketMetadataConfigurationResponse.of();
    }

    @Override
    public DeleteBucketMetadataTableConfigurationResponse deleteBucketMetadataTableConfiguration(
            DeleteBucketMetadataTableConfigurationRequest in, Call call) {
        call.write(tx -> {
            S3Bucket bucket = Configuration.bucket(tx, call, in);
            Configuration.METADATA.find(tx, bucket).ifPresent(MetadataTables::first);
            Configuration.METADATA.delete(tx, bucket);
            return true;
        });
        return DeleteBucketMetadataTableConfigurationResponse.of();
    }

    private static void change(Call call, Structure request, UnaryOperator<MetadataTables> change) {
        call.write(tx -> {
            S3Bucket bucket = Configuration.bucket(tx, call, request);
            Configuration.METADATA.put(tx, bucket, change.apply(Configuration.METADATA.get(tx, bucket)));
            return true;
        });
    }

    @Override
    public UpdateBucketMetadataInventoryTableConfigurationResponse updateBucketMetadataInventoryTableConfiguration(
            UpdateBucketMetadataInventoryTableConfigurationRequest in, Call call) {
        InventoryTableConfigurationUpdates asked = in.inventoryTableConfiguration();
        requireState(asked.configurationState(), asked.encryptionConfiguration());
        change(
                call,
                in,
                tables -> tables.with(InventoryTableConfiguration.builder()
                        .configurationState(asked.configurationState())
                        .encryptionConfiguration(asked.encryptionConfiguration())
                        .build()));
        return UpdateBucketMetadataInventoryTableConfigurationResponse.of();
    }

    @Override
    public UpdateBucketMetadataJournalTableConfigurationResponse updateBucketMetadataJournalTableConfiguration(
            UpdateBucketMetadataJournalTableConfigurationRequest in, Call call) {
        RecordExpiration expiration = in.journalTableConfiguration().recordExpiration();
        requireExpiration(expiration);
        change(call, in, tables -> tables.with(expiration));
        return UpdateBucketMetadataJournalTableConfigurationResponse.of();
    }

    /** S3 API Reference, Error responses, annotation-related error codes: what cannot be updated. */
    @Override
    public UpdateBucketMetadataAnnotationTableConfigurationResponse updateBucketMetadataAnnotationTableConfiguration(
            UpdateBucketMetadataAnnotationTableConfigurationRequest in, Call call) {
        AnnotationTableConfigurationUpdates asked = in.annotationTableConfiguration();
        requireState(asked.configurationState(), asked.encryptionConfiguration());
        change(call, in, tables -> {
            AnnotationTableConfiguration now = tables.of().annotationTableConfiguration();
            boolean enabled = now != null && now.configurationState().equals(AnnotationConfigurationState.ENABLED);
            String role = now == null ? null : now.role();
            boolean again = enabled && asked.configurationState().equals(AnnotationConfigurationState.ENABLED);
            if (again && (asked.role() == null || asked.role().equals(role))) {
                throw MetadataErrors.invalid("The annotation table is already enabled");
            }
            return tables.with(AnnotationTableConfiguration.builder()
                    .configurationState(asked.configurationState())
                    .encryptionConfiguration(
                            again && now != null ? now.encryptionConfiguration() : asked.encryptionConfiguration())
                    .role(asked.role() == null ? role : asked.role())
                    .build());
        });
        return UpdateBucketMetadataAnnotationTableConfigurationResponse.of();
    }
}
