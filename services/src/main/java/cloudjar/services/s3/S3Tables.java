package cloudjar.services.s3;

import cloudjar.api.s3.Grant;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What S3 keeps. The names of buckets belong to the whole world; the rest to the bucket's owner and region.
 *
 * <pre>
 * s3
 *   buckets   partition, name               S3Bucket       (in the scope of the world)
 *     owners  partition, account, name
 *   objects   bucket, key                   StoredObject   (what keys show)
 *   versions  bucket, key, stamp            Version        (older ones and delete markers; stamps order the newest first)
 *     unnamed bucket, key                                  (the version called null)
 *   uploads   bucket, key, upload id        Upload         (ids order as the uploads began)
 *   parts     upload id, part number        UploadedPart
 *   ...       bucket, id                    a table for each of {@link Reports}
 *   accesses  bucket, number                String         (a log: lines to be delivered)
 *   ...       bucket                        a table for each kind of {@link Configuration}
 *   annotations  bucket, key, write, name   Annotation     (of the version that the write made)
 *   sessions  access key id                 ExpressSession (in the scope of the world)
 *   renames   bucket, token                 ObjectRename.Rename
 * </pre>
 */
final class S3Tables {
    static final String SERVICE = "s3";

    static final Table<BucketKey, S3Bucket> BUCKETS =
            Table.of(SERVICE, "buckets", KeyCodec.of(BucketKey.class), RecordCodec.of(S3Bucket.class));

    static final Index<BucketOwner, BucketKey, S3Bucket> OWNERS = BUCKETS.index(
            "owners",
            KeyCodec.of(BucketOwner.class),
            bucket -> List.of(new BucketOwner(bucket.partition(), bucket.account(), bucket.name())));

    static final Table<ObjectKey, StoredObject> OBJECTS = Table.of(
            SERVICE, "objects", KeyCodec.of(ObjectKey.class), withGrants().build(StoredObject.class));

    static final Table<VersionKey, Version> VERSIONS = Table.of(
            SERVICE, "versions", KeyCodec.of(VersionKey.class), withGrants().build(Version.class));

    private static final Index<ObjectKey, VersionKey, Version> UNNAMED = VERSIONS.index(
            "unnamed",
            KeyCodec.of(ObjectKey.class),
            version -> version.id().named() ? List.of() : List.of(new ObjectKey(version.bucket(), version.key())));

    static final Table<UploadKey, Upload> UPLOADS = Table.of(
            SERVICE, "uploads", KeyCodec.of(UploadKey.class), withGrants().build(Upload.class));

    static final Table<PartKey, UploadedPart> PARTS =
            Table.of(SERVICE, "parts", KeyCodec.of(PartKey.class), RecordCodec.of(UploadedPart.class));

    static final Table<AnnotationKey, Annotation> ANNOTATIONS =
            Table.of(SERVICE, "annotations", KeyCodec.of(AnnotationKey.class), RecordCodec.of(Annotation.class));

    private S3Tables() {}

    private static RecordCodec.Builder withGrants() {
        return RecordCodec.builder().with(Grant.class, StructureCodec.of(Grant.class, () -> Grant.builder()
                .build()
                .schema()));
    }

    static Codec<Acl> aclCodec() {
        return withGrants().build(Acl.class);
    }

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

    /** Where a version lies that its key does not show. */
    record VersionKey(String bucket, String key, String stamp) {}

    /** Where an upload in progress lies. */
    record UploadKey(String bucket, String key, String uploadId) {}

    /** Where a part of an upload lies. */
    record PartKey(String uploadId, int number) {}

    /** Where an annotation lies of the version that a write has made. */
    record AnnotationKey(String bucket, String key, long writeId, String name) {}

    static ScopedTable<BucketKey, S3Bucket> buckets() {
        return BUCKETS.in(Scope.GLOBAL);
    }

    static ScopedTable<ObjectKey, StoredObject> objects(S3Bucket bucket) {
        return OBJECTS.in(bucket.account(), bucket.region());
    }

    static ScopedTable<VersionKey, Version> versions(S3Bucket bucket) {
        return VERSIONS.in(bucket.account(), bucket.region());
    }

    /** The versions called null, by their keys. */
    static ScopedIndex<ObjectKey, VersionKey, Version> unnamed(S3Bucket bucket) {
        return UNNAMED.in(bucket.account(), bucket.region());
    }

    static ScopedTable<UploadKey, Upload> uploads(S3Bucket bucket) {
        return UPLOADS.in(bucket.account(), bucket.region());
    }

