package cloudjar.services.s3;

import cloudjar.api.s3.BlockedEncryptionTypes;
import cloudjar.api.s3.BucketConfiguration;
import cloudjar.api.s3.DeleteBucketCorsRequest;
import cloudjar.api.s3.DeleteBucketCorsResponse;
import cloudjar.api.s3.DeleteBucketEncryptionRequest;
import cloudjar.api.s3.DeleteBucketEncryptionResponse;
import cloudjar.api.s3.DeleteBucketLifecycleRequest;
import cloudjar.api.s3.DeleteBucketLifecycleResponse;
import cloudjar.api.s3.DeleteBucketPolicyRequest;
import cloudjar.api.s3.DeleteBucketPolicyResponse;
import cloudjar.api.s3.DeleteBucketReplicationRequest;
import cloudjar.api.s3.DeleteBucketReplicationResponse;
import cloudjar.api.s3.DeleteBucketTaggingRequest;
import cloudjar.api.s3.DeleteBucketTaggingResponse;
import cloudjar.api.s3.DeleteBucketWebsiteRequest;
import cloudjar.api.s3.DeleteBucketWebsiteResponse;
import cloudjar.api.s3.DeletePublicAccessBlockRequest;
import cloudjar.api.s3.DeletePublicAccessBlockResponse;
import cloudjar.api.s3.GetBucketAccelerateConfigurationOutput;
import cloudjar.api.s3.GetBucketAccelerateConfigurationRequest;
import cloudjar.api.s3.GetBucketAclOutput;
import cloudjar.api.s3.GetBucketAclRequest;
import cloudjar.api.s3.GetBucketCorsOutput;
import cloudjar.api.s3.GetBucketCorsRequest;
import cloudjar.api.s3.GetBucketEncryptionOutput;
import cloudjar.api.s3.GetBucketEncryptionRequest;
import cloudjar.api.s3.GetBucketLifecycleConfigurationOutput;
import cloudjar.api.s3.GetBucketLifecycleConfigurationRequest;
import cloudjar.api.s3.GetBucketLoggingOutput;
import cloudjar.api.s3.GetBucketLoggingRequest;
import cloudjar.api.s3.GetBucketNotificationConfigurationRequest;
import cloudjar.api.s3.GetBucketOwnershipControlsOutput;
import cloudjar.api.s3.GetBucketOwnershipControlsRequest;
import cloudjar.api.s3.GetBucketPolicyOutput;
import cloudjar.api.s3.GetBucketPolicyRequest;
import cloudjar.api.s3.GetBucketPolicyStatusOutput;
import cloudjar.api.s3.GetBucketPolicyStatusRequest;
import cloudjar.api.s3.GetBucketReplicationOutput;
import cloudjar.api.s3.GetBucketReplicationRequest;
import cloudjar.api.s3.GetBucketRequestPaymentOutput;
import cloudjar.api.s3.GetBucketRequestPaymentRequest;
import cloudjar.api.s3.GetBucketTaggingOutput;
import cloudjar.api.s3.GetBucketTaggingRequest;
import cloudjar.api.s3.GetBucketVersioningOutput;
import cloudjar.api.s3.GetBucketVersioningRequest;
import cloudjar.api.s3.GetBucketWebsiteOutput;
import cloudjar.api.s3.GetBucketWebsiteRequest;
import cloudjar.api.s3.GetPublicAccessBlockOutput;
import cloudjar.api.s3.GetPublicAccessBlockRequest;
import cloudjar.api.s3.NotificationConfiguration;
import cloudjar.api.s3.ObjectOwnership;
import cloudjar.api.s3.OwnershipControls;
import cloudjar.api.s3.OwnershipControlsRule;
import cloudjar.api.s3.Payer;
import cloudjar.api.s3.PutBucketEncryptionRequest;
import cloudjar.api.s3.PutBucketEncryptionResponse;
import cloudjar.api.s3.PutBucketOwnershipControlsRequest;
import cloudjar.api.s3.PutBucketOwnershipControlsResponse;
import cloudjar.api.s3.PutBucketTaggingRequest;
import cloudjar.api.s3.PutBucketTaggingResponse;
import cloudjar.api.s3.PutPublicAccessBlockRequest;
import cloudjar.api.s3.PutPublicAccessBlockResponse;
import cloudjar.api.s3.ServerSideEncryptionByDefault;
import cloudjar.api.s3.ServerSideEncryptionConfiguration;
import cloudjar.api.s3.ServerSideEncryptionRule;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.services.s3.S3Tables.BucketKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operations on the configuration of buckets: tags, and the answers of a bucket that has no configuration of its own.
 * Whole because it is one table of such answers. What would change one of them answers 501; taking away what is not
 * there is done at once.
 */
