package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a data protection policy hides, and where it tells of that: it has one statement that audits and one that hides the same data.
 *
 * @param hidden by the names of identifiers
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html">Data
 *     protection policies</a>
 */
record ProtectionPolicy(Map<String, SensitiveData> hidden, List<Audit.Destination> audits) {
    private static final int CUSTOM_MAX = 10;
    private static final int REGEX_LENGTH_MAX = 200;
    private static final Map<String, String> DESTINATIONS =
            Map.of("CloudWatchLogs", "LogGroup", "S3", "Bucket", "Firehose", "DeliveryStream");

    ProtectionPolicy {
        hidden = Map.copyOf(hidden);
        audits = List.copyOf(audits);
    }

    /**
     * The policy that a document is.
     *
     * @throws ApiException where it is none
     */
    static ProtectionPolicy parse(String document) {
        Map<String, Object> policy =
                Json.object(document).orElseThrow(() -> LogsErrors.invalid("The policy document is not valid JSON."));
        if (!(policy.get("Name") instanceof String)
                || !"2021-06-01".equals(policy.get("Version"))
                || !(policy.get("Statement") instanceof List<?> statements)) {
            throw invalid("it needs a Name, the Version 2021-06-01 and a Statement");
        }
        Map<String, SensitiveData> custom = custom(policy);
        Set<String> audited = new HashSet<>();
        Set<String> hidden = new HashSet<>();
        List<Audit.Destination> destinations = new ArrayList<>();
        for (Object statement : statements) {
            if (!(statement instanceof Map<?, ?> members)
                    || !(members.get("DataIdentifier") instanceof List<?> identifiers)
                    || identifiers.isEmpty()
                    || !(members.get("Operation") instanceof Map<?, ?> operation)) {
                throw invalid("each statement needs a DataIdentifier and an Operation");
            }
            Set<String> into = target(operation, audited, hidden);
            identifiers.forEach(identifier -> into.add(identifier.toString()));
            destinations.addAll(destinations(operation));
        }
        if (audited.isEmpty() || !audited.equals(hidden)) {
            throw invalid("one statement has to Audit and one has to Deidentify the same identifiers");
        }
        return new ProtectionPolicy(known(hidden, custom), destinations);
    }

    /**
     * Refuses a document that is no policy.
     *
     * @throws ApiException where it is none
     */
    static void check(String document) {
        ProtectionPolicy unused = parse(document);
    }

    private static Set<String> target(Map<?, ?> operation, Set<String> audited, Set<String> hidden) {
        if (operation.get("Audit") instanceof Map<?, ?> audit
                && audit.get("FindingsDestination") instanceof Map<?, ?>
                && audited.isEmpty()) {
            return audited;
        }
        if (operation.get("Deidentify") instanceof Map<?, ?> hiding
                && hiding.get("MaskConfig") instanceof Map<?, ?> mask
                && mask.isEmpty()
                && hidden.isEmpty()) {
            return hidden;
        }
        throw invalid(
                "an Operation is one Audit with a FindingsDestination, or one Deidentify with an empty MaskConfig");
    }

    private static List<Audit.Destination> destinations(Map<?, ?> operation) {
        List<Audit.Destination> destinations = new ArrayList<>();
        if (operation.get("Audit") instanceof Map<?, ?> audit
                && audit.get("FindingsDestination") instanceof Map<?, ?> written) {
            DESTINATIONS.forEach((kind, member) -> {
                if (written.get(kind) instanceof Map<?, ?> one && one.get(member) instanceof String name) {
                    destinations.add(new Audit.Destination(kind, name));
                }
            });
        }
        return destinations;
    }

    private static Map<String, SensitiveData> custom(Map<String, Object> policy) {
        Map<String, SensitiveData> custom = new HashMap<>();
        if (policy.get("Configuration") instanceof Map<?, ?> configuration
                && configuration.get("CustomDataIdentifier") instanceof List<?> identifiers) {
            for (Object identifier : identifiers) {
                if (!(identifier instanceof Map<?, ?> members)
                        || !(members.get("Name") instanceof String name)
                        || !(members.get("Regex") instanceof String regex)
                        || regex.length() > REGEX_LENGTH_MAX
                        || custom.size() == CUSTOM_MAX) {
                    throw invalid("up to " + CUSTOM_MAX + " custom identifiers have a Name and a Regex of up to "
                            + REGEX_LENGTH_MAX + " characters");
                }
                custom.put(name, regex(regex));
            }
        }
        return custom;
    }

    private static SensitiveData regex(String regex) {
        try {
            return SensitiveData.of("(" + regex + ")");
        } catch (PatternSyntaxException e) {
            throw invalid("the regular expression " + regex + " is not valid");
        }
    }

    private static Map<String, SensitiveData> known(Set<String> identifiers, Map<String, SensitiveData> custom) {
        Map<String, SensitiveData> known = new HashMap<>();
        for (String identifier : identifiers) {
            boolean managed = identifier.contains(":data-identifier/");
            String name = managed ? identifier.substring(identifier.lastIndexOf('/') + 1) : identifier;
            SensitiveData data = managed ? SensitiveData.managed(name) : custom.get(name);
            if (data != null) {
                known.put(name, data);
            } else if (!managed) {
                throw invalid("there is no identifier " + identifier);
            }
        }
        return known;
    }

    private static ApiException invalid(String what) {
        return LogsErrors.invalid("The data protection policy is not valid: " + what + ".");
    }

    /** This and what another one hides. */
    ProtectionPolicy and(ProtectionPolicy other) {
        Map<String, SensitiveData> both = new HashMap<>(hidden);
        both.putAll(other.hidden);
        List<Audit.Destination> destinations = new ArrayList<>(audits);
        other.audits.stream().filter(one -> !destinations.contains(one)).forEach(destinations::add);
        return new ProtectionPolicy(both, destinations);
    }

    /** What a message holds of each identifier; empty where it holds nothing. */
    SortedMap<String, List<Audit.Span>> found(String message) {
        SortedMap<String, List<Audit.Span>> found = new TreeMap<>();
        hidden.forEach(
                (name, data) -> data.find(message, (from, to) -> found.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(new Audit.Span(from, to))));
        return found;
    }

    /** Where that is: beginnings and ends in turn, in order and apart from each other. */
    static List<Integer> sensitive(SortedMap<String, List<Audit.Span>> found) {
        TreeMap<Integer, Integer> spans = new TreeMap<>();
        found.values().forEach(list -> list.forEach(span -> spans.merge(span.from(), span.to(), Math::max)));
        List<Integer> apart = new ArrayList<>();
        spans.forEach((from, to) -> {
            if (!apart.isEmpty() && from <= apart.getLast()) {
                apart.set(apart.size() - 1, Math.max(apart.getLast(), to));
            } else {
                apart.add(from);
                apart.add(to);
            }
        });
        return apart;
    }
}
