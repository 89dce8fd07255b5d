package cloudjar.services.s3;

import org.jspecify.annotations.Nullable;

/** Version ids in buckets without versions: each object has the one called null. */
final class Versions {
    /** The id of the only version of a key. */
    static final String ONLY = "null";

    private Versions() {}

    /** Checks that a request means the object there is. */
    static void requireCurrent(@Nullable String versionId) {
        if (versionId == null || versionId.equals(ONLY)) {
            return;
        }
        throw ObjectErrors.invalidVersion(versionId);
    }
}
