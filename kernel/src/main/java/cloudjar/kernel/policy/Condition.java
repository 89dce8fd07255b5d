package cloudjar.kernel.policy;

import java.util.List;

/**
 * One key of a {@code Condition} block, with the operator it stands under.
 *
 * @param key as written; keys are compared without regard to case
 * @param values any of which is enough; none is, where there are none
 */
public record Condition(ConditionOperator operator, String key, List<String> values) {
    public Condition {
        values = List.copyOf(values);
    }
}
