package cloudjar.services.s3;

import cloudjar.api.s3.PublicAccessBlockConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What public access is blocked by a bucket, its owner's account or an access point, or by all of them together.
 *
 * @param blocksLists whether lists of access that are public can be set
 * @param ignoresLists whether grants to everybody in such lists count
 * @param blocksPolicies whether policies that are public can be set
 * @param restricts whether policies that are public let in callers of other accounts
 */
record PublicBlock(boolean blocksLists, boolean ignoresLists, boolean blocksPolicies, boolean restricts) {
    static final PublicBlock NONE = new PublicBlock(false, false, false, false);

    static PublicBlock of(PublicAccessBlockConfiguration set) {
        return new PublicBlock(
                Boolean.TRUE.equals(set.blockPublicAcls()),
                Boolean.TRUE.equals(set.ignorePublicAcls()),
                Boolean.TRUE.equals(set.blockPublicPolicy()),
                Boolean.TRUE.equals(set.restrictPublicBuckets()));
    }

    static PublicBlock of(cloudjar.api.s3control.@Nullable PublicAccessBlockConfiguration set) {
        return set == null
                ? NONE
                : new PublicBlock(
                        Boolean.TRUE.equals(set.blockPublicAcls()),
                        Boolean.TRUE.equals(set.ignorePublicAcls()),
                        Boolean.TRUE.equals(set.blockPublicPolicy()),
                        Boolean.TRUE.equals(set.restrictPublicBuckets()));
    }

    /** The most restrictive of both. */
    PublicBlock and(PublicBlock other) {
        return new PublicBlock(
                blocksLists || other.blocksLists,
                ignoresLists || other.ignoresLists,
                blocksPolicies || other.blocksPolicies,
                restricts || other.restricts);
    }
}
