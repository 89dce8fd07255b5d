package cloudjar.services.ssm;

import cloudjar.api.ssm.MetadataValue;
import cloudjar.api.ssm.OpsItem;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Counter;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedCounter;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What OpsCenter keeps of an account in a region.
 *
 * <pre>
 * ssm
 *   opsItems       id                StoredOpsItem   also by their time, and those not resolved by what they claim
 *   opsCounts      "all" or a month  how many items there are, how many were made in it
 *   opsEvents      item, number      OpsEvent
 *   opsRelated     item, id          RelatedItem
 *   opsMetadata    ARN               Metadata
 * </pre>
 */
final class OpsTables {
    private static final String SERVICE = "ssm";

    /** Something of an item. */
    record PartKey(String item, String part) {}

    /** The place of an event. */
    record EventKey(String item, long number) {}

    /** What happened to an item. */
    record OpsEvent(String id, String detailType, String detail, String by, Instant time) {}

    /** A resource that an item has to do with. */
    record RelatedItem(String associationType, String resourceType, String uri, String by, Instant time) {}

    /** What is said of an application. */
    record Metadata(
            String resource,
            Map<String, String> values,
            Instant created,
            Instant modified,
            String modifiedBy,
            Map<String, String> tags) {
        Metadata tagged(Map<String, String> changed) {
            return new Metadata(resource, values, created, modified, modifiedBy, changed);
        }

        Map<String, MetadataValue> shown() {
            Map<String, MetadataValue> shown = new TreeMap<>();
            values.forEach((key, value) ->
                    shown.put(key, MetadataValue.builder().value(value).build()));
            return shown;
        }
    }

    private static final Table<String, StoredOpsItem> ITEMS = Table.of(
            SERVICE,
            "opsItems",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(OpsItem.class, StructureCodec.of(OpsItem.class, () -> OpsItem.builder()
                            .build()
                            .schema()))
                    .build(StoredOpsItem.class));
    private static final Index<Instant, String, StoredOpsItem> BY_TIME =
            ITEMS.index("time", KeyCodec.INSTANT, item -> List.of(item.created()));
    private static final Index<String, String, StoredOpsItem> BY_CLAIM = ITEMS.index(
            "claim", KeyCodec.STRING, item -> item.claim().map(List::of).orElse(List.of()));
    private static final Counter<String> COUNTS = Counter.of(SERVICE, "opsCounts", KeyCodec.STRING);
    private static final Table<EventKey, OpsEvent> EVENTS =
            Table.of(SERVICE, "opsEvents", KeyCodec.of(EventKey.class), RecordCodec.of(OpsEvent.class));
    private static final Table<PartKey, RelatedItem> RELATED =
            Table.of(SERVICE, "opsRelated", KeyCodec.of(PartKey.class), RecordCodec.of(RelatedItem.class));
    private static final Table<String, Metadata> METADATA =
            Table.of(SERVICE, "opsMetadata", KeyCodec.STRING, RecordCodec.of(Metadata.class));

    final ScopedTable<String, StoredOpsItem> items;
    final ScopedIndex<Instant, String, StoredOpsItem> byTime;
    final ScopedIndex<String, String, StoredOpsItem> byClaim;
    final ScopedCounter<String> counts;
    final ScopedTable<EventKey, OpsEvent> events;
    final ScopedTable<PartKey, RelatedItem> related;
    final ScopedTable<String, Metadata> metadata;

    private OpsTables(Scope scope) {
        items = ITEMS.in(scope);
        byTime = BY_TIME.in(scope);
        byClaim = BY_CLAIM.in(scope);
        counts = COUNTS.in(scope);
        events = EVENTS.in(scope);
        related = RELATED.in(scope);
        metadata = METADATA.in(scope);
    }

    static OpsTables of(Call call) {
        return new OpsTables(call.scope());
    }

    static OpsTables in(String account, String region) {
        return new OpsTables(new Scope(account, region));
    }
}