    static ScopedTable<PartKey, UploadedPart> parts(S3Bucket bucket) {
        return PARTS.in(bucket.account(), bucket.region());
    }

    /** A bucket as the transaction has left it. */
    static S3Bucket fresh(Snapshot snapshot, S3Bucket bucket) {
        return buckets()
                .get(snapshot, new BucketKey(bucket.partition(), bucket.name()))
                .orElse(bucket);
    }

    /**
     * The bucket of a name.
     *
     * @param expectedOwner the account that the caller says owns it, or null
     */
    static S3Bucket bucket(Snapshot snapshot, Call call, String name, @Nullable String expectedOwner) {
        S3Bucket bucket =
                buckets().get(snapshot, BucketKey.of(call, name)).orElseThrow(() -> BucketErrors.noSuchBucket(name));
        RegionalEndpoint.require(call, bucket);
        bucket.requireOwner(expectedOwner);
        return bucket;
    }

    /** As {@link #bucket}, whatever region's endpoint was asked: for sources of copies, and for who asks where it is. */
    static S3Bucket bucketAnywhere(Snapshot snapshot, Call call, String name, @Nullable String expectedOwner) {
        S3Bucket bucket =
                buckets().get(snapshot, BucketKey.of(call, name)).orElseThrow(() -> BucketErrors.noSuchBucket(name));
        bucket.requireOwner(expectedOwner);
        return bucket;
    }

    /** The object that a key shows; which is none where a delete marker is its latest version. */
    static StoredObject object(Snapshot snapshot, S3Bucket bucket, String key) {
        return objects(bucket).get(snapshot, new ObjectKey(bucket.name(), key)).orElseThrow(() -> latestMarker(
                        snapshot, bucket, key)
                .map(marker -> ObjectErrors.deleted(key, marker))
                .orElseGet(() -> ObjectErrors.noSuchKey(key)));
    }

    /** The delete marker by which a key shows nothing. */
    static Optional<VersionId> latestMarker(Snapshot snapshot, S3Bucket bucket, String key) {
        if (bucket.versioning() == Versioning.NEVER) {
            return Optional.empty();
        }
        return versions(bucket)
                .rows(snapshot, Range.prefix(Key.of(bucket.name(), key)).limit(1))
                .first()
                .map(row -> row.value().id());
    }

    /**
     * The object that a request names.
     *
     * @param versionId null where it means what the key shows
     * @param method of the request, which is not allowed on a delete marker
     */
    static StoredObject object(
            Snapshot snapshot, S3Bucket bucket, String key, @Nullable String versionId, String method) {
        if (versionId == null) {
            return object(snapshot, bucket, key);
        }
        Version version = version(snapshot, bucket, key, versionId)
                .orElseThrow(() -> versionId.equals(VersionId.NULL) && bucket.versioning() == Versioning.NEVER
                        ? ObjectErrors.noSuchKey(key)
                        : ObjectErrors.noSuchVersion(key, versionId));
        return version.object().orElseThrow(() -> ObjectErrors.isMarker(method, version.id()));
    }

    /** As {@link #object(Snapshot, S3Bucket, String, String, String)}; nothing where there is none. */
    static Optional<StoredObject> find(Snapshot snapshot, S3Bucket bucket, String key, @Nullable String versionId) {
        return versionId == null
                ? objects(bucket).get(snapshot, new ObjectKey(bucket.name(), key))
                : version(snapshot, bucket, key, versionId).flatMap(Version::object);
    }

    /** The version of a key that has the name. */
    static Optional<Version> version(Snapshot snapshot, S3Bucket bucket, String key, String versionId) {
        boolean unnamed = versionId.equals(VersionId.NULL);
        if (!unnamed && (bucket.versioning() == Versioning.NEVER || !VersionId.mayBe(versionId))) {
            throw ObjectErrors.invalidVersion(versionId);
        }
        ObjectKey at = new ObjectKey(bucket.name(), key);
        Optional<StoredObject> shown = objects(bucket).get(snapshot, at).filter(object -> {
            VersionId id = object.version();
            return id == null ? unnamed : id.text().equals(versionId);
        });
        if (shown.isPresent()) {
            StoredObject object = shown.get();
            VersionId id = object.version();
            // One from the time without versions gets its id when a newer version takes its place.
            return Optional.of(Version.of(bucket.name(), key, id == null ? new VersionId("", false) : id, object));
        }
        return unnamed
                ? unnamed(bucket).get(snapshot, at)
                : versions(bucket)
                        .get(snapshot, new VersionKey(bucket.name(), key, versionId))
                        .filter(version -> version.id().named());
    }
}
