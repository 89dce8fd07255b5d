package cloudjar.services.ssm;

import cloudjar.api.ssm.GetOpsSummaryRequest;
import cloudjar.api.ssm.GetOpsSummaryResult;
import cloudjar.api.ssm.OpsAggregator;
import cloudjar.api.ssm.OpsEntity;
import cloudjar.api.ssm.OpsEntityItem;
import cloudjar.api.ssm.OpsFilter;
import cloudjar.api.ssm.OpsFilterOperatorType;
import cloudjar.api.ssm.OpsItem;
import cloudjar.api.ssm.ResourceDataSyncNotFoundException;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Summaries of OpsItems: each by itself, or how many share the values of some attributes.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetOpsSummary.html">GetOpsSummary</a>
 */
final class OpsSummary {
    private static final String ITEM = "AWS:OpsItem";

    /** The other types that AWS names, of which we have nothing to tell. */
    private static final Set<String> EMPTY =
            Set.of("AWS:EC2InstanceInformation", "AWS:OpsItemTrendline", "AWS:ComplianceSummary");

    private static final String COUNT = "count";

    GetOpsSummaryResult of(GetOpsSummaryRequest in, Call call) {
        if (in.syncName() != null) {
            throw new ResourceDataSyncNotFoundException("The sync has no OpsData: " + in.syncName());
        }
        List<String> types = in.resultAttributes().stream()
                .map(attribute -> type(attribute.typeName()))
                .toList();
        List<OpsAggregator> aggregators = chain(in.aggregators());
        Predicate<Map<String, String>> wanted = all(in.filters());
        for (OpsAggregator aggregator : aggregators) {
            wanted = wanted.and(all(aggregator.filters()));
        }
        PageRequest asked = Paging.asked(
                in.maxResults(),
                in.nextToken(),
                "GetOpsSummary " + in.filters() + in.aggregators() + in.resultAttributes());
        Page<OpsEntity> page = !types.isEmpty() && !types.contains(ITEM)
                ? new Page<>(List.of(), Optional.empty())
                : aggregators.isEmpty() ? each(wanted, asked, call) : counted(aggregators, wanted, call);
        return GetOpsSummaryResult.builder()
                .entities(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static String type(@Nullable String name) {
        if (name == null || !name.equals(ITEM) && !EMPTY.contains(name)) {
            throw OpsErrors.typeName(String.valueOf(name));
        }
        return name;
    }

    /** An aggregator with those inside it, from the outside in. */
    private static List<OpsAggregator> chain(List<OpsAggregator> aggregators) {
        List<OpsAggregator> chain = new ArrayList<>();
        List<OpsAggregator> rest = aggregators;
        while (!rest.isEmpty()) {
            for (OpsAggregator aggregator : rest) {
                check(aggregator);
                chain.add(aggregator);
            }
            rest = rest.getLast().aggregators();
        }
        return chain;
    }

    private static void check(OpsAggregator aggregator) {
        if (aggregator.aggregatorType() != null && !COUNT.equals(aggregator.aggregatorType())) {
            throw OpsErrors.aggregator("OpsItems are counted only: " + aggregator.aggregatorType());
        }
        if (aggregator.typeName() != null) {
            type(aggregator.typeName());
        }
        if (aggregator.attributeName() == null) {
            throw OpsErrors.aggregator("An aggregator needs the name of an attribute.");
        }
    }

    private static Page<OpsEntity> each(Predicate<Map<String, String>> wanted, PageRequest asked, Call call) {
        return call.read(snapshot -> Page.of(
                        OpsTables.of(call).byTime,
                        snapshot,
                        Range.all().reversed(),
                        asked,
                        found -> wanted.test(attributes(found.item(), call)))
                .map(found -> entity(found.id(), List.of(attributes(found.item(), call)), call)));
    }

    /** How many items there are of each combination of values. */
    private static Page<OpsEntity> counted(
            List<OpsAggregator> aggregators, Predicate<Map<String, String>> wanted, Call call) {
        List<String> names = aggregators.stream()
                .map(aggregator -> attribute(aggregator.attributeName()))
                .toList();
        SortedMap<List<String>, Long> counts = call.read(snapshot -> {
            SortedMap<List<String>, Long> found =
                    new TreeMap<>(Comparator.comparing(values -> String.join("\n", values)));
            for (StoredOpsItem item : OpsTables.of(call).items.values(snapshot, Range.all())) {
                Map<String, String> attributes = attributes(item.item(), call);
                if (wanted.test(attributes)) {
                    found.merge(
                            names.stream()
                                    .map(name -> attributes.getOrDefault(name, ""))
                                    .toList(),
                            1L,
                            Long::sum);
                }
            }
            return found;
        });
        List<Map<String, String>> content = counts.entrySet().stream()
                .map(count -> {
                    Map<String, String> line = new LinkedHashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        line.put(names.get(i), count.getKey().get(i));
                    }
                    line.put("Count", Long.toString(count.getValue()));
                    return line;
                })
                .toList();
        return new Page<>(List.of(entity(ITEM, content, call)), Optional.empty());
    }

    private static OpsEntity entity(String id, List<Map<String, String>> content, Call call) {
        return OpsEntity.builder()
                .id(id)
                .data(Map.of(
                        ITEM,
                        OpsEntityItem.builder()
                                .captureTime(call.time()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString())
                                .content(content)
                                .build()))
                .build();
    }

    /** The name of an attribute, which filters give with its type before it. */
    private static String attribute(@Nullable String name) {
        String text = Objects.requireNonNullElse(name, "");
        return text.startsWith(ITEM + ".") ? text.substring(ITEM.length() + 1) : text;
    }

    private static Map<String, String> attributes(OpsItem item, Call call) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("AccountId", call.account());
        put(attributes, "Category", item.category());
        put(attributes, "CreatedBy", item.createdBy());
        put(attributes, "CreatedTime", item.createdTime());
        put(attributes, "Description", item.description());
        put(attributes, "LastModifiedBy", item.lastModifiedBy());
        put(attributes, "LastModifiedTime", item.lastModifiedTime());
        attributes.put(
                "Notifications",
                item.notifications().stream()
                        .map(notification -> String.valueOf(notification.arn()))
                        .collect(Collectors.joining(",")));
        attributes.put("OperationalData", data(item));
        put(attributes, "OpsItemId", item.opsItemId());
        put(attributes, "OpsItemType", item.opsItemType());
        put(attributes, "Priority", item.priority());
        attributes.put(
                "RelatedItems",
                item.relatedOpsItems().stream()
                        .map(related -> String.valueOf(related.opsItemId()))
                        .collect(Collectors.joining(",")));
        put(attributes, "Severity", item.severity());
        put(attributes, "Source", item.source());
        put(attributes, "Status", item.status_());
        put(attributes, "Title", item.title());
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable Object value) {
        if (value != null) {
            attributes.put(name, value.toString());
        }
    }

