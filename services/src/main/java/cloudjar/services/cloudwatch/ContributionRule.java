package cloudjar.services.cloudwatch;

import cloudjar.kernel.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a rule of Contributor Insights counts in log events that are JSON objects, or lines in the common log format.
 *
 * @param groups names of log groups, with a star at the end of those that are the beginnings of names
 * @param fields of the common log format: names of fields by their numbers; null where events are JSON
 * @param keys where events name who contributed, as {@code $.path}, or as a field's name or number
 * @param valueOf where events say how much; null where each is counted once
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContributorInsights-RuleSyntax.html">The syntax</a>
 */
record ContributionRule(
        List<String> groups,
        @Nullable Map<String, String> fields,
        List<String> keys,
        @Nullable String valueOf,
        List<Filter> filters,
        String aggregateOn) {
    private static final int KEYS_MAX = 4;

    ContributionRule {
        groups = List.copyOf(groups);
        keys = List.copyOf(keys);
        filters = List.copyOf(filters);
    }

    /** A condition: what is at a path, how it is compared, and with what. */
    record Filter(String match, String operator, Object operand) {
        boolean passes(Object event) {
            Object value = at(event, match);
            return switch (operator) {
                case "IsPresent" -> (value != null) == Boolean.TRUE.equals(operand);
                case "In" -> value != null && anyOf(text -> text.equals(value.toString()));
                case "NotIn" -> value != null && !anyOf(text -> text.equals(value.toString()));
                case "StartsWith" ->
                    value != null && anyOf(text -> value.toString().startsWith(text));
                default -> value instanceof Number number && compares(number.doubleValue());
            };
        }

        private boolean anyOf(Predicate<String> holds) {
            return operand instanceof List<?> texts
                    && texts.stream().map(String::valueOf).anyMatch(holds);
        }

        private boolean compares(double value) {
            double bound = operand instanceof Number number ? number.doubleValue() : Double.NaN;
            return switch (operator) {
                case "GreaterThan" -> value > bound;
                case "LessThan" -> value < bound;
                case "EqualTo" -> value == bound;
                default -> value != bound;
            };
        }
    }

    /**
     * The rule that a definition is.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is none
     */
    static ContributionRule parse(String definition) {
        Map<String, Object> rule = Json.object(definition).orElse(Map.of());
        boolean common = "CLF".equals(rule.get("LogFormat"));
        if (!common && !"JSON".equals(rule.get("LogFormat"))) {
            throw CloudWatchErrors.value("The LogFormat of a rule is JSON or CLF.");
        }
        if (!(rule.get("LogGroupNames") instanceof List<?> groups)
                || !(rule.get("Contribution") instanceof Map<?, ?> contribution)
                || !(contribution.get("Keys") instanceof List<?> keys)
                || keys.isEmpty()
                || keys.size() > KEYS_MAX) {
            throw CloudWatchErrors.value(
                    "The rule definition needs LogGroupNames and a Contribution with up to " + KEYS_MAX + " Keys.");
        }
        boolean sums = "Sum".equals(rule.get("AggregateOn"));
        Object valueOf = contribution.get("ValueOf");
        if (sums && valueOf == null) {
            throw CloudWatchErrors.value("A rule that aggregates on Sum needs ValueOf.");
        }
        return new ContributionRule(
                groups.stream().map(String::valueOf).toList(),
                common ? fields(rule.get("Fields")) : null,
                keys.stream().map(String::valueOf).toList(),
                sums ? String.valueOf(valueOf) : null,
                filters(contribution.get("Filters")),
                sums ? "Sum" : "Count");
    }

    private static List<Filter> filters(@Nullable Object written) {
        List<Filter> filters = new ArrayList<>();
        if (written instanceof List<?> list) {
            for (Object one : list) {
                if (!(one instanceof Map<?, ?> members) || !(members.get("Match") instanceof String match)) {
                    throw CloudWatchErrors.value("Each of the Filters needs a Match.");
                }
                members.forEach((name, operand) -> {
                    if (!name.equals("Match")) {
                        filters.add(new Filter(match, name.toString(), Objects.requireNonNullElse(operand, "")));
                    }
                });
            }
        }
        return filters;
    }

    private static Map<String, String> fields(@Nullable Object written) {
        Map<String, String> fields = new HashMap<>();
        if (written instanceof Map<?, ?> members) {
            members.forEach((number, name) -> fields.put(number.toString(), String.valueOf(name)));
        }
        return fields;
    }

    /** What an event says, to be looked at; nothing where it is of another format. */
    Optional<Map<?, ?>> read(String message) {
        if (fields != null) {
            return Optional.of(AccessLine.fields(message, fields));
        }
        return Json.value(message).orElse(null) instanceof Map<?, ?> json ? Optional.of(json) : Optional.empty();
    }

    /** Who an event is of; empty where it does not count. */
    List<String> contributor(Object event) {
        List<String> names = new ArrayList<>();
        for (String key : keys) {
            Object name = at(event, key);
            if (name == null || name == Json.NULL) {
                return List.of();
            }
            names.add(name.toString());
        }
        return filters.stream().allMatch(filter -> filter.passes(event)) ? names : List.of();
    }

    /** How much an event counts; nothing where it does not say. */
    @Nullable
    Double value(Object event) {
        if (valueOf == null) {
            return 1.0;
        }
        return at(event, valueOf) instanceof Number number ? (Double) number.doubleValue() : null;
    }

    private static @Nullable Object at(Object event, String path) {
        Object there = event;
        for (String name : path.startsWith("$.") ? path.substring(2).split("\\.") : new String[] {path}) {
            there = there instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return there;
    }
}
