package cloudjar.services.s3;

import cloudjar.api.s3.AnnotationDirective;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.s3.S3Tables.AnnotationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The annotations that objects have: each belongs to one version, named by the number of its write, and goes with it. A bucket
 * that has never had any is asked for none.
 */
final class Annotations {
    private Annotations() {}

    static ScopedTable<AnnotationKey, Annotation> table(S3Bucket bucket) {
        return S3Tables.ANNOTATIONS.in(bucket.account(), bucket.region());
    }

    static AnnotationKey key(S3Bucket bucket, String key, StoredObject object, String name) {
        return new AnnotationKey(bucket.name(), key, object.writeId(), name);
    }

    /** Where all of an object's are, in the order of their names. */
    static Range of(S3Bucket bucket, String key, StoredObject object) {
        return Range.prefix(Key.of(bucket.name(), key).then(object.writeId()));
    }

    /** All that an object has. */
    static List<Annotation> all(Snapshot snapshot, S3Bucket bucket, String key, StoredObject object) {
        List<Annotation> all = new ArrayList<>();
        if (bucket.has(BucketTrait.ANNOTATIONS)) {
            table(bucket).values(snapshot, of(bucket, key, object)).forEach(all::add);
        }
        return all;
    }

    /** As {@link #all(Snapshot, S3Bucket, String, StoredObject)}, of an object that a request found. */
    static List<Annotation> all(Snapshot snapshot, FoundObject found) {
        return all(snapshot, found.bucket(), found.key(), found.object());
    }

    /** Takes away what belongs to an object that goes. */
    static void drop(Tx tx, Blobs blobs, S3Bucket bucket, String key, StoredObject object) {
        List<Annotation> all = all(tx, bucket, key, object);
        if (!all.isEmpty()) {
            all.forEach(annotation -> blobs.drop(tx, annotation.content()));
            table(bucket).deleteRange(tx, of(bucket, key, object));
        }
    }

    /** Gives an object an annotation, whose content is kept already. */
    static void put(Tx tx, S3Bucket bucket, String key, StoredObject object, Annotation annotation) {
        table(bucket).put(tx, key(bucket, key, object, annotation.name()), annotation);
        if (!bucket.has(BucketTrait.ANNOTATIONS)) {
            S3Tables.buckets()
                    .put(
                            tx,
                            new S3Tables.BucketKey(bucket.partition(), bucket.name()),
                            bucket.with(BucketTrait.ANNOTATIONS, true));
        }
    }

    /** Gives a replica what its source has: the replica's data key is its source's. */
    static void replicate(Tx tx, Blobs blobs, FoundObject from, S3Bucket target) {
        for (Annotation annotation : all(tx, from)) {
            blobs.keep(tx, annotation.content());
            put(tx, S3Tables.fresh(tx, target), from.key(), from.object(), annotation);
        }
    }

    /** Whether a copy takes annotations with it. */
    static boolean areCopied(Asked asked) {
        if (AnnotationDirective.EXCLUDE.equals(asked.text("AnnotationDirective"))) {
            return false;
        }
        CopySource source = CopySource.parse(asked.textOrEmpty("CopySource"));
        Optional<S3Bucket> bucket = S3Tables.buckets()
                .get(asked.snapshot(), S3Tables.BucketKey.of(asked.call(), source.bucket()))
                .filter(found -> found.has(BucketTrait.ANNOTATIONS));
        return bucket.flatMap(found -> BucketPolicies.find(asked.snapshot(), found, source.key(), source.versionId()))
                .filter(object -> !all(asked.snapshot(), bucket.get(), source.key(), object)
                        .isEmpty())
                .isPresent();
    }
}
