package cloudjar.services.sqs;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.policy.LabelledPolicy;
import cloudjar.kernel.tenancy.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policy of a queue, as {@code AddPermission} and {@code RemovePermission} change it. */
final class AccessPolicy {
    private AccessPolicy() {}

    /**
     * The text, if it is a policy document as far as SQS looks at one: a JSON object with statements.
     *
     * @throws cloudjar.kernel.shape.ApiException InvalidAttributeValue where it is none
     */
    static String check(String policy, LimitProfile limits) {
        boolean valid = policy.length() <= SqsLimits.POLICY_SIZE_MAX.intIn(limits)
                && Json.object(policy)
                        .filter(document -> document.containsKey("Statement"))
                        .isPresent();
        if (!valid) {
            throw SqsErrors.invalidAttributeValue("Policy");
        }
        return policy;
    }

    /**
     * The policy with another statement, which lets accounts do actions.
     *
     * @param before null where the queue has no policy
     * @throws cloudjar.kernel.shape.ApiException InvalidParameterValue, OverLimit
     */
    static String allow(
            @Nullable String before,
            String queueArn,
            String partition,
            String label,
            List<String> accounts,
            List<String> actions,
            LimitProfile limits) {
        LabelledPolicy policy =
                before == null ? LabelledPolicy.fresh(queueArn + "/SQSDefaultPolicy") : LabelledPolicy.kept(before);
        if (policy.has(label)) {
            throw SqsErrors.invalidParameter(label, "Label", "Already exists.");
        }
        if (actions.size() > SqsLimits.POLICY_ACTIONS_MAX.intIn(limits)) {
            throw SqsErrors.tooManyPermissionActions(actions.size(), SqsLimits.POLICY_ACTIONS_MAX.intIn(limits));
        }
        int statements = policy.statements().size();
        if (statements >= SqsLimits.POLICY_STATEMENTS_MAX.intIn(limits)) {
            throw SqsErrors.tooManyStatements(statements + 1, SqsLimits.POLICY_STATEMENTS_MAX.intIn(limits));
        }
        policy.allow(
                label,
                accounts.stream()
                        .map(account -> "arn:" + partition + ":iam::" + checkedAccount(account) + ":root")
                        .toList(),
                actions.stream().map(action -> "SQS:" + action).toList(),
                queueArn);
        return policy.toJson();
    }

    /**
     * The policy without a statement; null where it was the last.
     *
     * @throws cloudjar.kernel.shape.ApiException InvalidParameterValue where there is none of that label
     */
    static @Nullable String disallow(@Nullable String before, String label) {
        LabelledPolicy policy = before == null ? LabelledPolicy.fresh("") : LabelledPolicy.kept(before);
        if (!policy.remove(label)) {
            throw SqsErrors.invalidParameter(label, "Label", "can't find label.");
        }
        return policy.statements().isEmpty() ? null : policy.toJson();
    }

    private static String checkedAccount(String account) {
        if (!Account.isId(account)) {
            throw SqsErrors.invalidPrincipal(account);
        }
        return account;
    }
}
