package cloudjar.services.sns;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.policy.LabelledPolicy;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Arn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The policy of a topic: the one that AWS gives, and how permissions change it. */
final class TopicPolicy {
    /** What a policy of a topic may be about; names of actions are compared without their case. */
    private static final Set<String> ACTIONS = Set.of(
            "gettopicattributes",
            "settopicattributes",
            "addpermission",
            "removepermission",
            "deletetopic",
            "subscribe",
            "listsubscriptionsbytopic",
            "publish",
            "receive",
            "getdataprotectionpolicy",
            "putdataprotectionpolicy",
            "tagresource",
            "untagresource",
            "listtagsforresource",
            "*");

    private static final List<Object> OWNERS_ACTIONS = List.of(
            "SNS:GetTopicAttributes",
            "SNS:SetTopicAttributes",
            "SNS:AddPermission",
            "SNS:RemovePermission",
            "SNS:DeleteTopic",
            "SNS:Subscribe",
            "SNS:ListSubscriptionsByTopic",
            "SNS:Publish");

    private TopicPolicy() {}

    /** The policy of a topic that was given none: its owner may do everything (recorded: test_create_topic_test_arn). */
    static String initial(String topicArn, String account) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", "__default_statement_ID");
        statement.put("Effect", "Allow");
        statement.put("Principal", Map.of("AWS", "*"));
        statement.put("Action", OWNERS_ACTIONS);
        statement.put("Resource", topicArn);
        statement.put("Condition", Map.of("StringEquals", Map.of("AWS:SourceOwner", account)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2008-10-17");
        document.put("Id", "__default_policy_ID");
        document.put("Statement", List.of(statement));
        return Json.write(document);
    }

    /** Refuses a text that is no policy of a topic. */
    static void check(String policy, AttributeRefusal refusal, LimitProfile limits) {
        List<Object> statements = LabelledPolicy.read(policy)
                .map(LabelledPolicy::statements)
                .orElseThrow(() -> refusal.of("Policy", "Policy Error: null"));
        if (policy.length() > SnsLimits.POLICY_SIZE_MAX.intIn(limits) || statements.isEmpty()) {
            throw refusal.of("Policy", "Policy Error: null");
        }
        for (Object statement : statements) {
            if (statement instanceof Map<?, ?> members) {
                checkActions(members.get("Action"));
            } else {
                throw refusal.of("Policy", "Policy Error: null");
            }
        }
    }

    private static void checkActions(@org.jspecify.annotations.Nullable Object actions) {
        for (Object action : actions instanceof List<?> list ? list : actions == null ? List.of() : List.of(actions)) {
            String name = action.toString();
            boolean ours = name.equals("*")
                    || name.regionMatches(true, 0, "sns:", 0, 4)
                            && (name.indexOf('*') >= 0 || isAction(name.substring(4)));
            if (!ours) {
                throw outOfScope();
            }
        }
    }

    private static boolean isAction(String name) {
        return ACTIONS.contains(name.toLowerCase(java.util.Locale.ROOT));
    }

    private static RuntimeException outOfScope() {
        return SnsErrors.invalid("Policy statement action out of service scope!");
    }

    /** The policy with another statement, which lets accounts do actions. */
    static String allow(Topic topic, String label, List<String> accounts, List<String> actions, LimitProfile limits) {
        LabelledPolicy policy = LabelledPolicy.kept(topic.policy());
        if (policy.has(label)) {
            throw SnsErrors.invalid("Statement already exists");
        }
        if (policy.statements().size() >= SnsLimits.POLICY_STATEMENTS_MAX.intIn(limits)) {
            throw SnsErrors.invalid("Too many statements in policy");
        }
        if (!actions.stream().allMatch(TopicPolicy::isAction)) {
            throw outOfScope();
        }
        policy.allow(
                label,
                accounts.stream().map(account -> root(topic, account)).toList(),
                actions.stream().map(action -> "SNS:" + action).toList(),
                topic.arn());
        return policy.toJson();
    }

    /** The policy without the statements of that label; those that have no such are as good as without. */
    static String disallow(String policy, String label) {
        LabelledPolicy changed = LabelledPolicy.kept(policy);
        changed.remove(label);
        return changed.toJson();
    }

    private static String root(Topic topic, String account) {
        if (!Account.isId(account)) {
            throw SnsErrors.invalid("AWSAccountId");
        }
        return new Arn(Arn.parse(topic.arn()).orElseThrow().partition(), "iam", "", account, "root").toString();
    }
}
