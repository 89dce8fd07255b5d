package cloudjar.services.s3;

import cloudjar.api.s3.BucketInfo;
import cloudjar.api.s3.BucketType;
import cloudjar.api.s3.CreateBucketConfiguration;
import cloudjar.api.s3.DataRedundancy;
import cloudjar.api.s3.LocationInfo;
import cloudjar.api.s3.LocationType;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for names of directory buckets, which say in which zone they lie: {@code BASE--ZONE--x-s3}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html">Directory bucket naming
 *     rules</a>
 */
final class DirectoryName {
    private static final String SUFFIX = "--x-s3";
    private static final Pattern FORM =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?--([a-z0-9]+(?:-[a-z0-9]+)+)" + SUFFIX);
    private static final Set<String> REDUNDANCIES =
            Set.of(DataRedundancy.SINGLE_AVAILABILITY_ZONE, DataRedundancy.SINGLE_LOCAL_ZONE);

    private DirectoryName() {}

    /** Whether a bucket of this name is a directory bucket: no other may be named so. */
    static boolean is(@Nullable String bucket) {
        return bucket != null && bucket.endsWith(SUFFIX);
    }

    /** The zone in a name. */
    static String zone(String bucket) {
        Matcher matcher = FORM.matcher(bucket);
        if (!matcher.matches()) {
            throw BucketErrors.invalidBucketName(bucket);
        }
        return matcher.group(1);
    }

    /** A zone that belongs to a metropolitan area: its id has its region's, and its own behind it. */
    static String locationType(String zone) {
        return zone.split("-", -1).length > 2 ? LocationType.LOCAL_ZONE : LocationType.AVAILABILITY_ZONE;
    }

    /** Checks the name of a directory bucket to be created, and what is said of it. */
    static void require(String name, @Nullable CreateBucketConfiguration said) {
        BucketInfo kind = said == null ? null : said.bucket();
        if (said == null
                || kind == null
                || !BucketType.DIRECTORY.equals(kind.type())
                || name.length() < S3Limits.BUCKET_NAME_MIN.current()
                || name.length() > S3Limits.BUCKET_NAME_MAX.current()) {
            throw BucketErrors.invalidBucketName(name);
        }
        String zone = zone(name);
        LocationInfo location = said.location();
        boolean here = location != null
                && zone.equals(location.name())
                && locationType(zone).equals(location.type());
        if (!here || said.locationConstraint() != null) {
            throw DirectoryErrors.location(zone);
        }
        String redundancy = kind.dataRedundancy();
        if (redundancy == null || !REDUNDANCIES.contains(redundancy)) {
            throw DirectoryErrors.redundancy();
        }
    }
}
