package cloudjar.kernel.policy;

import cloudjar.kernel.policy.ConditionOperator.WhenAbsent;
import java.util.List;
import java.util.Locale;

/**
 * A condition, ready to be asked.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">operators</a>
 * @see <a href=
 *     "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">keys
 *     of several values</a>
 */
final class CompiledCondition {
    private final ConditionOperator operator;
    private final String key;
    private final List<String> values;
    private final ValueTest[] tests;

    CompiledCondition(Condition condition, PolicyVersion version) {
        operator = condition.operator();
        key = condition.key().toLowerCase(Locale.ROOT);
        values = condition.values();
        tests = values.stream()
                .map(value -> ValueTest.of(operator.comparison(), value, version))
                .toArray(ValueTest[]::new);
    }

    boolean holds(RequestContext context) {
        List<String> actual = context.values(key);
        if (operator.comparison() == Comparison.NULL) {
            return holdsForPresence(actual.isEmpty());
        }
        if (actual.isEmpty()) {
            return operator.whenAbsent() == WhenAbsent.HOLDS || holdsForAbsent();
        }
        return switch (operator.quantifier()) {
            case NONE -> holdsForPlain(actual, context);
            case FOR_ALL_VALUES -> holdsForAll(actual, context);
            case FOR_ANY_VALUE -> holdsForAny(actual, context);
        };
    }

    private boolean holdsForPresence(boolean absent) {
        for (String value : values) {
            if (value.equalsIgnoreCase(absent ? "true" : "false")) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsForAbsent() {
        return switch (operator.quantifier()) {
            case NONE -> operator.comparison().negated();
            case FOR_ALL_VALUES -> true;
            case FOR_ANY_VALUE -> false;
        };
    }

    /** Without a quantifier, one match is a match of the key; a negated operator wants none. */
    private boolean holdsForPlain(List<String> actual, RequestContext context) {
        for (String value : actual) {
            if (matchesAny(value, context)) {
                return !operator.comparison().negated();
            }
        }
        return operator.comparison().negated();
    }

    /** An empty value counts as none: AWS calls it a null data set. */
    private boolean holdsForAll(List<String> actual, RequestContext context) {
        for (String value : actual) {
            if (!value.isEmpty() && !holdsForOne(value, context)) {
                return false;
            }
        }
        return true;
    }

    private boolean holdsForAny(List<String> actual, RequestContext context) {
        for (String value : actual) {
            if (!value.isEmpty() && holdsForOne(value, context)) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsForOne(String value, RequestContext context) {
        return matchesAny(value, context) != operator.comparison().negated();
    }

    private boolean matchesAny(String value, RequestContext context) {
        for (ValueTest test : tests) {
            if (test.matches(value, context)) {
                return true;
            }
        }
        return false;
    }
}
