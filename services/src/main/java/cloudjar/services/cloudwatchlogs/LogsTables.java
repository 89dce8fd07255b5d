package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.AccountPolicy;
import cloudjar.api.cloudwatchlogs.AnomalyDetector;
import cloudjar.api.cloudwatchlogs.Delivery;
import cloudjar.api.cloudwatchlogs.DeliveryDestination;
import cloudjar.api.cloudwatchlogs.DeliverySource;
import cloudjar.api.cloudwatchlogs.Destination;
import cloudjar.api.cloudwatchlogs.ExportTask;
import cloudjar.api.cloudwatchlogs.QueryDefinition;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Counter;
import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedCounter;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Tx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What CloudWatch Logs keeps of an account in a region.
 *
 * <pre>
 * logs
 *   groups               name                              {@link Group}
 *   streams              group, name                       {@link Stream}, also by the time of the newest event
 *   events               stream number, time, sequence     {@link Event}: so they are in the order of their times
 *   data-keys            group, number                     {@link DataKey}
 *   metric-filters       group, name                       {@link MetricFilter}
 *   subscription-filters group, name                       {@link SubscriptionFilter}
 *   tags                 ARN                               {@link ResourceTags}: of what is no group
 *   resource-policies    name                              {@link ResourcePolicy}
 *   destinations         name                              {@link Destination}
 *   delivery-sources     name                              {@link DeliverySource}
 *   delivery-destinations name                              {@link DeliveryDestination}
 *   deliveries           id                                {@link Delivery}
 *   anomaly-detectors    ARN                               {@link AnomalyDetector}
 *   query-definitions    id                                {@link QueryDefinition}
 *   exports              id                                {@link ExportTask}
 *   account-policies     type, name                        {@link AccountPolicy}
 *   delivery-policies    destination                       the document
 *   queries              id                                {@link StoredQuery}, for a week
 *   parcels              number                            {@link Parcel}: on their way to receivers
 *   bytes                group                             a counter
 *   numbers              what                              the last number given out
 * </pre>
 */
final class LogsTables {
    static final String SERVICE = "logs";

    /** Something of a group by its name. */
    record PartKey(String group, String name) {}

    /** A data key of a group. */
    record KeyPlace(String group, long number) {}

    /** A stream by the time of its newest event. */
    record RecentKey(String group, long lastMillis) {}

    private static final KeyCodec<EventId> EVENT_ID = KeyCodec.of(
            (id, out) -> out.add(id.stream()).add(id.millis()).add(id.sequence()),
            in -> new EventId(in.nextLong(), in.nextLong(), in.nextLong()));

