package cloudjar.services.ssm;

import cloudjar.api.ssm.ParameterStringFilter;
import cloudjar.api.ssm.ParametersFilter;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What lists of parameters are narrowed by: all filters hold, each by one of its values.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html">
 *     ParameterStringFilter</a>
 */
final class ParameterFilters {
    private static final List<String> DESCRIBED = List.of("Path", "Name", "Type", "KeyId", "Tier", "DataType", "tag:*");
    private static final List<String> BY_PATH = List.of("Type", "KeyId", "Label");
    private static final Set<String> TYPES = Set.of("String", "StringList", "SecureString");

    private ParameterFilters() {}

    static BiPredicate<StoredParameter, ParameterVersion> described(List<ParameterStringFilter> filters) {
        return all(filters, DESCRIBED);
    }

    static BiPredicate<StoredParameter, ParameterVersion> byPath(List<ParameterStringFilter> filters) {
        return all(filters, BY_PATH);
    }

    /** The older form, which knows names, types and keys. */
    static List<ParameterStringFilter> modern(List<ParametersFilter> filters) {
        return filters.stream()
                .map(filter -> ParameterStringFilter.builder()
                        .key(filter.key())
                        .option("Name".equals(filter.key()) ? "BeginsWith" : "Equals")
                        .values(filter.values())
                        .build())
                .toList();
    }

    private static BiPredicate<StoredParameter, ParameterVersion> all(
            List<ParameterStringFilter> filters, List<String> keys) {
        BiPredicate<StoredParameter, ParameterVersion> all = (_, _) -> true;
        for (ParameterStringFilter filter : filters) {
            all = all.and(one(filter, keys));
        }
        return all;
    }

    private static BiPredicate<StoredParameter, ParameterVersion> one(ParameterStringFilter filter, List<String> keys) {
        String key = filter.key() == null ? "" : filter.key();
        boolean tag = key.startsWith("tag:") && keys.contains("tag:*");
        if (!tag && !keys.contains(key)) {
            throw SsmErrors.filterKey(key, keys);
        }
        List<String> values = filter.values();
        if (tag) {
            String name = key.substring("tag:".length());
            return (parameter, _) -> parameter.tags().containsKey(name)
                    && (values.isEmpty() || values.contains(parameter.tags().get(name)));
        }
        if (values.isEmpty()) {
            throw SsmErrors.filterValue("The filter values for filter key " + key + " can't be empty.");
        }
        String option = filter.option() == null ? (key.equals("Path") ? "OneLevel" : "Equals") : filter.option();
        checkOption(key, option);
        return switch (key) {
            case "Path" -> (parameter, _) -> values.stream().anyMatch(path -> isBelow(parameter.name(), path, option));
            case "Name" ->
                (parameter, _) -> values.stream().anyMatch(value -> matches(parameter.name(), value, option));
            case "Type" -> {
                values.stream()
                        .filter(value -> !TYPES.contains(value))
                        .findFirst()
                        .ifPresent(value -> {
                            throw SsmErrors.filterValue("The following filter value is not valid: " + value
                                    + ". Valid values include: [String, StringList, SecureString]");
                        });
                yield (_, version) -> values.stream().anyMatch(value -> matches(version.type(), value, option));
            }
            case "KeyId" ->
                (_, version) -> version.keyId() != null
                        && values.stream().anyMatch(value -> matches(version.keyId(), value, option));
            case "Tier" -> (_, version) -> values.contains(version.tier());
            case "DataType" -> (_, version) -> values.contains(version.dataType());
            default ->
                (parameter, version) -> values.stream().anyMatch(label -> Long.valueOf(version.number())
                        .equals(parameter.labels().get(label)));
        };
    }

    private static void checkOption(String key, String option) {
        List<String> valid =
                switch (key) {
                    case "Path" -> List.of("Recursive", "OneLevel");
                    case "Name" -> List.of("BeginsWith", "Equals", "Contains");
                    default -> List.of("BeginsWith", "Equals");
                };
        if (!valid.contains(option)) {
            throw SsmErrors.filterOption(option, valid);
        }
    }

    private static boolean matches(String text, String value, String option) {
        // A name of one level is found with its slash and without.
        String bare = text.startsWith("/") ? text.substring(1) : text;
        String wanted = value.startsWith("/") ? value.substring(1) : value;
        return switch (option) {
            case "BeginsWith" -> bare.startsWith(wanted);
            case "Contains" -> text.contains(value);
            default -> bare.equals(wanted);
        };
    }

    /** Whether a name lies below a path, directly or anywhere. */
    static boolean isBelow(String name, String path, String option) {
        String prefix = path.endsWith("/") ? path : path + "/";
        String whole = name.startsWith("/") ? name : "/" + name;
        return whole.startsWith(prefix) && (option.equals("Recursive") || whole.indexOf('/', prefix.length()) < 0);
    }
}
