package cloudjar.services.s3;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What S3 keeps. The names of buckets belong to the whole world; the rest to the bucket's owner and region.
 *
 * <pre>
 * s3
 *   buckets   partition, name               S3Bucket       (in the scope of the world)
 *     owners  partition, account, name
 *   objects   bucket, key                   StoredObject
 *   uploads   bucket, key, upload id        Upload         (ids order as the uploads began)
 *   parts     upload id, part number        UploadedPart
 * </pre>
 */
final class S3Tables {
    private static final String SERVICE = "s3";

    static final Table<BucketKey, S3Bucket> BUCKETS =
            Table.of(SERVICE, "buckets", KeyCodec.of(BucketKey.class), RecordCodec.of(S3Bucket.class));

    static final Index<BucketOwner, BucketKey, S3Bucket> OWNERS = BUCKETS.index(
            "owners",
            KeyCodec.of(BucketOwner.class),
            bucket -> List.of(new BucketOwner(bucket.partition(), bucket.account(), bucket.name())));

    static final Table<ObjectKey, StoredObject> OBJECTS =
            Table.of(SERVICE, "objects", KeyCodec.of(ObjectKey.class), RecordCodec.of(StoredObject.class));

    static final Table<UploadKey, Upload> UPLOADS =
            Table.of(SERVICE, "uploads", KeyCodec.of(UploadKey.class), RecordCodec.of(Upload.class));

    static final Table<PartKey, UploadedPart> PARTS =
            Table.of(SERVICE, "parts", KeyCodec.of(PartKey.class), RecordCodec.of(UploadedPart.class));

    private S3Tables() {}

    /** Where a bucket's name is taken. */
    record BucketKey(String partition, String name) {
        static BucketKey of(Call call, String name) {
            return new BucketKey(call.partition().id(), name);
        }
    }

    /** Where an account finds its buckets. */
    record BucketOwner(String partition, String account, String name) {}

    /** Where an object lies. */
    record ObjectKey(String bucket, String key) {}

    /** Where an upload in progress lies. */
    record UploadKey(String bucket, String key, String uploadId) {}

    /** Where a part of an upload lies. */
    record PartKey(String uploadId, int number) {}

    static ScopedTable<BucketKey, S3Bucket> buckets() {
        return BUCKETS.in(Scope.GLOBAL);
    }

    static ScopedTable<ObjectKey, StoredObject> objects(S3Bucket bucket) {
        return OBJECTS.in(bucket.account(), bucket.region());
    }

    static ScopedTable<UploadKey, Upload> uploads(S3Bucket bucket) {
        return UPLOADS.in(bucket.account(), bucket.region());
    }

    static ScopedTable<PartKey, UploadedPart> parts(S3Bucket bucket) {
        return PARTS.in(bucket.account(), bucket.region());
    }

    /**
     * The bucket of a name.
     *
     * @param expectedOwner the account that the caller says owns it, or null
     */
    static S3Bucket bucket(Snapshot snapshot, Call call, String name, @Nullable String expectedOwner) {
        S3Bucket bucket =
                buckets().get(snapshot, BucketKey.of(call, name)).orElseThrow(() -> BucketErrors.noSuchBucket(name));
        bucket.requireOwner(expectedOwner);
        return bucket;
    }

    /** The object of a key. */
    static StoredObject object(Snapshot snapshot, S3Bucket bucket, String key) {
        return objects(bucket)
                .get(snapshot, new ObjectKey(bucket.name(), key))
                .orElseThrow(() -> ObjectErrors.noSuchKey(key));
    }

    /** Writes an object in place of the one that has the key. */
    static void putObject(Tx tx, Blobs blobs, S3Bucket bucket, String key, StoredObject object) {
        ScopedTable<ObjectKey, StoredObject> objects = objects(bucket);
        ObjectKey at = new ObjectKey(bucket.name(), key);
        // Kept before the old ones are dropped, since a copy onto itself has the same.
        object.content().forEach(blob -> blobs.keep(tx, blob));
        objects.get(tx, at).ifPresent(old -> dropAll(tx, blobs, old.content()));
        objects.put(tx, at, object);
    }

    /** Takes the object of a key away, if there is one. */
    static void deleteObject(Tx tx, Blobs blobs, S3Bucket bucket, String key) {
        ScopedTable<ObjectKey, StoredObject> objects = objects(bucket);
        ObjectKey at = new ObjectKey(bucket.name(), key);
        objects.get(tx, at).ifPresent(old -> {
            dropAll(tx, blobs, old.content());
            objects.delete(tx, at);
        });
    }

    private static void dropAll(Tx tx, Blobs blobs, List<Blob> content) {
        content.forEach(blob -> blobs.drop(tx, blob));
    }
}