    private static final Table<String, Group> GROUPS =
            Table.of(SERVICE, "groups", KeyCodec.STRING, RecordCodec.of(Group.class));
    private static final Table<PartKey, Stream> STREAMS =
            Table.of(SERVICE, "streams", KeyCodec.of(PartKey.class), RecordCodec.of(Stream.class));
    private static final Index<RecentKey, PartKey, Stream> BY_TIME = STREAMS.index(
            "by-time",
            KeyCodec.of(RecentKey.class),
            stream -> List.of(new RecentKey(stream.group(), stream.lastMillis())));
    private static final Table<EventId, Event> EVENTS =
            Table.of(SERVICE, "events", EVENT_ID, RecordCodec.of(Event.class));
    private static final Table<KeyPlace, DataKey> DATA_KEYS =
            Table.of(SERVICE, "data-keys", KeyCodec.of(KeyPlace.class), RecordCodec.of(DataKey.class));
    private static final Table<PartKey, MetricFilter> METRIC_FILTERS =
            Table.of(SERVICE, "metric-filters", KeyCodec.of(PartKey.class), RecordCodec.of(MetricFilter.class));
    private static final Table<PartKey, SubscriptionFilter> SUBSCRIPTION_FILTERS = Table.of(
            SERVICE, "subscription-filters", KeyCodec.of(PartKey.class), RecordCodec.of(SubscriptionFilter.class));
    private static final Table<String, ResourceTags> TAGS =
            Table.of(SERVICE, "tags", KeyCodec.STRING, RecordCodec.of(ResourceTags.class));
    private static final Table<String, ResourcePolicy> RESOURCE_POLICIES =
            Table.of(SERVICE, "resource-policies", KeyCodec.STRING, RecordCodec.of(ResourcePolicy.class));
    private static final Table<String, Destination> DESTINATIONS = Table.of(
            SERVICE, "destinations", KeyCodec.STRING, StructureCodec.of(Destination.class, () -> Destination.builder()
                    .build()
                    .schema()));
    private static final Table<String, DeliverySource> DELIVERY_SOURCES = Table.of(
            SERVICE,
            "delivery-sources",
            KeyCodec.STRING,
            StructureCodec.of(
                    DeliverySource.class, () -> DeliverySource.builder().build().schema()));
    private static final Table<String, DeliveryDestination> DELIVERY_DESTINATIONS = Table.of(
            SERVICE,
            "delivery-destinations",
            KeyCodec.STRING,
            StructureCodec.of(
                    DeliveryDestination.class,
                    () -> DeliveryDestination.builder().build().schema()));
    private static final Table<String, Delivery> DELIVERIES =
            Table.of(SERVICE, "deliveries", KeyCodec.STRING, StructureCodec.of(Delivery.class, () -> Delivery.builder()
                    .build()
                    .schema()));
    private static final Table<String, AnomalyDetector> ANOMALY_DETECTORS = Table.of(
            SERVICE,
            "anomaly-detectors",
            KeyCodec.STRING,
            StructureCodec.of(
                    AnomalyDetector.class,
                    () -> AnomalyDetector.builder().build().schema()));
    private static final Table<String, QueryDefinition> QUERY_DEFINITIONS = Table.of(
            SERVICE,
            "query-definitions",
            KeyCodec.STRING,
            StructureCodec.of(
                    QueryDefinition.class,
                    () -> QueryDefinition.builder().build().schema()));
    private static final Table<String, ExportTask> EXPORTS =
            Table.of(SERVICE, "exports", KeyCodec.STRING, StructureCodec.of(ExportTask.class, () -> ExportTask.builder()
                    .build()
                    .schema()));
    private static final Table<PartKey, AccountPolicy> ACCOUNT_POLICIES = Table.of(
            SERVICE,
            "account-policies",
            KeyCodec.of(PartKey.class),
            StructureCodec.of(
                    AccountPolicy.class, () -> AccountPolicy.builder().build().schema()));
    private static final Table<String, String> DELIVERY_POLICIES =
            Table.of(SERVICE, "delivery-policies", KeyCodec.STRING, Codec.STRING);
    private static final Table<String, StoredQuery> QUERIES =
            Table.of(SERVICE, "queries", KeyCodec.STRING, RecordCodec.of(StoredQuery.class));
    static final Expiry<String, StoredQuery> QUERIES_END = QUERIES.expiry(
            query -> Optional.of(query.created().plus(Duration.ofDays(LogsLimits.QUERY_RESULTS_DAYS.current()))));
    private static final Table<Long, Parcel> PARCELS =
            Table.of(SERVICE, "parcels", KeyCodec.LONG, RecordCodec.of(Parcel.class));
    private static final Counter<String> BYTES = Counter.of(SERVICE, "bytes", KeyCodec.STRING);
    private static final Table<String, Long> NUMBERS = Table.of(SERVICE, "numbers", KeyCodec.STRING, Codec.LONG);

    /** Those used last: one caller uses the same again and again. */
    private static final AtomicReference<LogsTables> LAST = new AtomicReference<>(new LogsTables(Scope.GLOBAL));

