package cloudjar.kernel.policy;

import org.jspecify.annotations.Nullable;

/**
 * The statement that decided.
 *
 * @param kind what the policy is attached to
 * @param policy the id that the policy was compiled under, such as its ARN or name
 * @param index of the statement in the policy, from 0
 * @param sid of the statement; null where it has none
 */
public record StatementRef(
        PolicyKind kind, String policy, int index, @Nullable String sid) {
    @Override
    public String toString() {
        return policy + (sid == null ? "[" + index + "]" : "[" + index + ":" + sid + "]");
    }
}
