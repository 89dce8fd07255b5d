package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.AdvancedEventSelector;
import cloudjar.api.cloudtrail.DataResource;
import cloudjar.api.cloudtrail.EventSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chooses events for a trail. */
sealed interface Selector {
    /** Whether the trail delivers the event because of this. */
    boolean matches(TrailEvent event);

    /** Whether it may choose data events of this resource type. */
    boolean asksFor(String dataType);

    /**
     * An event selector.
     *
     * @param readWriteType {@code All}, {@code ReadOnly} or {@code WriteOnly}
     * @param data beginnings of ARNs, by resource type
     * @param excluded sources whose management events are left out
     */
    record Basic(String readWriteType, boolean management, Map<String, List<String>> data, List<String> excluded)
            implements Selector {
        static final Basic DEFAULT = new Basic("All", true, Map.of(), List.of());

        public Basic {
            data = Map.copyOf(data);
            excluded = List.copyOf(excluded);
        }

        static Basic of(EventSelector in) {
            Map<String, List<String>> data = new java.util.HashMap<>();
            for (DataResource resource : in.dataResources()) {
                List<String> values = data.computeIfAbsent(
                        Objects.requireNonNullElse(resource.type(), ""), unused -> new ArrayList<>());
                values.addAll(resource.values());
            }
            return new Basic(
                    Objects.requireNonNullElse(in.readWriteType(), "All"),
                    !Boolean.FALSE.equals(in.includeManagementEvents()),
                    data,
                    in.excludeManagementEventSources());
        }

        EventSelector shown() {
            return EventSelector.builder()
                    .readWriteType(readWriteType)
                    .includeManagementEvents(management)
                    .dataResources(data.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(entry -> DataResource.builder()
                                    .type(entry.getKey())
                                    .values(entry.getValue())
                                    .build())
                            .toList())
                    .excludeManagementEventSources(excluded)
                    .build();
        }

        /** How many resources its data events are of. */
        int resources() {
            return data.values().stream().mapToInt(List::size).sum();
        }

        @Override
        public boolean asksFor(String dataType) {
            return data.containsKey(dataType);
        }

        @Override
        public boolean matches(TrailEvent event) {
            boolean way = readWriteType.equals("All") || event.readOnly() == readWriteType.equals("ReadOnly");
            if (!way) {
                return false;
            }
            String type = event.dataType();
            if (type == null) {
                return management && !excluded.contains(event.source());
            }
            List<String> beginnings = data.getOrDefault(type, List.of());
            return event.resources().stream()
                    .map(EventResource::arn)
                    .filter(Objects::nonNull)
                    .anyMatch(arn -> beginnings.stream().anyMatch(beginning -> (arn + "/").startsWith(beginning)));
        }
    }

    /** An advanced event selector: each of its fields must match. */
    record Advanced(@Nullable String name, List<FieldSelector> fields) implements Selector {
        public Advanced {
            fields = List.copyOf(fields);
        }

        static Advanced of(AdvancedEventSelector in) {
            return new Advanced(
                    in.name(),
                    in.fieldSelectors().stream().map(FieldSelector::of).toList());
        }

        AdvancedEventSelector shown() {
            return AdvancedEventSelector.builder()
                    .name(name)
                    .fieldSelectors(fields.stream().map(FieldSelector::shown).toList())
                    .build();
        }

        @Override
        public boolean asksFor(String dataType) {
            return fields.stream().allMatch(field -> switch (field.field()) {
                case "eventCategory" -> field.matches(EventKind.DATA.category());
                case "resources.type" -> field.matches(dataType);
                default -> true;
            });
        }

        @Override
        public boolean matches(TrailEvent event) {
            return fields.stream().allMatch(field -> matches(field, event));
        }

        private static boolean matches(FieldSelector field, TrailEvent event) {
            return switch (field.field()) {
                case "eventCategory" -> field.matches(event.kind().category());
                case "eventName" -> field.matches(event.name());
                case "eventSource" -> field.matches(event.source());
                case "eventType" -> field.matches("AwsApiCall");
                case "readOnly" -> field.matches(Boolean.toString(event.readOnly()));
                case "resources.type" -> field.matches(event.dataType());
                case "resources.ARN" ->
                    event.resources().stream()
                            .anyMatch(resource -> resource.arn() != null && field.matches(resource.arn()));
                case "userIdentity.arn" -> field.matches(event.caller().arn());
                case "sessionCredentialFromConsole" -> field.matches("false");
                default -> false;
            };
        }
    }
}