    final Scope scope;
    final ScopedTable<String, Group> groups;
    final ScopedTable<PartKey, Stream> streams;
    final ScopedIndex<RecentKey, PartKey, Stream> streamsByTime;
    final ScopedTable<EventId, Event> events;
    final ScopedTable<KeyPlace, DataKey> dataKeys;
    final ScopedTable<PartKey, MetricFilter> metricFilters;
    final ScopedTable<PartKey, SubscriptionFilter> subscriptionFilters;
    final ScopedTable<String, ResourceTags> tags;
    final ScopedTable<String, ResourcePolicy> resourcePolicies;
    final ScopedTable<String, Destination> destinations;
    final ScopedTable<String, DeliverySource> deliverySources;
    final ScopedTable<String, DeliveryDestination> deliveryDestinations;
    final ScopedTable<String, Delivery> deliveries;
    final ScopedTable<String, AnomalyDetector> anomalyDetectors;
    final ScopedTable<String, QueryDefinition> queryDefinitions;
    final ScopedTable<String, ExportTask> exports;
    final ScopedTable<PartKey, AccountPolicy> accountPolicies;
    final ScopedTable<String, String> deliveryPolicies;
    final ScopedTable<String, StoredQuery> queries;
    final ScopedTable<Long, Parcel> parcels;
    final ScopedCounter<String> bytes;
    private final ScopedTable<String, Long> numbers;

    private LogsTables(Scope scope) {
        this.scope = scope;
        groups = GROUPS.in(scope);
        streams = STREAMS.in(scope);
        streamsByTime = BY_TIME.in(scope);
        events = EVENTS.in(scope);
        dataKeys = DATA_KEYS.in(scope);
        metricFilters = METRIC_FILTERS.in(scope);
        subscriptionFilters = SUBSCRIPTION_FILTERS.in(scope);
        tags = TAGS.in(scope);
        resourcePolicies = RESOURCE_POLICIES.in(scope);
        destinations = DESTINATIONS.in(scope);
        deliverySources = DELIVERY_SOURCES.in(scope);
        deliveryDestinations = DELIVERY_DESTINATIONS.in(scope);
        deliveries = DELIVERIES.in(scope);
        anomalyDetectors = ANOMALY_DETECTORS.in(scope);
        queryDefinitions = QUERY_DEFINITIONS.in(scope);
        exports = EXPORTS.in(scope);
        accountPolicies = ACCOUNT_POLICIES.in(scope);
        deliveryPolicies = DELIVERY_POLICIES.in(scope);
        queries = QUERIES.in(scope);
        parcels = PARCELS.in(scope);
        bytes = BYTES.in(scope);
        numbers = NUMBERS.in(scope);
    }

    static LogsTables in(String account, String region) {
        LogsTables last = LAST.getPlain();
        if (last.scope.account().equals(account) && last.scope.region().equals(region)) {
            return last;
        }
        LogsTables bound = new LogsTables(new Scope(account, region));
        LAST.set(bound);
        return bound;
    }

    static LogsTables of(Call call) {
        return in(call.account(), call.region());
    }

    /** A number that nobody had under this name. */
    long next(Tx tx, String what) {
        long next = numbers.get(tx, what).orElse(0L) + 1;
        numbers.put(tx, what, next);
        return next;
    }

    Group group(Snapshot snapshot, String name) {
        return groups.get(snapshot, name).orElseThrow(LogsErrors::noGroup);
    }

    /** A stream of a group that is there. */
    Stream stream(Snapshot snapshot, String group, String name) {
        Stream stream = streams.get(snapshot, new PartKey(group, name)).orElse(null);
        if (stream == null) {
            group(snapshot, group);
            throw LogsErrors.noStream();
        }
        return stream;
    }

    /** Takes away what belongs to a group beside its streams. */
    void deleteParts(Tx tx, Range parts) {
        dataKeys.deleteRange(tx, parts);
        metricFilters.deleteRange(tx, parts);
        subscriptionFilters.deleteRange(tx, parts);
    }

    int metricFilterCount(Snapshot snapshot, String group) {
        return (int) metricFilters.count(snapshot, Range.prefix(Key.of(group)));
    }

    /** The events of a stream from one time to another, both included. */
    Range between(long stream, long fromMillis, long toMillis) {
        return Range.between(
                Key.of(stream, fromMillis), Key.of(stream, toMillis).afterPrefix());
    }
}
