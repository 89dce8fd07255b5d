package cloudjar.services.sns;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.json.JsonProblem;
import cloudjar.kernel.limit.LimitProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/**
 * Which messages a subscription wants. The language is the one of Amazon's Event Ruler, and so are most of the words in which
 * a policy is refused; what SNS allows of it is less.
 */
final class FilterPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(FilterPolicy.class);
    private static final String NAME = SubscriptionAttributes.FILTER_POLICY;
    private static final String OR = "$or";
    private static final String RULE = "wanted";

    /** How much of its text Jackson quotes; AWS's services quote it too, which a new Jackson does not do by itself. */
    private static final int QUOTED_MAX = 500;

    private static final String REDACTED =
            "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled);";

    private static final Pattern ANYTHING_BUT_SUFFIX =
            Pattern.compile("\"anything-but\"\\s*:\\s*\\{\\s*\"suffix\"\\s*:\\s*[\"\\[]");

    private final Machine machine;

    private FilterPolicy(Machine machine) {
        this.machine = machine;
    }

    /** A policy that was accepted, ready to be asked. */
    static FilterPolicy compile(String text) {
        Machine machine = Machine.builder().withAdditionalNameStateReuse(false).build();
        try {
            machine.addRule(RULE, text);
        } catch (IOException e) {
            throw new IllegalStateException("a filter policy that was accepted is none", e);
        }
        return new FilterPolicy(machine);
    }

    /**
     * Whether a message is wanted.
     *
     * @param event a JSON object: the message's attributes, or its body; anything else is not wanted
     */
    boolean wants(String event) {
        try {
            return !machine.rulesForJSONEvent(event).isEmpty();
        } catch (Exception e) {
            LOG.debug("a message that is no JSON object is not wanted by a filter policy", e);
            return false;
        }
    }

    /** Refuses a text that is no filter policy. */
    static void check(String text, boolean onBody, AttributeRefusal refusal, LimitProfile limits) {
        Optional<String> problem = JsonProblem.of(text);
        if (problem.isPresent()) {
            throw refusal.of(NAME, "failed to parse JSON. " + problem.get());
        }
        Map<String, Object> policy =
                Json.object(text).orElseThrow(() -> refusal.of(NAME, "Filter is not an object" + quoted(text, 1, 2)));
        if (policy.isEmpty()) {
            return;
        }
        if (!onBody && isNested(policy)) {
            throw refusal.whole("Filter policy scope MessageAttributes does not support nested filter policy");
        }
        if (keys(policy) > SnsLimits.FILTER_KEYS_MAX.intIn(limits)) {
            throw refusal.of(
                    NAME, "Filter policy can not have more than " + SnsLimits.FILTER_KEYS_MAX.intIn(limits) + " keys");
        }
        checkAnythingBut(text, refusal);
        String refused = JsonRuleCompiler.check(text);
        if (refused != null) {
            throw refusal.of(NAME, unredacted(refused, text));
        }
        long combinations = combinations(policy, 1).stream()
                .mapToLong(Long::longValue)
                .reduce(0, (a, b) -> Math.min(a + b, Integer.MAX_VALUE));
        if (combinations > SnsLimits.FILTER_COMBINATIONS_MAX.intIn(limits)
                || text.length() > SnsLimits.FILTER_SIZE_MAX.intIn(limits)) {
            throw refusal.of(NAME, "Filter policy is too complex");
        }
    }

    /** Event Ruler knows {@code anything-but} with a suffix; SNS does not (recorded, 2024-05). */
    private static void checkAnythingBut(String text, AttributeRefusal refusal) {
        Matcher found = ANYTHING_BUT_SUFFIX.matcher(text);
        if (found.find()) {
            throw refusal.of(NAME, "Unsupported anything-but pattern: suffix" + quoted(text, 1, found.end() + 1));
        }
    }

    private static boolean isNested(Map<String, Object> policy) {
        return policy.entrySet().stream().anyMatch(member -> switch (member.getValue()) {
            case Map<?, ?> object -> onlyObjects(object);
            case List<?> alternatives
            when member.getKey().equals(OR) ->
                alternatives.stream().anyMatch(each -> each instanceof Map<?, ?> object && isNested(cast(object)));
            default -> false;
        });
    }

    /** A member such as {@code {"key":{"suffix":"x"}}} is a mistake that Event Ruler has words for, and no nesting. */
    private static boolean onlyObjects(Map<?, ?> object) {
        return object.values().stream().allMatch(value -> value instanceof List || value instanceof Map);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }

    /** Of a nested policy only the outermost names count (subscription-filter-policy-constraints). */
    private static int keys(Map<String, Object> policy) {
        return policy.size();
    }

    /**
     * How many values the policy looks at in all: for each way through its alternatives, the product of the numbers of its
     * values, each as often as it lies deep.
     */
    private static List<Long> combinations(Map<String, Object> policy, int depth) {
        List<Long> all = List.of(1L);
        for (Map.Entry<String, Object> member : policy.entrySet()) {
            all = times(all, combinations(member.getKey(), member.getValue(), depth));
        }
        return all;
    }

    private static List<Long> combinations(String key, Object value, int depth) {
        if (key.equals(OR) && value instanceof List<?> alternatives) {
            List<Long> each = new ArrayList<>();
            for (Object alternative : alternatives) {
                if (alternative instanceof Map<?, ?> object) {
                    each.addAll(combinations(cast(object), depth));
                }
            }
            return each;
        }
        return switch (value) {
            case List<?> values -> List.of((long) values.size() * depth);
            case Map<?, ?> object -> combinations(cast(object), depth + 1);
            default -> List.of(1L);
        };
    }

    private static List<Long> times(List<Long> left, List<Long> right) {
        List<Long> products = new ArrayList<>(left.size() * right.size());
        for (long a : left) {
            for (long b : right) {
                products.add(Math.min(a * b, Integer.MAX_VALUE));
            }
        }
        return products.size() > 1000 ? List.of((long) Integer.MAX_VALUE) : products;
    }

    private static String unredacted(String message, String text) {
        int at = message.indexOf(REDACTED);
        return at < 0 ? message : message.substring(0, at) + source(text) + message.substring(at + REDACTED.length());
    }

    private static String source(String text) {
        int more = text.length() - QUOTED_MAX;
        return more > 0
                ? "[Source: (String)\"" + text.substring(0, QUOTED_MAX) + "\"[truncated " + more + " chars];"
                : "[Source: (String)\"" + text + "\";";
    }

    private static String quoted(String text, int line, int column) {
        return "\n at " + source(text) + " line: " + line + ", column: " + column + "]";
    }
}
