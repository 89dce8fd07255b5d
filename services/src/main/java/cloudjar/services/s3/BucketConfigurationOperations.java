package cloudjar.services.s3;

import cloudjar.api.s3.AbacStatus;
import cloudjar.api.s3.AccelerateConfiguration;
import cloudjar.api.s3.BucketAbacStatus;
import cloudjar.api.s3.BucketAccelerateStatus;
import cloudjar.api.s3.BucketConfiguration;
import cloudjar.api.s3.DeleteBucketCorsRequest;
import cloudjar.api.s3.DeleteBucketCorsResponse;
import cloudjar.api.s3.DeleteBucketEncryptionRequest;
import cloudjar.api.s3.DeleteBucketEncryptionResponse;
import cloudjar.api.s3.DeleteBucketLifecycleRequest;
import cloudjar.api.s3.DeleteBucketLifecycleResponse;
import cloudjar.api.s3.DeleteBucketTaggingRequest;
import cloudjar.api.s3.DeleteBucketTaggingResponse;
import cloudjar.api.s3.GetBucketAbacOutput;
import cloudjar.api.s3.GetBucketAbacRequest;
import cloudjar.api.s3.GetBucketAccelerateConfigurationOutput;
import cloudjar.api.s3.GetBucketAccelerateConfigurationRequest;
import cloudjar.api.s3.GetBucketCorsOutput;
import cloudjar.api.s3.GetBucketCorsRequest;
import cloudjar.api.s3.GetBucketEncryptionOutput;
import cloudjar.api.s3.GetBucketEncryptionRequest;
import cloudjar.api.s3.GetBucketLifecycleConfigurationOutput;
import cloudjar.api.s3.GetBucketLifecycleConfigurationRequest;
import cloudjar.api.s3.GetBucketRequestPaymentOutput;
import cloudjar.api.s3.GetBucketRequestPaymentRequest;
import cloudjar.api.s3.GetBucketTaggingOutput;
import cloudjar.api.s3.GetBucketTaggingRequest;
import cloudjar.api.s3.GetBucketVersioningOutput;
import cloudjar.api.s3.GetBucketVersioningRequest;
import cloudjar.api.s3.MFADelete;
import cloudjar.api.s3.MFADeleteStatus;
import cloudjar.api.s3.Payer;
import cloudjar.api.s3.PutBucketAbacRequest;
import cloudjar.api.s3.PutBucketAbacResponse;
import cloudjar.api.s3.PutBucketAccelerateConfigurationRequest;
import cloudjar.api.s3.PutBucketAccelerateConfigurationResponse;
import cloudjar.api.s3.PutBucketCorsRequest;
import cloudjar.api.s3.PutBucketCorsResponse;
import cloudjar.api.s3.PutBucketEncryptionRequest;
import cloudjar.api.s3.PutBucketEncryptionResponse;
import cloudjar.api.s3.PutBucketLifecycleConfigurationOutput;
import cloudjar.api.s3.PutBucketLifecycleConfigurationRequest;
import cloudjar.api.s3.PutBucketRequestPaymentRequest;
import cloudjar.api.s3.PutBucketRequestPaymentResponse;
import cloudjar.api.s3.PutBucketTaggingRequest;
import cloudjar.api.s3.PutBucketTaggingResponse;
import cloudjar.api.s3.PutBucketVersioningRequest;
import cloudjar.api.s3.PutBucketVersioningResponse;
import cloudjar.api.s3.ServerSideEncryptionByDefault;
import cloudjar.api.s3.ServerSideEncryptionConfiguration;
import cloudjar.api.s3.ServerSideEncryptionRule;
import cloudjar.api.s3.VersioningConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.s3.S3Tables.BucketKey;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operations on the configuration of buckets: tags, and the answers of a bucket that has no configuration of its own.
 * Whole because it is one table of such answers. What would change one of them answers 501; taking away what is not
 * there is done at once.
 */
