package cloudjar.services.s3;

import cloudjar.kernel.json.JsonValues;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What whoever signed a form lets others send with it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">its rules</a>
 */
record PostPolicy(@Nullable Instant expiration, List<PostPolicy.Rule> conditions) {
    private static final int CONDITIONS_MAX = 500;
    private static final String RANGE = "content-length-range";

    /** Fields that no condition need speak of. */
    private static final Set<String> FREE =
            Set.of("awsaccesskeyid", "signature", "x-amz-signature", "policy", "file", "bucket");

    PostPolicy {
        conditions = List.copyOf(conditions);
    }

    /**
     * A condition.
     *
     * @param operator {@code eq}, {@code starts-with} or {@code content-length-range}
     * @param first the field with a dollar sign before it, or the shortest length
     * @param second what it is compared with, or the greatest length
     */
    record Rule(String operator, String first, String second) {
        /** As refusals quote it. */
        String text() {
            return "[\"" + operator + "\", \"" + first + "\", \"" + second + "\"]";
        }

        private boolean holds(Map<String, String> fields) {
            if (!first.startsWith("$")) {
                return false;
            }
            String value = fields.getOrDefault(first.substring(1).toLowerCase(Locale.ROOT), "");
            return switch (operator.toLowerCase(Locale.ROOT)) {
                case "eq" -> value.equals(second);
                case "starts-with" -> value.startsWith(second);
                default -> false;
            };
        }
    }

    /** How long content may be. */
    record Lengths(long min, long max) {
        static final Lengths ANY = new Lengths(0, S3Limits.PUT_MAX.current());
    }

    /** Reads the text of a policy; null where it is none. */
    static @Nullable PostPolicy parse(String json) {
        if (!(JsonValues.parse(json).orElse(null) instanceof Map<?, ?> policy)) {
            return null;
        }
        List<Rule> rules = new ArrayList<>();
        if (policy.get("conditions") instanceof List<?> conditions) {
            if (conditions.size() > CONDITIONS_MAX) {
                return null;
            }
            for (Object condition : conditions) {
                Rule rule = rule(condition);
                if (rule == null) {
                    return null;
                }
                rules.add(rule);
            }
        }
        try {
            Object expiration = policy.get("expiration");
            return new PostPolicy(expiration == null ? null : Instant.parse(expiration.toString()), rules);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static @Nullable Rule rule(@Nullable Object condition) {
        if (condition instanceof Map<?, ?> simple) {
            if (simple.size() != 1) {
                throw PostErrors.severalProperties();
            }
            Map.Entry<?, ?> only = simple.entrySet().iterator().next();
            return new Rule("eq", "$" + only.getKey(), String.valueOf(only.getValue()));
        }
        if (condition instanceof List<?> words && words.size() == 3) {
            return new Rule(String.valueOf(words.get(0)), String.valueOf(words.get(1)), String.valueOf(words.get(2)));
        }
        return null;
    }

    /**
     * Refuses a form that is not as the policy wants it.
     *
     * @param fields by names in lower case
     */
    Lengths require(Map<String, String> fields, Instant now) {
        if (expiration != null && !now.isBefore(expiration)) {
            throw PostErrors.expired();
        }
        Lengths lengths = Lengths.ANY;
        Set<String> named = new TreeSet<>();
        for (Rule rule : conditions) {
            if (rule.operator().equals(RANGE)) {
                lengths = lengths(rule);
            } else if (!rule.holds(fields)) {
                throw PostErrors.conditionFailed(rule);
            } else {
                named.add(rule.first().substring(1).toLowerCase(Locale.ROOT));
            }
        }
        List<String> extra = fields.keySet().stream()
                .filter(name -> !named.contains(name) && !FREE.contains(name) && !name.startsWith("x-ignore-"))
                .toList();
        if (!extra.isEmpty()) {
            throw PostErrors.extraFields(extra);
        }
        return lengths;
    }

    private static Lengths lengths(Rule rule) {
        try {
            return new Lengths(Long.parseLong(rule.first()), Long.parseLong(rule.second()));
        } catch (NumberFormatException none) {
            throw PostErrors.conditionFailed(rule);
        }
    }
}
