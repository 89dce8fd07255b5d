package cloudjar.services.ssm;

import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Resources of one kind that have tags.
 *
 * @param tagged the resource with other tags
 */
record TaggedRows<V>(
        ScopedTable<String, V> table,
        Function<V, Map<String, String>> tags,
        BiFunction<V, Map<String, String>, V> tagged) {
    /** The tags of the resource with this key. */
    Map<String, String> of(Snapshot snapshot, String key) {
        return tags.apply(table.get(snapshot, key).orElseThrow(SsmErrors::resourceId));
    }

    void change(Tx tx, String key, UnaryOperator<Map<String, String>> change) {
        V resource = table.get(tx, key).orElseThrow(SsmErrors::resourceId);
        table.put(tx, key, tagged.apply(resource, change.apply(tags.apply(resource))));
    }
}
