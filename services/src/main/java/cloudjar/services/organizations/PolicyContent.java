package cloudjar.services.organizations;

import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;

/** The documents of policies. */
final class PolicyContent {
    private PolicyContent() {}

    /**
     * Checks a document that comes from a caller: those that authorise by the grammar of IAM, those that manage by being an
     * object whose operators are at their places.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is too long or malformed
     */
    static void check(String content, ControlType type) {
        if (content.length() > type.size().current()) {
            throw OrganizationsErrors.constraint(
                    "POLICY_CONTENT_LIMIT_EXCEEDED", "You have exceeded the maximum policy size.");
        }
        boolean sound = type.kind()
                .map(kind -> PolicyParser.parse(content, rules(kind)) instanceof PolicyParse.Accepted)
                .orElseGet(() -> ManagementPolicy.read(content).isPresent());
        if (!sound) {
            throw OrganizationsErrors.malformedPolicy();
        }
    }

    /** Rules without a bound of their own: the type has one, which counts white space. */
    static PolicyRules rules(PolicyKind kind) {
        return PolicyRules.of(kind).withSizeMax(Integer.MAX_VALUE);
    }
}