final class BucketConfigurationOperations implements BucketConfiguration {
    /** As S3 Control calls. */
    static final String CONTROL = "s3-control.amazonaws.com";

    private final MultiFactorDelete devices;

    BucketConfigurationOperations(MultiFactorDelete devices) {
        this.devices = devices;
    }

    @Override
    public GetBucketTaggingOutput getBucketTagging(GetBucketTaggingRequest in, Call call) {
        S3Bucket bucket = bucket(call, in.bucket(), in.expectedBucketOwner());
        if (bucket.tags().isEmpty()) {
            throw ConfigurationErrors.noTags(bucket.name());
        }
        return GetBucketTaggingOutput.builder().tagSet(Tags.list(bucket.tags())).build();
    }

    @Override
    public PutBucketTaggingResponse putBucketTagging(PutBucketTaggingRequest in, Call call) {
        Map<String, String> tags = Tags.ofBucket(in.tagging().tagSet());
        replaceTags(call, in.bucket(), in.expectedBucketOwner(), tags);
        return PutBucketTaggingResponse.of();
    }

    @Override
    public DeleteBucketTaggingResponse deleteBucketTagging(DeleteBucketTaggingRequest in, Call call) {
        replaceTags(call, in.bucket(), in.expectedBucketOwner(), Map.of());
        return DeleteBucketTaggingResponse.of();
    }

    /** S3 Control calls here to tag buckets; where tags decide, it alone may. */
    private static void replaceTags(Call call, String name, @Nullable String owner, Map<String, String> tags) {
        boolean asControl = call.principal() instanceof Principal.Service service
                && service.name().equals(CONTROL);
        change(call, name, owner, bucket -> {
            if (bucket.has(BucketTrait.TAGS_DECIDE) && !asControl) {
                throw ConfigurationErrors.taggedByControl();
            }
            return bucket.withTags(tags);
        });
    }

    @Override
    public GetBucketAbacOutput getBucketAbac(GetBucketAbacRequest in, Call call) {
        S3Bucket bucket = bucket(call, in.bucket(), in.expectedBucketOwner());
        String status = bucket.has(BucketTrait.TAGS_DECIDE) ? BucketAbacStatus.ENABLED : BucketAbacStatus.DISABLED;
        return GetBucketAbacOutput.builder()
                .abacStatus(AbacStatus.builder().status_(status).build())
                .build();
    }

    @Override
    public PutBucketAbacResponse putBucketAbac(PutBucketAbacRequest in, Call call) {
        String status = in.abacStatus().status_();
        boolean decide = BucketAbacStatus.ENABLED.equals(status);
        if (!decide && !BucketAbacStatus.DISABLED.equals(status)) {
            throw S3Errors.malformedXml();
        }
        change(call, in.bucket(), in.expectedBucketOwner(), bucket -> bucket.with(BucketTrait.TAGS_DECIDE, decide));
        return PutBucketAbacResponse.of();
    }

