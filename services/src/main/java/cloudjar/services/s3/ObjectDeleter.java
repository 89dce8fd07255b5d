package cloudjar.services.s3;

import cloudjar.api.s3.DeleteObjectOutput;
import cloudjar.api.s3.DeleteObjectRequest;
import cloudjar.api.s3.DeleteObjectsOutput;
import cloudjar.api.s3.DeleteObjectsRequest;
import cloudjar.api.s3.DeletedObject;
import cloudjar.api.s3.ObjectIdentifier;
import cloudjar.api.s3.S3;
import cloudjar.api.s3.S3Error;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Headers;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deletes objects and versions, one or many in a transaction. */
final class ObjectDeleter {
    private final Tx tx;
    private final Call call;
    private final S3Bucket bucket;
    private final boolean bypass;
    private final long seed;

    private ObjectDeleter(Tx tx, Call call, S3Bucket bucket, @Nullable Boolean bypass, long seed) {
        if (bypass != null && !bucket.objectLock()) {
            throw LockErrors.bypassWithoutLock();
        }
        this.tx = tx;
        this.call = call;
        this.bucket = bucket;
        this.bypass = Boolean.TRUE.equals(bypass);
        this.seed = seed;
    }

    /**
     * What became of a key.
     *
     * @param version what the request named, or the delete marker that came; null in a bucket that keeps no versions
     * @param marker whether the version is a delete marker
     */
    private record Deleted(@Nullable String version, boolean marker) {}

    static DeleteObjectOutput delete(DeleteObjectRequest in, Call call, MultiFactorDelete devices) {
        if (in.ifMatchLastModifiedTime() != null) {
            throw S3Errors.headerNotImplemented("x-amz-if-match-last-modified-time");
        }
        if (in.ifMatchSize() != null) {
            throw S3Errors.headerNotImplemented("x-amz-if-match-size");
        }
        long seed = call.world().ids().number();
        Deleted deleted = call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            if (in.versionId() != null) {
                devices.require(tx, call, bucket, in.mfa());
            }
            return new ObjectDeleter(tx, call, bucket, in.bypassGovernanceRetention(), seed)
                    .delete(in.key(), in.versionId(), in.ifMatch());
        });
        return DeleteObjectOutput.builder()
                .versionId(deleted.version())
                .deleteMarker(deleted.marker() ? true : null)
                .build();
    }

    private Deleted delete(String key, @Nullable String versionId, @Nullable String ifMatch) {
        VersionHistory history = new VersionHistory(tx, call, bucket, key, seed);
        if (ifMatch != null) {
            StoredObject object = S3Tables.object(tx, bucket, key);
            if (!ETag.matches(ifMatch, object.eTag())) {
                throw ObjectErrors.preconditionFailed("If-Match");
            }
        }
        if (versionId == null) {
            Optional<VersionId> marker = history.delete();
            // AWS tells of what was never there as well: recorded of DeleteObjects.
            emit(marker.map(id -> ObjectEvent.marked("ObjectRemoved:DeleteMarkerCreated", key, id))
                    .orElseGet(() -> ObjectEvent.gone("ObjectRemoved:Delete", key, null)));
            return new Deleted(marker.map(VersionId::text).orElse(null), marker.isPresent());
        }
        Optional<Version> version = history.delete(versionId, bypass);
        if (version.isPresent()) {
            emit(ObjectEvent.gone("ObjectRemoved:Delete", key, versionId));
        }
        boolean said = bucket.versioning() != Versioning.NEVER;
        return new Deleted(
                said ? versionId : null, version.filter(Version::isMarker).isPresent());
    }

    private void emit(ObjectEvent event) {
        Notifications.emit(tx, bucket, EventCause.of(call), event);
    }

    static DeleteObjectsOutput delete(DeleteObjectsRequest in, Call call, MultiFactorDelete devices, Access access) {
        List<ObjectIdentifier> identifiers = in.delete().objects();
        if (identifiers.isEmpty() || identifiers.size() > S3Limits.DELETE_BATCH.current()) {
            throw S3Errors.malformedXml();
        }
        Set<ObjectIdentifier> refused = refused(in, identifiers, call, access);
        long seed = call.world().ids().number();
        Deletions done = call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            if (identifiers.stream().anyMatch(identifier -> identifier.versionId() != null)) {
                devices.require(tx, call, bucket, in.mfa());
            }
            return new ObjectDeleter(tx, call, bucket, in.bypassGovernanceRetention(), seed)
                    .delete(identifiers, refused);
        });
        boolean quiet = Boolean.TRUE.equals(in.delete().quiet());
        return DeleteObjectsOutput.builder()
                .deleted(quiet ? null : done.deleted())
                .errors(done.errors())
                .build();
    }

    /** Those that the caller may not delete. */
    private static Set<ObjectIdentifier> refused(
            DeleteObjectsRequest in, List<ObjectIdentifier> identifiers, Call call, Access access) {
        OperationSchema operation = Objects.requireNonNull(S3.API.schema().operation("DeleteObjects"));
        return call.read(snapshot -> {
            Asked asked = new Asked(operation, in, call, snapshot, Headers.NONE);
            return identifiers.stream()
                    .filter(identifier ->
                            S3Iam.deletions(asked, identifier).stream().anyMatch(need -> !access.allows(asked, need)))
                    .collect(Collectors.toSet());
        });
    }

    /** What became of the keys of one request. */
    private record Deletions(List<DeletedObject> deleted, List<S3Error> errors) {}

    private Deletions delete(List<ObjectIdentifier> identifiers, Set<ObjectIdentifier> refusedOnes) {
        Deletions done = new Deletions(new ArrayList<>(), new ArrayList<>());
        for (ObjectIdentifier identifier : identifiers) {
            try {
                if (refusedOnes.contains(identifier)) {
                    throw S3Errors.accessDenied();
                }
                done.deleted().add(delete(identifier));
            } catch (ApiException refused) {
                done.errors()
                        .add(S3Error.builder()
                                .key(identifier.key())
                                .versionId(identifier.versionId())
                                .code_(refused.code())
                                .message(refused.getMessage())
                                .build());
            }
        }
        return done;
    }

    private DeletedObject delete(ObjectIdentifier identifier) {
        String versionId = identifier.versionId();
        requireVersion(identifier);
        Deleted deleted = delete(identifier.key(), versionId, identifier.eTag());
        return DeletedObject.builder()
                .key(identifier.key())
                .versionId(versionId)
                .deleteMarker(deleted.marker() ? true : null)
                .deleteMarkerVersionId(deleted.marker() ? deleted.version() : null)
                .build();
    }

    /** In a batch AWS says of a name that no version can have that there is none. */
    private void requireVersion(ObjectIdentifier identifier) {
        String versionId = identifier.versionId();
        if (versionId == null || versionId.equals(VersionId.NULL)) {
            return;
        }
        if (bucket.versioning() == Versioning.NEVER || !VersionId.mayBe(versionId)) {
            throw ObjectErrors.noSuchVersion(identifier.key(), versionId);
        }
    }
}