    private static String data(OpsItem item) {
        Map<String, Object> data = new LinkedHashMap<>();
        item.operationalData().forEach((key, value) -> {
            Map<String, Object> pair = new LinkedHashMap<>();
            pair.put("type", String.valueOf(value.type()));
            pair.put("value", String.valueOf(value.value()));
            data.put(key, pair);
        });
        return Json.write(data);
    }

    private static Predicate<Map<String, String>> all(List<OpsFilter> filters) {
        Predicate<Map<String, String>> all = _ -> true;
        for (OpsFilter filter : filters) {
            if (filter.key().contains(":") && !filter.key().startsWith(ITEM + ".")) {
                throw SsmErrors.filter("The filter key is not valid: " + filter.key());
            }
            all = all.and(one(filter));
        }
        return all;
    }

    private static Predicate<Map<String, String>> one(OpsFilter filter) {
        String name = attribute(filter.key());
        List<String> values = filter.values();
        return attributes -> {
            String text = attributes.get(name);
            return switch (Objects.requireNonNullElse(filter.type(), OpsFilterOperatorType.EQUAL)) {
                case OpsFilterOperatorType.NOT_EQUAL -> !values.contains(text);
                case OpsFilterOperatorType.EXISTS -> text != null;
                case OpsFilterOperatorType.BEGIN_WITH ->
                    text != null && values.stream().anyMatch(text::startsWith);
                case OpsFilterOperatorType.LESS_THAN ->
                    text != null && values.stream().anyMatch(value -> text.compareTo(value) < 0);
                case OpsFilterOperatorType.GREATER_THAN ->
                    text != null && values.stream().anyMatch(value -> text.compareTo(value) > 0);
                default -> text != null && values.contains(text);
            };
        };
    }
}