final class BucketConfigurationOperations implements BucketConfiguration {
    private static final String SERVICE = "s3";

    /** The encryption with keys of the caller's own is off in new buckets. */
    private static final String BLOCKED_ENCRYPTION = "SSE-C";

    @Override
    public GetBucketTaggingOutput getBucketTagging(GetBucketTaggingRequest in, Call call) {
        S3Bucket bucket = bucket(call, in.bucket(), in.expectedBucketOwner());
        if (bucket.tags().isEmpty()) {
            throw BucketErrors.noTags(bucket.name());
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

    private static void replaceTags(Call call, String name, @Nullable String owner, Map<String, String> tags) {
        change(call, name, owner, bucket -> bucket.withTags(tags));
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
        bucket(call, in.bucket(), in.expectedBucketOwner());
        return GetBucketVersioningOutput.builder().build();
    }

    @Override
    public GetBucketAclOutput getBucketAcl(GetBucketAclRequest in, Call call) {
        S3Bucket bucket = bucket(call, in.bucket(), in.expectedBucketOwner());
        return GetBucketAclOutput.builder()
                .owner(CanonicalUser.owner(bucket.account()))
                .grants(Acls.ownersAlone(bucket.account()))
                .build();
    }

    @Override
    public GetBucketEncryptionOutput getBucketEncryption(GetBucketEncryptionRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(ServerSideEncryptionByDefault.builder()
                        .sseAlgorithm(Encryption.AES256)
                        .build())
                .bucketKeyEnabled(false)
                .blockedEncryptionTypes(BlockedEncryptionTypes.builder()
                        .encryptionType(List.of(BLOCKED_ENCRYPTION))
                        .build())
                .build();
        return GetBucketEncryptionOutput.builder()
                .serverSideEncryptionConfiguration(ServerSideEncryptionConfiguration.builder()
                        .rules(List.of(rule))
                        .build())
                .build();
    }

    @Override
    public GetBucketOwnershipControlsOutput getBucketOwnershipControls(
            GetBucketOwnershipControlsRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        OwnershipControlsRule rule = OwnershipControlsRule.builder()
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .build();
        return GetBucketOwnershipControlsOutput.builder()
                .ownershipControls(
                        OwnershipControls.builder().rules(List.of(rule)).build())
                .build();
    }

    @Override
    public GetPublicAccessBlockOutput getPublicAccessBlock(GetPublicAccessBlockRequest in, Call call) {
        S3Bucket bucket = bucket(call, in.bucket(), in.expectedBucketOwner());
        PublicAccess access = bucket.publicAccess().orElseThrow(() -> BucketErrors.noPublicAccessBlock(bucket.name()));
        return GetPublicAccessBlockOutput.builder()
                .publicAccessBlockConfiguration(access.configuration())
                .build();
    }

    @Override
    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest in, Call call) {
        PublicAccess access = PublicAccess.of(in.publicAccessBlockConfiguration());
        change(call, in.bucket(), in.expectedBucketOwner(), bucket -> bucket.withPublicAccess(Optional.of(access)));
        return PutPublicAccessBlockResponse.of();
    }

    @Override
    public DeletePublicAccessBlockResponse deletePublicAccessBlock(DeletePublicAccessBlockRequest in, Call call) {
        change(call, in.bucket(), in.expectedBucketOwner(), bucket -> bucket.withPublicAccess(Optional.empty()));
        return DeletePublicAccessBlockResponse.of();
    }

    /** Takes what is so already; anything else would need ACLs. */
    @Override
    public PutBucketOwnershipControlsResponse putBucketOwnershipControls(
            PutBucketOwnershipControlsRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        List<OwnershipControlsRule> rules = in.ownershipControls().rules();
        if (rules.size() != 1) {
            throw S3Errors.malformedXml();
        }
        if (!rules.getFirst().objectOwnership().equals(ObjectOwnership.BUCKET_OWNER_ENFORCED)) {
            throw NotImplemented.of(SERVICE, "PutBucketOwnershipControls with ACLs");
        }
        return PutBucketOwnershipControlsResponse.of();
    }

    /** Takes what is so already; anything else would need KMS. */
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
        boolean usual = asked.sseAlgorithm().equals(Encryption.AES256) && asked.kmsMasterKeyID() == null;
        if (!usual || Boolean.TRUE.equals(rules.getFirst().bucketKeyEnabled())) {
            throw NotImplemented.of(SERVICE, "PutBucketEncryption with KMS");
        }
        return PutBucketEncryptionResponse.of();
    }

