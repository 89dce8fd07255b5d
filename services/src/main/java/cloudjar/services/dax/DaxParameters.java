package cloudjar.services.dax;

import cloudjar.api.dax.ChangeType;
import cloudjar.api.dax.IsModifiable;
import cloudjar.api.dax.Parameter;
import cloudjar.api.dax.ParameterType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A parameter group: how long the nodes of clusters keep what they read.
 *
 * @param values of the parameters that are not as they are by default
 */
record DaxParameters(String name, String description, Map<String, String> values) {
    /** The group of clusters that name none. */
    static final String DEFAULT = "default.dax1.0";

    /** For how long the result of a query or a scan is kept, in milliseconds. */
    static final String QUERY_TTL = "query-ttl-millis";

    /** For how long an item is kept, in milliseconds. */
    static final String RECORD_TTL = "record-ttl-millis";

    /** Five minutes. */
    private static final String TTL = "300000";

    static final DaxParameters DEFAULTS = new DaxParameters(DEFAULT, "Default parameter group for dax1.0", Map.of());

    private static final Map<String, String> DESCRIPTIONS = new TreeMap<>(Map.of(
            QUERY_TTL,
            "Duration in milliseconds for queries to remain cached",
            RECORD_TTL,
            "Duration in milliseconds for records to remain valid in cache (Default: 0 = infinite)"));

    DaxParameters {
        values = Map.copyOf(values);
    }

    static boolean isParameter(String name) {
        return DESCRIPTIONS.containsKey(name);
    }

    DaxParameters with(Map<String, String> changes) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(changes);
        return new DaxParameters(name, description, all);
    }

    /** How long something is kept; zero: as long as there is room. */
    Duration ttl(String parameter) {
        return Duration.ofMillis(Long.parseLong(values.getOrDefault(parameter, TTL)));
    }

    /** What is shown of the parameters. */
    List<Parameter> shown() {
        return DESCRIPTIONS.entrySet().stream()
                .map(entry -> Parameter.builder()
                        .parameterName(entry.getKey())
                        .parameterType(ParameterType.DEFAULT)
                        .parameterValue(values.getOrDefault(entry.getKey(), TTL))
                        .nodeTypeSpecificValues(List.of())
                        .description(entry.getValue())
                        .source("user")
                        .dataType("integer")
                        .allowedValues("0-")
                        .isModifiable(IsModifiable.TRUE)
                        .changeType(ChangeType.IMMEDIATE)
                        .build())
                .toList();
    }
}
