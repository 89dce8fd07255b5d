package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An item before and after a write.
 *
 * @param old null where there was none
 * @param now null where there is none
 * @param expired whether it went because its time to live was over
 */
record TableChange(
        ItemKey key, @Nullable StoredItem old, @Nullable StoredItem now, boolean expired) {
    /** Whether the item is as it was: AWS tells nobody of such a write. */
    boolean isNone() {
        StoredItem before = old;
        StoredItem after = now;
        if (before == null || after == null) {
            return before == null && after == null;
        }
        return before.bytes().equals(after.bytes())
                || before.size() == after.size() && equal(before.attributes(), after.attributes());
    }

    private static boolean equal(Map<String, AttributeValue> a, Map<String, AttributeValue> b) {
        return a.keySet().equals(b.keySet())
                && a.entrySet().stream()
                        .allMatch(entry ->
                                AttributeValues.equal(entry.getValue(), Objects.requireNonNull(b.get(entry.getKey()))));
    }

    /** What it is called in a stream. */
    String name() {
        return old == null ? "INSERT" : now == null ? "REMOVE" : "MODIFY";
    }

    /** The item's key attributes. */
    Map<String, AttributeValue> keyAttributes(KeySchema keys) {
        Map<String, AttributeValue> item =
                Objects.requireNonNull(now == null ? old : now).attributes();
        Map<String, AttributeValue> found = new LinkedHashMap<>();
        keys.names().forEach(name -> found.put(name, Objects.requireNonNull(item.get(name))));
        return found;
    }

    /** What a stream with this view keeps of it. */
    ItemEvent seen(String viewType, KeySchema keys) {
        StoredItem shownOld = viewType.equals("OLD_IMAGE") || viewType.equals("NEW_AND_OLD_IMAGES") ? old : null;
        StoredItem shownNow = viewType.equals("NEW_IMAGE") || viewType.equals("NEW_AND_OLD_IMAGES") ? now : null;
        StoredItem key = ItemWriter.write(keyAttributes(keys));
        int size = key.size() + (shownOld == null ? 0 : shownOld.size()) + (shownNow == null ? 0 : shownNow.size());
        return new ItemEvent(
                name(),
                key.bytes(),
                shownOld == null ? null : shownOld.bytes(),
                shownNow == null ? null : shownNow.bytes(),
                size,
                expired);
    }
}