    @Override
    public GetBucketRequestPaymentOutput getBucketRequestPayment(GetBucketRequestPaymentRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        return GetBucketRequestPaymentOutput.builder().payer(Payer.BUCKET_OWNER).build();
    }

    @Override
    public GetBucketLoggingOutput getBucketLogging(GetBucketLoggingRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        return GetBucketLoggingOutput.builder().build();
    }

    @Override
    public GetBucketAccelerateConfigurationOutput getBucketAccelerateConfiguration(
            GetBucketAccelerateConfigurationRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        return GetBucketAccelerateConfigurationOutput.builder().build();
    }

    @Override
    public NotificationConfiguration getBucketNotificationConfiguration(
            GetBucketNotificationConfigurationRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        return NotificationConfiguration.builder().build();
    }

    @Override
    public GetBucketPolicyOutput getBucketPolicy(GetBucketPolicyRequest in, Call call) {
        throw BucketErrors.noPolicy(
                bucket(call, in.bucket(), in.expectedBucketOwner()).name());
    }

    @Override
    public GetBucketPolicyStatusOutput getBucketPolicyStatus(GetBucketPolicyStatusRequest in, Call call) {
        throw BucketErrors.noPolicy(
                bucket(call, in.bucket(), in.expectedBucketOwner()).name());
    }

    @Override
    public GetBucketCorsOutput getBucketCors(GetBucketCorsRequest in, Call call) {
        throw BucketErrors.noCors(
                bucket(call, in.bucket(), in.expectedBucketOwner()).name());
    }

    @Override
    public GetBucketWebsiteOutput getBucketWebsite(GetBucketWebsiteRequest in, Call call) {
        throw BucketErrors.noWebsite(
                bucket(call, in.bucket(), in.expectedBucketOwner()).name());
    }

    @Override
    public GetBucketLifecycleConfigurationOutput getBucketLifecycleConfiguration(
            GetBucketLifecycleConfigurationRequest in, Call call) {
        throw BucketErrors.noLifecycle(
                bucket(call, in.bucket(), in.expectedBucketOwner()).name());
    }

    @Override
    public GetBucketReplicationOutput getBucketReplication(GetBucketReplicationRequest in, Call call) {
        throw BucketErrors.noReplication(
                bucket(call, in.bucket(), in.expectedBucketOwner()).name());
    }

    @Override
    public DeleteBucketEncryptionResponse deleteBucketEncryption(DeleteBucketEncryptionRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        return DeleteBucketEncryptionResponse.of();
    }

    @Override
    public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        return DeleteBucketPolicyResponse.of();
    }

    @Override
    public DeleteBucketCorsResponse deleteBucketCors(DeleteBucketCorsRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        return DeleteBucketCorsResponse.of();
    }

    @Override
    public DeleteBucketWebsiteResponse deleteBucketWebsite(DeleteBucketWebsiteRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        return DeleteBucketWebsiteResponse.of();
    }

    @Override
    public DeleteBucketReplicationResponse deleteBucketReplication(DeleteBucketReplicationRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        return DeleteBucketReplicationResponse.of();
    }

    @Override
    public DeleteBucketLifecycleResponse deleteBucketLifecycle(DeleteBucketLifecycleRequest in, Call call) {
        bucket(call, in.bucket(), in.expectedBucketOwner());
        return DeleteBucketLifecycleResponse.of();
    }

    private static S3Bucket bucket(Call call, String name, @Nullable String expectedOwner) {
        return call.read(snapshot -> S3Tables.bucket(snapshot, call, name, expectedOwner));
    }
}
