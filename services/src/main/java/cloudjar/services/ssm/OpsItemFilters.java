package cloudjar.services.ssm;

import cloudjar.api.ssm.OpsItem;
import cloudjar.api.ssm.OpsItemDataValue;
import cloudjar.api.ssm.OpsItemFilter;
import cloudjar.api.ssm.OpsItemFilterKey;
import cloudjar.api.ssm.OpsItemFilterOperator;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lists of OpsItems are narrowed by: all filters hold, each by one of its values.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeOpsItems.html">DescribeOpsItems</a>
 */
final class OpsItemFilters {
    private static final Set<String> TIMES = Set.of(
            OpsItemFilterKey.CREATED_TIME,
            OpsItemFilterKey.LAST_MODIFIED_TIME,
            OpsItemFilterKey.ACTUAL_START_TIME,
            OpsItemFilterKey.ACTUAL_END_TIME,
            OpsItemFilterKey.PLANNED_START_TIME,
            OpsItemFilterKey.PLANNED_END_TIME);
    private static final Set<String> PARTIAL = Set.of(
            OpsItemFilterKey.SOURCE,
            OpsItemFilterKey.TITLE,
            OpsItemFilterKey.OPERATIONAL_DATA_VALUE,
            OpsItemFilterKey.RESOURCE_ID,
            OpsItemFilterKey.CREATED_BY);
    private static final int TITLE_MAX = 100;

    private OpsItemFilters() {}

    static Predicate<StoredOpsItem> all(List<OpsItemFilter> filters, Call call) {
        Predicate<StoredOpsItem> all = _ -> true;
        for (OpsItemFilter filter : filters) {
            all = all.and(one(filter, call));
        }
        return all;
    }

    private static Predicate<StoredOpsItem> one(OpsItemFilter filter, Call call) {
        String key = filter.key();
        String operator = filter.operator();
        List<String> values = filter.values();
        check(key, operator);
        if (TIMES.contains(key)) {
            Instant limit = time(values);
            boolean later = operator.equals(OpsItemFilterOperator.GREATER_THAN);
            return stored -> {
                Instant time = time(stored.item(), key);
                return time != null && (later ? time.isAfter(limit) : time.isBefore(limit));
            };
        }
        if (key.equals(OpsItemFilterKey.TITLE) && values.stream().anyMatch(value -> value.length() > TITLE_MAX)) {
            throw SsmErrors.validation("The value of a filter by title can have at most " + TITLE_MAX + " characters.");
        }
        if (key.equals(OpsItemFilterKey.OPERATIONAL_DATA)) {
            return data(values);
        }
        boolean part = operator.equals(OpsItemFilterOperator.CONTAINS);
        return stored -> texts(stored, key, call)
                .anyMatch(text -> values.stream().anyMatch(value -> part ? text.contains(value) : text.equals(value)));
    }

    private static void check(String key, String operator) {
        boolean order =
                operator.equals(OpsItemFilterOperator.GREATER_THAN) || operator.equals(OpsItemFilterOperator.LESS_THAN);
        boolean part = operator.equals(OpsItemFilterOperator.CONTAINS);
        if (order != TIMES.contains(key) || part && !PARTIAL.contains(key)) {
            throw SsmErrors.validation("The operator " + operator + " is not valid for the filter " + key + ".");
        }
    }

    private static Instant time(List<String> values) {
        try {
            if (values.size() == 1) {
                return Instant.parse(values.getFirst());
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw SsmErrors.validation("A filter by time needs one time, such as 2024-01-31T00:00:00Z.");
    }

    private static @Nullable Instant time(OpsItem item, String key) {
        return switch (key) {
            case OpsItemFilterKey.CREATED_TIME -> item.createdTime();
            case OpsItemFilterKey.LAST_MODIFIED_TIME -> item.lastModifiedTime();
            case OpsItemFilterKey.ACTUAL_START_TIME -> item.actualStartTime();
            case OpsItemFilterKey.ACTUAL_END_TIME -> item.actualEndTime();
            case OpsItemFilterKey.PLANNED_START_TIME -> item.plannedStartTime();
            default -> item.plannedEndTime();
        };
    }

    /** Filters by a key with its value: {@code {"key":"k","value":"v"}}. */
    private static Predicate<StoredOpsItem> data(List<String> values) {
        List<Map<String, Object>> pairs = values.stream()
                .map(
                        value -> Json.object(value)
                                .filter(pair ->
                                        pair.get("key") instanceof String && pair.get("value") instanceof String)
                                .orElseThrow(
                                        () -> SsmErrors.validation(
                                                "A filter by operational data needs the form {\"key\":\"a_key\",\"value\":\"a_value\"}.")))
                .toList();
        return stored -> pairs.stream().anyMatch(pair -> {
            OpsItemDataValue value = stored.item().operationalData().get(String.valueOf(pair.get("key")));
            return value != null && Objects.equals(value.value(), pair.get("value"));
        });
    }

    private static Stream<String> texts(StoredOpsItem stored, String key, Call call) {
        OpsItem item = stored.item();
        return switch (key) {
            case OpsItemFilterKey.STATUS -> Stream.ofNullable(item.status_());
            case OpsItemFilterKey.CREATED_BY -> Stream.ofNullable(item.createdBy());
            case OpsItemFilterKey.SOURCE -> Stream.ofNullable(item.source());
            case OpsItemFilterKey.PRIORITY -> Stream.ofNullable(item.priority()).map(String::valueOf);
            case OpsItemFilterKey.TITLE -> Stream.ofNullable(item.title());
            case OpsItemFilterKey.OPS_ITEM_ID -> Stream.of(stored.id());
            case OpsItemFilterKey.CATEGORY -> Stream.ofNullable(item.category());
            case OpsItemFilterKey.SEVERITY -> Stream.ofNullable(item.severity());
            case OpsItemFilterKey.OPS_ITEM_TYPE -> Stream.ofNullable(item.opsItemType());
            case OpsItemFilterKey.ACCOUNT_ID -> Stream.of(call.account());
            case OpsItemFilterKey.OPERATIONAL_DATA_KEY -> item.operationalData().keySet().stream();
            case OpsItemFilterKey.OPERATIONAL_DATA_VALUE ->
                item.operationalData().values().stream()
                        .map(OpsItemDataValue::value)
                        .filter(Objects::nonNull);
            case OpsItemFilterKey.RESOURCE_ID -> StoredOpsItem.resources(item.operationalData()).stream();
            case OpsItemFilterKey.AUTOMATION_ID -> StoredOpsItem.automations(item.operationalData()).stream();
            default -> stored.change() == null ? Stream.empty() : texts(stored.change(), key);
        };
    }

    private static Stream<String> texts(StoredOpsItem.Change change, String key) {
        return switch (key) {
            case OpsItemFilterKey.CHANGE_REQUEST_BY_REQUESTER_ARN -> Stream.of(change.requester());
            case OpsItemFilterKey.CHANGE_REQUEST_BY_REQUESTER_NAME -> Stream.of(name(change.requester()));
            case OpsItemFilterKey.CHANGE_REQUEST_BY_APPROVER_ARN -> change.approvers().stream();
            case OpsItemFilterKey.CHANGE_REQUEST_BY_APPROVER_NAME ->
                change.approvers().stream().map(OpsItemFilters::name);
            case OpsItemFilterKey.CHANGE_REQUEST_BY_TEMPLATE -> Stream.of(change.template());
            // What insights are found by, of which there are none, and groups of resources.
            default -> Stream.empty();
        };
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
