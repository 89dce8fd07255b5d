package cloudjar.services.s3;

import cloudjar.api.s3.BucketLocationConstraint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a new bucket goes. */
final class Region {
    private static final String HOME = "us-east-1";
    private static final String OLD_IRELAND = BucketLocationConstraint.EU;

    private static final Set<String> CONSTRAINTS = Set.of(
            BucketLocationConstraint.AF_SOUTH_1,
            BucketLocationConstraint.AP_EAST_1,
            BucketLocationConstraint.AP_EAST_2,
            BucketLocationConstraint.AP_NORTHEAST_1,
            BucketLocationConstraint.AP_NORTHEAST_2,
            BucketLocationConstraint.AP_NORTHEAST_3,
            BucketLocationConstraint.AP_SOUTH_1,
            BucketLocationConstraint.AP_SOUTH_2,
            BucketLocationConstraint.AP_SOUTHEAST_1,
            BucketLocationConstraint.AP_SOUTHEAST_2,
            BucketLocationConstraint.AP_SOUTHEAST_3,
            BucketLocationConstraint.AP_SOUTHEAST_4,
            BucketLocationConstraint.AP_SOUTHEAST_5,
            BucketLocationConstraint.AP_SOUTHEAST_6,
            BucketLocationConstraint.AP_SOUTHEAST_7,
            BucketLocationConstraint.CA_CENTRAL_1,
            BucketLocationConstraint.CA_WEST_1,
            BucketLocationConstraint.EU,
            BucketLocationConstraint.EU_CENTRAL_1,
            BucketLocationConstraint.EU_CENTRAL_2,
            BucketLocationConstraint.EU_NORTH_1,
            BucketLocationConstraint.EU_SOUTH_1,
            BucketLocationConstraint.EU_SOUTH_2,
            BucketLocationConstraint.EU_WEST_1,
            BucketLocationConstraint.EU_WEST_2,
            BucketLocationConstraint.EU_WEST_3,
            BucketLocationConstraint.IL_CENTRAL_1,
            BucketLocationConstraint.ME_CENTRAL_1,
            BucketLocationConstraint.ME_SOUTH_1,
            BucketLocationConstraint.MX_CENTRAL_1,
            BucketLocationConstraint.SA_EAST_1,
            BucketLocationConstraint.US_EAST_2,
            BucketLocationConstraint.US_WEST_1,
            BucketLocationConstraint.US_WEST_2);

    private Region() {}

    /**
     * The region of a bucket.
     *
     * @param endpoint the region whose endpoint was asked: the home region's makes buckets anywhere, another one's only its
     *     own
     * @param constraint as the caller gave it
     */
    static String of(String endpoint, @Nullable String constraint) {
        String meant = OLD_IRELAND.equals(constraint) ? BucketLocationConstraint.EU_WEST_1 : constraint;
        if (endpoint.equals(HOME)) {
            if (meant == null) {
                return HOME;
            }
            if (!CONSTRAINTS.contains(meant)) {
                throw BucketErrors.invalidLocationConstraint(meant);
            }
            return meant;
        }
        if (meant == null || !meant.equals(endpoint)) {
            throw BucketErrors.illegalLocationConstraint(constraint);
        }
        return meant;
    }

    /** Checks the name of a region in which buckets can be. */
    static void require(String region) {
        if (!region.equals(HOME) && !CONSTRAINTS.contains(region) || region.equals(OLD_IRELAND)) {
            throw BucketErrors.notARegion(region);
        }
    }
}
