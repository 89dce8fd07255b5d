package cloudjar.kernel.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy.
 *
 * @param sid null where it has none
 * @param principals null where the policy names none, as those of identities: it is about whoever has it
 * @param resources null where the policy names none, as trust policies: it is about what it is attached to
 * @param conditions all of which must hold
 */
public record Statement(
        @Nullable String sid,
        Effect effect,
        @Nullable PrincipalSelection principals,
        Selection actions,
        @Nullable Selection resources,
        List<Condition> conditions) {
    public Statement {
        conditions = List.copyOf(conditions);
    }
}
