package cloudjar.services.s3control;

import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.policy.PublicGrants;

/**
 * The policy of an access point: whether it is public. Unlike in a bucket's, to name access points does not narrow it down.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
 *     meaning of "public"</a>
 */
final class PointPolicy {
    private static final PolicyRules RULES = PolicyRules.of(PolicyKind.RESOURCE);
    private static final PublicGrants PUBLIC = PublicGrants.usual("s3:x-amz-server-side-encryption-aws-kms-key-id");

    private PointPolicy() {}

    /** Whether a text is a policy. */
    static boolean isPolicy(String text) {
        return PolicyParser.parse(text, RULES) instanceof PolicyParse.Accepted;
    }

    /** Whether a text lets in callers who are not fixed; what is no policy lets in nobody. */
    static boolean isPublic(String text) {
        return switch (PolicyParser.parse(text, RULES)) {
            case PolicyParse.Accepted accepted -> PUBLIC.in(accepted.document());
            case PolicyParse.Refused _ -> false;
        };
    }
}
