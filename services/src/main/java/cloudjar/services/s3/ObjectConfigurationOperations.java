package cloudjar.services.s3;

import cloudjar.api.s3.DeleteObjectTaggingOutput;
import cloudjar.api.s3.DeleteObjectTaggingRequest;
import cloudjar.api.s3.GetObjectAclOutput;
import cloudjar.api.s3.GetObjectAclRequest;
import cloudjar.api.s3.GetObjectTaggingOutput;
import cloudjar.api.s3.GetObjectTaggingRequest;
import cloudjar.api.s3.ObjectConfiguration;
import cloudjar.api.s3.ObjectOwnership;
import cloudjar.api.s3.PutObjectAclOutput;
import cloudjar.api.s3.PutObjectAclRequest;
import cloudjar.api.s3.PutObjectTaggingOutput;
import cloudjar.api.s3.PutObjectTaggingRequest;
import cloudjar.api.s3.UpdateObjectEncryptionRequest;
import cloudjar.api.s3.UpdateObjectEncryptionResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Snapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations on an object's tags, access control list and encryption. */
final class ObjectConfigurationOperations implements ObjectConfiguration {
    private final PublicAccess blocks;
    private final DataKeys keys;

    ObjectConfigurationOperations(PublicAccess blocks, DataKeys keys) {
        this.blocks = blocks;
        this.keys = keys;
    }

    @Override
    public UpdateObjectEncryptionResponse updateObjectEncryption(UpdateObjectEncryptionRequest in, Call call) {
        new EncryptionUpdate(in, call, keys).make();
        return UpdateObjectEncryptionResponse.builder().build();
    }

    @Override
    public GetObjectTaggingOutput getObjectTagging(GetObjectTaggingRequest in, Call call) {
        FoundObject found = call.read(snapshot -> {
            S3Bucket bucket = S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner());
            if (in.versionId() == null
                    && S3Tables.find(snapshot, bucket, in.key(), null).isEmpty()
                    && S3Tables.latestMarker(snapshot, bucket, in.key()).isEmpty()) {
                // This operation alone names the bucket with the key that is not there: recorded from AWS.
                throw ObjectErrors.noSuchKey(bucket.name() + "/" + in.key());
            }
            return taggable(snapshot, bucket, in.key(), in.versionId(), "GET");
        });
        return GetObjectTaggingOutput.builder()
                .tagSet(Tags.list(found.object().settings().tags()))
                .versionId(found.versionId())
                .build();
    }

    @Override
    public PutObjectTaggingOutput putObjectTagging(PutObjectTaggingRequest in, Call call) {
        FoundObject changed = replaceTags(call, in, Tags.ofObject(in.tagging().tagSet()), "PUT");
        return PutObjectTaggingOutput.builder().versionId(changed.versionId()).build();
    }

    @Override
    public DeleteObjectTaggingOutput deleteObjectTagging(DeleteObjectTaggingRequest in, Call call) {
        FoundObject changed = replaceTags(call, in, Map.of(), "DELETE");
        return DeleteObjectTaggingOutput.builder()
                .versionId(changed.versionId())
                .build();
    }

    private static FoundObject replaceTags(Call call, Structure request, Map<String, String> tags, String method) {
        return call.write(tx -> {
            String owner = Members.text(request, "ExpectedBucketOwner");
            S3Bucket bucket = S3Tables.bucket(tx, call, Members.required(request, "Bucket"), owner);
            FoundObject found =
                    taggable(tx, bucket, Members.required(request, "Key"), Members.text(request, "VersionId"), method);
            found.change(tx, call.time(), found.object().settings().withTags(tags));
            String event = method.equals("PUT") ? "ObjectTagging:Put" : "ObjectTagging:Delete";
            found.tell(tx, call, event);
            return found;
        });
    }

    /** The object whose tags are meant; a delete marker has none, and no request for them is allowed on it. */
    private static FoundObject taggable(
            Snapshot snapshot, S3Bucket bucket, String key, @Nullable String versionId, String method) {
        requireNoMarker(snapshot, bucket, key, versionId, method);
        return FoundObject.in(snapshot, bucket, key, versionId, method);
    }

    private static void requireNoMarker(
            Snapshot snapshot, S3Bucket bucket, String key, @Nullable String versionId, String method) {
        if (versionId == null && S3Tables.find(snapshot, bucket, key, null).isEmpty()) {
            S3Tables.latestMarker(snapshot, bucket, key).ifPresent(marker -> {
                throw ObjectErrors.isMarker(method, marker);
            });
        }
    }

    @Override
    public GetObjectAclOutput getObjectAcl(GetObjectAclRequest in, Call call) {
        FoundObject found = FoundObject.of(call, in, "GET");
        Acl kept = found.object()
                .settings()
                .acl()
                .orElseGet(() -> Acl.ownersAlone(found.bucket().account()));
        Acl acl = blocks.inForce(call, found.bucket(), kept);
        return GetObjectAclOutput.builder()
                .owner(CanonicalUser.owner(acl.owner()))
                .grants(acl.grants())
                .build();
    }

    @Override
    public PutObjectAclOutput putObjectAcl(PutObjectAclRequest in, Call call) {
        AclRequest asked = AclRequest.of(in, in.accessControlPolicy(), Acl.Kind.OBJECT);
        PublicBlock ofAccount = blocks.against(asked, call, in.bucket());
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            requireNoMarker(tx, bucket, in.key(), in.versionId(), "PUT");
            FoundObject found = FoundObject.in(tx, bucket, in.key(), in.versionId(), "PUT");
            if (ObjectOwnership.BUCKET_OWNER_ENFORCED.equals(WriteRequest.ownership(tx, bucket))) {
                throw AclErrors.notSupported();
            }
            ObjectSettings settings = found.object().settings();
            String owner = settings.acl().map(Acl::owner).orElse(bucket.account());
            Acl acl = asked.acl(owner, bucket.account());
            PublicAccess.requireAllowed(tx, bucket, acl, ofAccount);
            found.change(tx, call.time(), settings.withAcl(acl));
            found.tell(tx, call, "ObjectAcl:Put");
            return true;
        });
        return PutObjectAclOutput.builder().build();
    }
}
