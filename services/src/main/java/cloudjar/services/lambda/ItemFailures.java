package cloudjar.services.lambda;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which items of a batch a function says it failed on. */
final class ItemFailures {
    private ItemFailures() {}

    /**
     * The items; none where it says nothing. Empty where its answer makes no sense, which fails the whole batch (Lambda Developer
     * Guide, Success and failure conditions).
     */
    static Optional<Set<String>> of(Bytes answer) {
        String text = answer.utf8();
        Optional<Object> value = Json.value(text);
        if (text.isEmpty() || value.filter(known -> known == Json.NULL).isPresent()) {
            return Optional.of(Set.of());
        }
        if (value.isEmpty() || !(value.get() instanceof Map<?, ?> object)) {
            return value.isEmpty() ? Optional.empty() : Optional.of(Set.of());
        }
        Object failures = object.get("batchItemFailures");
        if (failures == null || failures == Json.NULL) {
            return Optional.of(Set.of());
        }
        if (!(failures instanceof List<?> list)) {
            return Optional.empty();
        }
        Set<String> items = new LinkedHashSet<>();
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> item)
                    || !(item.get("itemIdentifier") instanceof String id)
                    || id.isEmpty()) {
                return Optional.empty();
            }
            items.add(id);
        }
        return Optional.of(items);
    }
}
