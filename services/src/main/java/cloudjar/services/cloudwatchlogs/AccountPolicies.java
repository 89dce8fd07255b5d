package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.AccountPolicy;
import cloudjar.api.cloudwatchlogs.PutAccountPolicyRequest;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Policies of an account that hold for its groups: filters that pass events on, and fields that are indexed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html">PutAccountPolicy</a>
 */
final class AccountPolicies {
    static final String SUBSCRIPTION_FILTER = "SUBSCRIPTION_FILTER_POLICY";
    static final String FIELD_INDEX = "FIELD_INDEX_POLICY";

    private static final Pattern SELECTION =
            Pattern.compile("\\s*(LogGroupName|LogGroupNamePrefix)\\s+(NOT\\s+IN|IN)\\s*\\[(.*)\\]\\s*");
    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']*)[\"']");
    private static final int FIELDS_MAX = 20;

    private AccountPolicies() {}

    /** Which groups a policy is for: all, those named, or all but those named. */
    private record Selection(boolean prefixes, boolean not, Set<String> names) {
        boolean holds(String group) {
            boolean named = prefixes ? names.stream().anyMatch(group::startsWith) : names.contains(group);
            return named != not;
        }
    }

    private static Selection selection(@Nullable String criteria) {
        if (criteria == null || criteria.isBlank()) {
            return new Selection(false, true, Set.of());
        }
        Matcher parts = SELECTION.matcher(criteria);
        if (!parts.matches()) {
            throw LogsErrors.invalid("The selection criteria are not valid: " + criteria);
        }
        Set<String> names = new HashSet<>();
        Matcher quoted = QUOTED.matcher(parts.group(3));
        while (quoted.find()) {
            names.add(quoted.group(1));
        }
        return new Selection(parts.group(1).endsWith("Prefix"), parts.group(2).startsWith("NOT"), names);
    }

    /**
     * Refuses what is no such policy.
     *
     * @throws ApiException where it is none
     */
    static void check(PutAccountPolicyRequest in) {
        Selection unused = selection(in.selectionCriteria());
        Map<String, Object> document = Json.object(in.policyDocument())
                .orElseThrow(() -> LogsErrors.invalid("The policy document is not valid JSON."));
        switch (in.policyType()) {
            case SUBSCRIPTION_FILTER -> {
                if (!(document.get("DestinationArn") instanceof String arn)
                        || Arn.parse(arn).isEmpty()
                        || !(document.get("FilterPattern") instanceof String pattern)) {
                    throw LogsErrors.invalid("The policy document needs a DestinationArn and a FilterPattern.");
                }
                var unusedPattern = Patterns.of(pattern);
            }
            case FIELD_INDEX -> {
                if (!(document.get("Fields") instanceof List<?> fields)
                        || fields.isEmpty()
                        || fields.size() > FIELDS_MAX) {
                    throw LogsErrors.invalid("The policy document needs up to " + FIELDS_MAX + " Fields.");
                }
            }
            default -> {}
        }
    }

    private static List<AccountPolicy> of(Snapshot snapshot, LogsTables tables, String type, Group group) {
        List<AccountPolicy> policies = new ArrayList<>();
        for (AccountPolicy policy : tables.accountPolicies.values(snapshot, Range.prefix(Key.of(type)))) {
            if (selection(policy.selectionCriteria()).holds(group.name())) {
                policies.add(policy);
            }
        }
        return policies;
    }

    /** The account's filters as those of a group. */
    static List<SubscriptionFilter> subscriptions(Snapshot snapshot, LogsTables tables, Group group) {
        List<SubscriptionFilter> filters = new ArrayList<>();
        for (AccountPolicy policy : of(snapshot, tables, SUBSCRIPTION_FILTER, group)) {
            Map<String, Object> document = document(policy);
            filters.add(new SubscriptionFilter(
                    group.name(),
                    Objects.requireNonNull(policy.policyName()),
                    String.valueOf(document.get("FilterPattern")),
                    String.valueOf(document.get("DestinationArn")),
                    document.get("RoleArn") instanceof String role ? role : null,
                    document.get("Distribution") instanceof String way ? way : "ByLogStream",
                    Instant.ofEpochMilli(Objects.requireNonNullElse(policy.lastUpdatedTime(), 0L))));
        }
        return filters;
    }

    private static Map<String, Object> document(AccountPolicy policy) {
        return Json.object(Objects.requireNonNull(policy.policyDocument())).orElse(Map.of());
    }

    /** Whether all these fields of a group are indexed; some are in every group. */
    static boolean indexes(Snapshot snapshot, LogsTables tables, Group group, Set<String> fields) {
        Set<String> missing = new HashSet<>(fields);
        // "CloudWatch Logs provides default field indexes" (User Guide, Create field indexes).
        missing.removeAll(Set.of("@logStream", "@aws.region", "@aws.account", "@source.log", "traceId"));
        if (!missing.isEmpty()) {
            for (AccountPolicy policy : of(snapshot, tables, FIELD_INDEX, group)) {
                if (document(policy).get("Fields") instanceof List<?> indexed) {
                    indexed.forEach(field -> missing.remove(field.toString()));
                }
            }
        }
        return missing.isEmpty();
    }
}
