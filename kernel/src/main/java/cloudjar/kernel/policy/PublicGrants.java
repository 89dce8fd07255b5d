package cloudjar.kernel.policy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Tells whether policies let in callers who are not fixed. What narrows a statement down differs between services.
 *
 * @param narrowing the keys, in lower case, whose fixed values make a statement not public
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
 *     meaning of "public"</a>
 */
public record PublicGrants(Set<String> narrowing) {
    private static final int V4_BITS_MIN = 8;
    private static final int V6_BITS_MIN = 32;

    private static final Set<String> USUAL = Set.of(
            "aws:sourceip",
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:userid",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalaccount",
            "aws:principalarn");

    public PublicGrants {
        narrowing = Set.copyOf(narrowing);
    }

    /** The keys that the page above names for every resource, and some more. */
    public static PublicGrants usual(String... more) {
        Set<String> narrowing = new HashSet<>(USUAL);
        narrowing.addAll(Arrays.asList(more));
        return new PublicGrants(narrowing);
    }

    /** Whether any statement of a policy is public. */
    public boolean in(PolicyDocument policy) {
        return policy.statements().stream().anyMatch(this::isPublic);
    }

    private boolean isPublic(Statement statement) {
        if (statement.effect() != Effect.ALLOW || statement.principals() == null) {
            return false;
        }
        // Whoever signs in with an identity provider that serves everybody is nobody fixed.
        boolean everyone = statement.principals().sense() == Sense.ALL_BUT
                || statement.principals().names().stream()
                        .anyMatch(name ->
                                name instanceof PrincipalName.Everyone || name instanceof PrincipalName.Federated);
        return everyone && statement.conditions().stream().noneMatch(this::narrows);
    }

    private boolean narrows(Condition condition) {
        String key = condition.key().toLowerCase(Locale.ROOT);
        ConditionOperator operator = condition.operator();
        boolean demands = !operator.comparison().negated()
                && operator.comparison() != Comparison.NULL
                && operator.whenAbsent() == ConditionOperator.WhenAbsent.UNMATCHED
                && operator.quantifier() != ConditionOperator.Quantifier.FOR_ALL_VALUES;
        return demands && narrowing.contains(key) && condition.values().stream().allMatch(value -> isFixed(key, value));
    }

    private static boolean isFixed(String key, String value) {
        if (value.contains("${")) {
            return false;
        }
        return switch (key) {
            case "aws:sourceip" -> isNarrow(value);
            // Any access point of one account will do.
            case "s3:dataaccesspointarn" -> isFixed(value.substring(0, Math.max(0, value.lastIndexOf('/'))));
            default -> isFixed(value);
        };
    }

    private static boolean isFixed(String value) {
        return !value.isEmpty() && value.indexOf('*') < 0 && value.indexOf('?') < 0;
    }

    /** Ranges of addresses that are broader than these are as good as everybody. */
    private static boolean isNarrow(String range) {
        int slash = range.indexOf('/');
        if (IpRange.parse(range).isEmpty()) {
            return false;
        }
        int least = range.indexOf(':') < 0 ? V4_BITS_MIN : V6_BITS_MIN;
        return slash < 0 || Integer.parseInt(range.substring(slash + 1)) >= least;
    }
}
