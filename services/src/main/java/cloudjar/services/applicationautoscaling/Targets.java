package cloudjar.services.applicationautoscaling;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.util.List;

/** Looking for targets, and for what belongs to them. */
final class Targets {
    private Targets() {}

    static StoredTarget find(Snapshot snapshot, Call call, TargetKey key) {
        return ApplicationAutoScalingTables.of(call)
                .targets
                .get(snapshot, key)
                .orElseThrow(() -> ApplicationAutoScalingErrors.noTarget(key));
    }

    /** Everything that is kept below a target's key. */
    static Range below(TargetKey key) {
        return Range.prefix(Key.of((Object) key.namespace(), key.resource(), key.dimension()));
    }

    static List<StoredPolicy> policies(Snapshot snapshot, ApplicationAutoScalingTables tables, TargetKey key) {
        return tables.policies.rows(snapshot, below(key)).stream()
                .map(Row::value)
                .toList();
    }
}
