package cloudjar.services.s3;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a key: an object or a delete marker.
 *
 * @param lastModified in whole seconds
 * @param object nothing where it is a delete marker
 */
record Version(String bucket, String key, VersionId id, Instant lastModified, Optional<StoredObject> object) {
    static Version of(String bucket, String key, VersionId id, StoredObject object) {
        return new Version(bucket, key, id, object.lastModified(), Optional.of(object));
    }

    static Version marker(String bucket, String key, VersionId id, Instant now) {
        return new Version(bucket, key, id, now, Optional.empty());
    }

    boolean isMarker() {
        return object.isEmpty();
    }
}
