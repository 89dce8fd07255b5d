package cloudjar.services.s3;

import cloudjar.api.s3.DeleteObjectTaggingOutput;
import cloudjar.api.s3.DeleteObjectTaggingRequest;
import cloudjar.api.s3.GetObjectAclOutput;
import cloudjar.api.s3.GetObjectAclRequest;
import cloudjar.api.s3.GetObjectLegalHoldOutput;
import cloudjar.api.s3.GetObjectLegalHoldRequest;
import cloudjar.api.s3.GetObjectLockConfigurationOutput;
import cloudjar.api.s3.GetObjectLockConfigurationRequest;
import cloudjar.api.s3.GetObjectRetentionOutput;
import cloudjar.api.s3.GetObjectRetentionRequest;
import cloudjar.api.s3.GetObjectTaggingOutput;
import cloudjar.api.s3.GetObjectTaggingRequest;
import cloudjar.api.s3.ObjectConfiguration;
import cloudjar.api.s3.PutObjectTaggingOutput;
import cloudjar.api.s3.PutObjectTaggingRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.s3.S3Tables.ObjectKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations on what belongs to an object beside its content. */
final class ObjectConfigurationOperations implements ObjectConfiguration {
    @Override
    public GetObjectTaggingOutput getObjectTagging(GetObjectTaggingRequest in, Call call) {
        StoredObject object = call.read(snapshot -> {
            S3Bucket bucket = S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner());
            Versions.requireCurrent(in.versionId());
            // This operation alone names the bucket with the key that is not there: recorded from AWS.
            return S3Tables.objects(bucket)
                    .get(snapshot, new ObjectKey(bucket.name(), in.key()))
                    .orElseThrow(() -> ObjectErrors.noSuchKey(bucket.name() + "/" + in.key()));
        });
        return GetObjectTaggingOutput.builder().tagSet(Tags.list(object.tags())).build();
    }

    @Override
    public PutObjectTaggingOutput putObjectTagging(PutObjectTaggingRequest in, Call call) {
        Map<String, String> tags = Tags.ofObject(in.tagging().tagSet());
        replaceTags(call, in.bucket(), in.expectedBucketOwner(), in.key(), in.versionId(), tags);
        return PutObjectTaggingOutput.builder().build();
    }

    @Override
    public DeleteObjectTaggingOutput deleteObjectTagging(DeleteObjectTaggingRequest in, Call call) {
        replaceTags(call, in.bucket(), in.expectedBucketOwner(), in.key(), in.versionId(), Map.of());
        return DeleteObjectTaggingOutput.builder().build();
    }

    private static void replaceTags(
            Call call,
            String bucketName,
            @Nullable String owner,
            String key,
            @Nullable String versionId,
            Map<String, String> tags) {
        call.write(tx -> {
            StoredObject object = object(tx, call, bucketName, owner, key, versionId);
            S3Bucket bucket = S3Tables.bucket(tx, call, bucketName, owner);
            S3Tables.objects(bucket).put(tx, new ObjectKey(bucketName, key), object.withTags(tags));
            return true;
        });
    }

    private static StoredObject object(
            Snapshot snapshot,
            Call call,
            String bucketName,
            @Nullable String owner,
            String key,
            @Nullable String versionId) {
        S3Bucket bucket = S3Tables.bucket(snapshot, call, bucketName, owner);
        Versions.requireCurrent(versionId);
        return S3Tables.object(snapshot, bucket, key);
    }

    @Override
    public GetObjectAclOutput getObjectAcl(GetObjectAclRequest in, Call call) {
        call.read(snapshot -> object(snapshot, call, in.bucket(), in.expectedBucketOwner(), in.key(), in.versionId()));
        S3Bucket bucket = call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()));
        return GetObjectAclOutput.builder()
                .owner(CanonicalUser.owner(bucket.account()))
                .grants(Acls.ownersAlone(bucket.account()))
                .build();
    }

    @Override
    public GetObjectLockConfigurationOutput getObjectLockConfiguration(
            GetObjectLockConfigurationRequest in, Call call) {
        call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()));
        throw BucketErrors.noObjectLockConfiguration(in.bucket());
    }

    @Override
    public GetObjectLegalHoldOutput getObjectLegalHold(GetObjectLegalHoldRequest in, Call call) {
        call.read(snapshot -> object(snapshot, call, in.bucket(), in.expectedBucketOwner(), in.key(), in.versionId()));
        throw ObjectErrors.noObjectLock();
    }

    @Override
    public GetObjectRetentionOutput getObjectRetention(GetObjectRetentionRequest in, Call call) {
        call.read(snapshot -> object(snapshot, call, in.bucket(), in.expectedBucketOwner(), in.key(), in.versionId()));
        throw ObjectErrors.noObjectLock();
    }
}