    private static void change(Call call, String name, @Nullable String owner, UnaryOperator<S3Bucket> change) {
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, name, owner);
            S3Tables.buckets().put(tx, BucketKey.of(call, name), change.apply(bucket));
            return true;
        });
    }

    @Override
    public GetBucketVersioningOutput getBucketVersioning(GetBucketVersioningRequest in, Call call) {
        S3Bucket bucket = bucket(call, in.bucket(), in.expectedBucketOwner());
        return GetBucketVersioningOutput.builder()
                .status_(bucket.versioning().status())
                .mfaDelete(bucket.has(BucketTrait.MFA_DELETE) ? MFADeleteStatus.ENABLED : null)
                .build();
    }

    @Override
    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest in, Call call) {
        VersioningConfiguration asked = in.versioningConfiguration();
        if (asked == null) {
            throw S3Errors.malformedXml();
        }
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            S3Tables.buckets().put(tx, BucketKey.of(call, bucket.name()), versioned(tx, call, bucket, in));
            return true;
        });
        return PutBucketVersioningResponse.of();
    }

    private S3Bucket versioned(Tx tx, Call call, S3Bucket bucket, PutBucketVersioningRequest in) {
        VersioningConfiguration asked = in.versioningConfiguration();
        if (asked.status_() == null) {
            throw ConfigurationErrors.noVersioningStatus();
        }
        Versioning versioning = Versioning.of(asked.status_());
        if (bucket.objectLock() && versioning != Versioning.ENABLED) {
            throw LockErrors.versioningFixed();
        }
        if (bucket.has(BucketTrait.REPLICATION) && versioning != Versioning.ENABLED) {
            throw ConfigurationErrors.replicationNeedsVersioning();
        }
        devices.requireToChange(tx, call, bucket, asked.mfaDelete(), in.mfa());
        S3Bucket versioned = bucket.withVersioning(versioning);
        return asked.mfaDelete() == null
                ? versioned
                : versioned.with(BucketTrait.MFA_DELETE, asked.mfaDelete().equals(MFADelete.ENABLED));
    }

    @Override
    public GetBucketRequestPaymentOutput getBucketRequestPayment(GetBucketRequestPaymentRequest in, Call call) {
        S3Bucket bucket = bucket(call, in.bucket(), in.expectedBucketOwner());
        return GetBucketRequestPaymentOutput.builder()
                .payer(bucket.has(BucketTrait.REQUESTER_PAYS) ? Payer.REQUESTER : Payer.BUCKET_OWNER)
                .build();
    }

    @Override
    public PutBucketRequestPaymentResponse putBucketRequestPayment(PutBucketRequestPaymentRequest in, Call call) {
        String payer = in.requestPaymentConfiguration().payer();
        bucket(call, in.bucket(), in.expectedBucketOwner());
        if (!payer.equals(Payer.REQUESTER) && !payer.equals(Payer.BUCKET_OWNER)) {
            throw S3Errors.malformedXml();
        }
        change(
                call,
                in.bucket(),
                in.expectedBucketOwner(),
                bucket -> bucket.with(BucketTrait.REQUESTER_PAYS, payer.equals(Payer.REQUESTER)));
        return PutBucketRequestPaymentResponse.of();
    }

    @Override
    public GetBucketAccelerateConfigurationOutput getBucketAccelerateConfiguration(
            GetBucketAccelerateConfigurationRequest in, Call call) {
        return GetBucketAccelerateConfigurationOutput.builder()
                .status_(Configuration.ACCELERATE
                        .find(call, in)
                        .map(AccelerateConfiguration::status_)
                        .orElse(null))
                .build();
    }

    @Override
    public PutBucketAccelerateConfigurationResponse putBucketAccelerateConfiguration(
            PutBucketAccelerateConfigurationRequest in, Call call) {
        AccelerateConfiguration asked = in.accelerateConfiguration();
        S3Bucket bucket = bucket(call, in.bucket(), in.expectedBucketOwner());
        if (bucket.name().contains(".")) {
            throw ConfigurationErrors.noAccelerationOfDots();
        }
        if (asked == null
                || !BucketAccelerateStatus.ENABLED.equals(asked.status_())
                        && !BucketAccelerateStatus.SUSPENDED.equals(asked.status_())) {
            throw S3Errors.malformedXml();
        }
        Configuration.ACCELERATE.put(call, in, asked);
        return PutBucketAccelerateConfigurationResponse.of();
    }

    @Override
    public GetBucketCorsOutput getBucketCors(GetBucketCorsRequest in, Call call) {
        return GetBucketCorsOutput.builder()
                .corsRules(Configuration.CORS.get(call, in).corsRules())
                .build();
    }

    @Override
    public PutBucketCorsResponse putBucketCors(PutBucketCorsRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        CorsRules.require(in.corsConfiguration().corsRules());
        Configuration.CORS.put(call, in, in.corsConfiguration());
        return PutBucketCorsResponse.of();
    }

    @Override
    public DeleteBucketCorsResponse deleteBucketCors(DeleteBucketCorsRequest in, Call call) {
        Configuration.CORS.delete(call, in);
        return DeleteBucketCorsResponse.of();
    }

    @Override
    public GetBucketEncryptionOutput getBucketEncryption(GetBucketEncryptionRequest in, Call call) {
        return GetBucketEncryptionOutput.builder()
                .serverSideEncryptionConfiguration(
                        Configuration.ENCRYPTION.find(call, in).orElse(Encryption.USUAL))
                .build();
    }

    @Override
    public PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        List<ServerSideEncryptionRule> rules =
                in.serverSideEncryptionConfiguration().rules();
        ServerSideEncryptionByDefault asked =
                rules.size() == 1 ? rules.getFirst().applyServerSideEncryptionByDefault() : null;
        if (asked == null) {
            throw S3Errors.malformedXml();
        }
        boolean kms = KeyChoice.isKms(asked.sseAlgorithm());
        if (!kms && !asked.sseAlgorithm().equals(Encryption.AES256)) {
            throw S3Errors.malformedXml();
        }
        if (!kms && asked.kmsMasterKeyID() != null) {
            throw ConfigurationErrors.keyOfNoUse();
        }
        boolean bucketKey = Boolean.TRUE.equals(rules.getFirst().bucketKeyEnabled());
        changeEncryption(call, in, Encryption.of(asked, bucketKey));
        return PutBucketEncryptionResponse.of();
    }

    @Override
    public GetBucketLifecycleConfigurationOutput getBucketLifecycleConfiguration(
            GetBucketLifecycleConfigurationRequest in, Call call) {
        LifecycleRules rules = Configuration.LIFECYCLE.get(call, in);
        return GetBucketLifecycleConfigurationOutput.builder()
                .rules(rules.configuration().rules())
                .transitionDefaultMinimumObjectSize(rules.minimumSize())
                .build();
    }

    @Override
    public PutBucketLifecycleConfigurationOutput putBucketLifecycleConfiguration(
            PutBucketLifecycleConfigurationRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        LifecycleRules rules = LifecycleCheck.of(
                in.lifecycleConfiguration(),
                in.transitionDefaultMinimumObjectSize(),
                call.world().ids());
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            S3Tables.buckets().put(tx, BucketKey.of(call, bucket.name()), bucket.with(BucketTrait.LIFECYCLE, true));
            Configuration.LIFECYCLE.put(tx, bucket, rules);
            Lifecycle.schedule(tx, bucket, call.time());
            return true;
        });
        return PutBucketLifecycleConfigurationOutput.builder()
                .transitionDefaultMinimumObjectSize(rules.minimumSize())
                .build();
    }

    @Override
    public DeleteBucketEncryptionResponse deleteBucketEncryption(DeleteBucketEncryptionRequest in, Call call) {
        changeEncryption(call, in, null);
        return DeleteBucketEncryptionResponse.of();
    }

    private static void changeEncryption(
            Call call, Structure request, @Nullable ServerSideEncryptionConfiguration configuration) {
        call.write(tx -> {
            String owner = Members.text(request, "ExpectedBucketOwner");
            S3Bucket bucket = S3Tables.bucket(tx, call, Members.required(request, "Bucket"), owner);
            Configuration.ENCRYPTION.change(tx, bucket, BucketTrait.ENCRYPTION, configuration);
            return true;
        });
    }

    @Override
    public DeleteBucketLifecycleResponse deleteBucketLifecycle(DeleteBucketLifecycleRequest in, Call call) {
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            S3Tables.buckets().put(tx, BucketKey.of(call, bucket.name()), bucket.with(BucketTrait.LIFECYCLE, false));
            Configuration.LIFECYCLE.delete(tx, bucket);
            return true;
        });
        return DeleteBucketLifecycleResponse.of();
    }

    private static S3Bucket bucket(Call call, String name, @Nullable String expectedOwner) {
        return call.read(snapshot -> S3Tables.bucket(snapshot, call, name, expectedOwner));
    }
}
