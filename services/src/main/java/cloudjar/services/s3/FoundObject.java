package cloudjar.services.s3;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.s3.LifecycleRules.Expiry;
import cloudjar.services.s3.S3Tables.ObjectKey;
import cloudjar.services.s3.S3Tables.VersionKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object as a request found it.
 *
 * @param asked the version id by which the request named it; null where it meant what the key shows
 */
record FoundObject(S3Bucket bucket, String key, @Nullable String asked, StoredObject object) {
    /** The object that the request's own members name. */
    static FoundObject of(Call call, Structure request, String method) {
        return call.read(snapshot -> of(snapshot, call, request, method));
    }

    /** As {@link #of(Call, Structure, String)}, in a transaction. */
    static FoundObject of(Snapshot snapshot, Call call, Structure request, String method) {
        String owner = Members.text(request, "ExpectedBucketOwner");
        S3Bucket bucket = S3Tables.bucket(snapshot, call, Members.required(request, "Bucket"), owner);
        return in(snapshot, bucket, Members.required(request, "Key"), Members.text(request, "VersionId"), method);
    }

    /**
     * An object of a bucket.
     *
     * @param method of the request, which is not allowed on a delete marker
     */
    static FoundObject in(Snapshot snapshot, S3Bucket bucket, String key, @Nullable String versionId, String method) {
        return new FoundObject(bucket, key, versionId, S3Tables.object(snapshot, bucket, key, versionId, method));
    }

    /** The version as answers name it; null in a bucket that never kept versions. */
    @Nullable
    String versionId() {
        return object.versionIn(bucket);
    }

    /** When it expires, as answers say it; null where it does not, or was asked for by its version. */
    @Nullable
    String expiration(Call call) {
        return asked == null ? expiration(call, bucket, key, object) : null;
    }

    /** When an object that its key shows expires, as answers say it; null where it does not. */
    static @Nullable String expiration(Call call, S3Bucket bucket, String key, StoredObject object) {
        if (!bucket.has(BucketTrait.LIFECYCLE)) {
            return null;
        }
        return call.read(snapshot -> Configuration.LIFECYCLE.find(snapshot, bucket))
                .flatMap(rules -> rules.expiry(key, object))
                .map(Expiry::header)
                .orElse(null);
    }

    /** Whether it is what its key shows. */
    boolean isShown() {
        return asked == null;
    }

    /** Whether it has the bucket and key that a request writes. */
    boolean isOf(WriteRequest request) {
        return bucket.name().equals(request.bucket().name()) && key.equals(request.key());
    }

    /** Changes what belongs to it beside its content, in the transaction that found it. */
    void change(Tx tx, Instant now, ObjectSettings settings) {
        change(tx, Replication.again(tx, now, bucket, key, object.withSettings(settings)));
    }

    /** As {@link #change(Tx, Instant, ObjectSettings)}, where nobody else is to be told. */
    void change(Tx tx, StoredObject changed) {
        VersionId id = object.version();
        VersionKey row = new VersionKey(bucket.name(), key, id == null ? "" : id.stamp());
        if (id != null && S3Tables.versions(bucket).contains(tx, row)) {
            S3Tables.versions(bucket).put(tx, row, Version.of(bucket.name(), key, id, changed));
        } else {
            S3Tables.objects(bucket).put(tx, new ObjectKey(bucket.name(), key), changed);
        }
    }

    /** Tells those who want to know that something beside its content was changed. */
    void tell(Tx tx, Call call, String event) {
        Notifications.emit(tx, bucket, EventCause.of(call), ObjectEvent.beside(event, key, object));
    }

    /** Whether another request has put something else in its place. */
    boolean replaced(Snapshot snapshot) {
        return S3Tables.find(snapshot, bucket, key, asked)
                .filter(now -> now.writeId() == object.writeId())
                .isEmpty();
    }
}
