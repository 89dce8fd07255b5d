package cloudjar.services.iam;

import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyProblem;
import cloudjar.kernel.policy.PolicyRules;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The documents of policies, as they come and go. */
final class PolicyText {
    private PolicyText() {}

    /**
     * Reads a policy that comes from a caller.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code MalformedPolicyDocument}, or {@code LimitExceeded} where it is too long
     */
    static PolicyDocument checked(String text, PolicyRules rules) {
        return switch (PolicyParser.parse(text, rules)) {
            case PolicyParse.Accepted(PolicyDocument document) -> document;
            case PolicyParse.Refused refused -> throw refusal(refused.first());
        };
    }

    /** Reads a policy of an identity that was checked when it was stored. */
    static PolicyDocument stored(String text, PolicyKind kind) {
        PolicyRules rules = PolicyRules.of(kind).withSizeMax(Integer.MAX_VALUE);
        return switch (PolicyParser.parse(text, rules)) {
            case PolicyParse.Accepted(PolicyDocument document) -> document;
            case PolicyParse.Refused refused ->
                throw new IllegalStateException(
                        "a stored policy is refused: " + refused.first().message());
        };
    }

    private static RuntimeException refusal(PolicyProblem problem) {
        return switch (problem.code()) {
            case TOO_LONG, TOO_LARGE -> IamErrors.limit(problem.message());
            default -> IamErrors.malformedPolicy(problem.message());
        };
    }

    /** A document as answers have it: percent-encoded by RFC 3986. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
