package cloudjar.services.s3;

import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.World;
import cloudjar.services.s3.S3Tables.ObjectKey;
import cloudjar.services.s3.S3Tables.VersionKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one key while a transaction changes them.
 *
 * <p>The table of objects has what a key shows: its latest version, if that is an object. All others, and delete markers,
 * are in the table of versions, the newest first. So a bucket that keeps no versions has nothing there, and reading and
 * listing objects costs the same however many versions there are.
 */
final class VersionHistory {
    private final Tx tx;
    private final Instant now;
    private final Blobs blobs;
    private final S3Bucket bucket;
    private final String key;
    private final long seed;
    private final ScopedTable<ObjectKey, StoredObject> objects;
    private final ScopedTable<VersionKey, Version> versions;
    private final ObjectKey at;

    /** @param seed another one for each write, from outside the transaction, which may run twice */
    VersionHistory(Tx tx, Call call, S3Bucket bucket, String key, long seed) {
        this(tx, call.world(), call.time(), bucket, key, seed);
    }

    /** As the other constructor, where nobody calls. */
    VersionHistory(Tx tx, World world, Instant now, S3Bucket bucket, String key, long seed) {
        this.tx = tx;
        this.now = now;
        this.blobs = world.blobs();
        this.bucket = bucket;
        this.key = key;
        this.seed = seed;
        this.objects = S3Tables.objects(bucket);
        this.versions = S3Tables.versions(bucket);
        this.at = new ObjectKey(bucket.name(), key);
    }

    /** The object that the key shows, if any. */
    Optional<StoredObject> current() {
        return objects.get(tx, at);
    }

    /** Makes an object the latest version; returns it as it was written. */
    StoredObject put(StoredObject made) {
        StoredObject object = bucket.directory() ? made.inDirectory() : made;
        // Kept before the old ones are dropped, since a copy onto itself has the same.
        object.content().forEach(blob -> blobs.keep(tx, blob));
        StoredObject versioned = bucket.versioning() == Versioning.NEVER ? object : object.withVersion(makeRoom());
        StoredObject written = Replication.begin(tx, now, bucket, key, versioned);
        if (bucket.versioning() == Versioning.NEVER) {
            current().ifPresent(this::dropContent);
        }
        objects.put(tx, at, written);
        return written;
    }

    /** Takes away what the key shows: for good, or under a delete marker, whose id it returns. */
    Optional<VersionId> delete() {
        if (bucket.versioning() == Versioning.NEVER) {
            current().ifPresent(object -> {
                dropContent(object);
                objects.delete(tx, at);
            });
            return Optional.empty();
        }
        VersionId id = makeRoom();
        objects.delete(tx, at);
        put(Version.marker(bucket.name(), key, id, now.truncatedTo(ChronoUnit.SECONDS)));
        Replication.beginMarker(tx, now, bucket, key, id);
        return Optional.of(id);
    }

    /** Takes a version of another bucket, under the id that it has there: in the place among the versions that is its own. */
    void adopt(Version version) {
        version.object().ifPresent(object -> object.content().forEach(blob -> blobs.keep(tx, blob)));
        S3Tables.version(tx, bucket, key, version.id().text()).ifPresent(this::remove);
        Optional<StoredObject> shown = current();
        boolean newest = shown.map(object -> id(object).micros())
                .or(() -> newestKept().map(kept -> kept.id().micros()))
                .map(micros -> micros < version.id().micros())
                .orElse(true);
        if (!newest) {
            put(version);
            return;
        }
        shown.ifPresent(object -> {
            put(Version.of(bucket.name(), key, id(object), object.withVersion(id(object))));
            objects.delete(tx, at);
        });
        version.object().ifPresentOrElse(object -> objects.put(tx, at, object), () -> put(version));
    }

    /**
     * Moves what the key shows among the older versions, or drops it where the new version takes its place.
     *
     * @return the id of the version to come
     */
    private VersionId makeRoom() {
        Optional<StoredObject> current = current();
        boolean named = bucket.versioning() == Versioning.ENABLED;
        VersionId id = VersionId.at(nextMicros(current), named, seed, key);
        if (!named) {
            unnamed().ifPresent(this::remove);
        }
        current.ifPresent(object -> {
            VersionId old = id(object);
            if (!named && !old.named()) {
                dropContent(object);
            } else {
                put(Version.of(bucket.name(), key, old, object.withVersion(old)));
            }
        });
        return id;
    }

    /** Later than every other version's time. */
    private long nextMicros(Optional<StoredObject> current) {
        long earliest = VersionId.micros(now);
        long newest = current.map(object -> id(object).micros())
                .or(() -> newestKept().map(version -> version.id().micros()))
                .orElse(Long.MIN_VALUE);
        return Math.max(earliest, newest + 1);
    }

    /** The id of an object; of one from the time without versions, an id that orders it. */
    private VersionId id(StoredObject object) {
        VersionId id = object.version();
        return id == null ? VersionId.at(VersionId.micros(object.lastModified()), false, object.writeId(), key) : id;
    }

    private Optional<Version> newestKept() {
        return versions.rows(tx, Range.prefix(Key.of(bucket.name(), key)).limit(1))
                .first()
                .map(Row::value);
    }

    /** The version called null, where it is not what the key shows. */
    private Optional<Version> unnamed() {
        return S3Tables.unnamed(bucket).get(tx, at);
    }

    /**
     * Takes a version away for good; what is then the latest, the key shows.
     *
     * @param bypass whether the caller asks to pass over a retention that may be passed over
     * @return what it was; nothing where there was no such version
     */
    Optional<Version> delete(String versionId, boolean bypass) {
        Optional<Version> found = S3Tables.version(tx, bucket, key, versionId);
        found.ifPresent(version -> {
            version.object().ifPresent(object -> object.settings().lock().requireDeletable(bypass, now));
            remove(version);
            if (objects.get(tx, at).isEmpty()) {
                showLatest();
            }
        });
        return found;
    }

    private void showLatest() {
        newestKept().ifPresent(version -> version.object().ifPresent(object -> {
            versions.delete(tx, rowKey(version));
            objects.put(tx, at, object);
        }));
    }

    private void remove(Version version) {
        version.object().ifPresent(this::dropContent);
        if (!versions.delete(tx, rowKey(version))) {
            objects.delete(tx, at);
        }
    }

    private void put(Version version) {
        versions.put(tx, rowKey(version), version);
    }

    private static VersionKey rowKey(Version version) {
        return new VersionKey(version.bucket(), version.key(), version.id().stamp());
    }

    private void dropContent(StoredObject object) {
        object.content().forEach(blob -> blobs.drop(tx, blob));
        Annotations.drop(tx, blobs, bucket, key, object);
    }

    /** The name of a version in an answer to a write; null where answers name none. */
    static @Nullable String named(StoredObject written) {
        VersionId id = written.version();
        return id == null || !id.named() ? null : id.text();
    }
}
