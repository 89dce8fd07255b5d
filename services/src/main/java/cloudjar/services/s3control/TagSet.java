package cloudjar.services.s3control;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tags of a resource that keeps them beside itself, by its ARN: there is one, be it empty, as long as there is the resource.
 *
 * @param tags in the order in which they were given
 */
record TagSet(Map<String, String> tags) {
    TagSet {
        tags = new LinkedHashMap<>(tags);
    }

    private static ScopedTable<String, TagSet> table(Call call) {
        return S3ControlTables.TAGS.in(call.scope());
    }

    static void put(Tx tx, Call call, String arn, Map<String, String> tags) {
        table(call).put(tx, arn, new TagSet(tags));
    }

    static void delete(Tx tx, Call call, String arn) {
        table(call).delete(tx, arn);
    }

    /** A resource's; nothing where there is no such resource. */
    static Optional<Map<String, String>> find(Snapshot snapshot, Call call, String arn) {
        return table(call).get(snapshot, arn).map(TagSet::tags);
    }
}
