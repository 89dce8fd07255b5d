package cloudjar.services.s3;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Version ids in buckets without versions: each object has the one called null. */
final class Versions {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{32}");

    private Versions() {}

    /** Checks that a request means the object there is. */
    static void requireCurrent(String key, @Nullable String versionId) {
        if (versionId == null || versionId.equals("null")) {
            return;
        }
        throw FORM.matcher(versionId).matches()
                ? S3Errors.noSuchVersion(key, versionId)
                : S3Errors.invalidVersion(versionId);
    }
}
