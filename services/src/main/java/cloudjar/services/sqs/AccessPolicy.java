package cloudjar.services.sqs;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.tenancy.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, Object> document = before == null ? fresh(queueArn) : read(before);
        List<Object> statements = statements(document);
        if (statements.stream().anyMatch(statement -> isLabelled(statement, label))) {
            throw SqsErrors.invalidParameter(label, "Label", "Already exists.");
        }
        if (actions.size() > SqsLimits.POLICY_ACTIONS_MAX.intIn(limits)) {
            throw SqsErrors.tooManyPermissionActions(actions.size(), SqsLimits.POLICY_ACTIONS_MAX.intIn(limits));
        }
        if (statements.size() >= SqsLimits.POLICY_STATEMENTS_MAX.intIn(limits)) {
            throw SqsErrors.tooManyStatements(statements.size() + 1, SqsLimits.POLICY_STATEMENTS_MAX.intIn(limits));
        }
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", label);
        statement.put("Effect", "Allow");
        statement.put(
                "Principal",
                Map.of(
                        "AWS",
                        oneOrAll(accounts.stream()
                                .map(account -> "arn:" + partition + ":iam::" + checkedAccount(account) + ":root")
                                .toList())));
        statement.put(
                "Action",
                oneOrAll(actions.stream().map(action -> "SQS:" + action).toList()));
        statement.put("Resource", queueArn);
        statements.add(statement);
        document.put("Statement", statements);
        return Json.write(document);
    }

    /**
     * The policy without a statement; null where it was the last.
     *
     * @throws cloudjar.kernel.shape.ApiException InvalidParameterValue where there is none of that label
     */
    static @Nullable String disallow(@Nullable String before, String label) {
        Map<String, Object> document = before == null ? new LinkedHashMap<>() : read(before);
        List<Object> statements = statements(document);
        if (!statements.removeIf(statement -> isLabelled(statement, label))) {
            throw SqsErrors.invalidParameter(label, "Label", "can't find label.");
        }
        document.put("Statement", statements);
        return statements.isEmpty() ? null : Json.write(document);
    }

    private static Map<String, Object> fresh(String queueArn) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2008-10-17");
        document.put("Id", queueArn + "/SQSDefaultPolicy");
        return document;
    }

    private static Map<String, Object> read(String policy) {
        return Json.object(policy).orElseThrow(() -> new IllegalStateException("a stored policy is no JSON"));
    }

    private static List<Object> statements(Map<String, Object> document) {
        return switch (document.get("Statement")) {
            case List<?> list -> new ArrayList<>(list);
            case Map<?, ?> one -> new ArrayList<>(List.of(one));
            case null, default -> new ArrayList<>();
        };
    }

    private static boolean isLabelled(Object statement, String label) {
        return statement instanceof Map<?, ?> members && label.equals(members.get("Sid"));
    }

    private static String checkedAccount(String account) {
        if (!Account.isId(account)) {
            throw SqsErrors.invalidPrincipal(account);
        }
        return account;
    }

    private static Object oneOrAll(List<String> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }
}
