package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.AlarmHistoryItem;
import cloudjar.api.cloudwatch.AnomalyDetector;
import cloudjar.api.cloudwatch.CompositeAlarm;
import cloudjar.api.cloudwatch.GetMetricStreamOutput;
import cloudjar.api.cloudwatch.InsightRule;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Tx;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What CloudWatch keeps of an account in a region; dashboards are the account's in every region.
 *
 * <pre>
 * monitoring
 *   metrics           namespace, name, dimensions             {@link StoredMetric}
 *   points            number, unit, seconds, beginning        {@link Point}: once for each length of stretches
 *   alarms            name                                    {@link MetricAlarm}
 *   composites        name                                    {@link CompositeAlarm}
 *   contributors      alarm, id                               {@link StoredContributor}
 *   history           alarm, time, number                     {@link AlarmHistoryItem}
 *   dashboards        name                                    {@link StoredDashboard}
 *   streams           name                                    {@link GetMetricStreamOutput}
 *   anomaly-detectors what it watches                         {@link AnomalyDetector}
 *   insight-rules     name                                    {@link InsightRule}
 *   tags              ARN                                     {@link ResourceTags}
 *   numbers           what                                    the last number given out
 * </pre>
 */
final class CloudWatchTables {
    private static final String SERVICE = "monitoring";

    /** Where a metric is. */
    record MetricPlace(String namespace, String name, String dimensions) {}

    /**
     * Where a point is.
     *
     * @param seconds the length of its stretch
     * @param start the second at which the stretch begins
     */
    record PointPlace(long metric, String unit, long seconds, long start) {}

    /** Where something that happened to an alarm is. */
    record HistoryPlace(String alarm, long millis, long number) {}

    /** Where a group of an alarm about several is. */
    record ContributorPlace(String alarm, String id) {}

    private static final Table<MetricPlace, StoredMetric> METRICS =
            Table.of(SERVICE, "metrics", KeyCodec.of(MetricPlace.class), RecordCodec.of(StoredMetric.class));
    private static final Table<PointPlace, Point> POINTS =
            Table.of(SERVICE, "points", KeyCodec.of(PointPlace.class), RecordCodec.of(Point.class));
    private static final Table<String, MetricAlarm> ALARMS =
            structures("alarms", MetricAlarm.class, () -> MetricAlarm.builder().build());
    private static final Table<String, CompositeAlarm> COMPOSITES = structures(
            "composites", CompositeAlarm.class, () -> CompositeAlarm.builder().build());
    private static final Table<ContributorPlace, StoredContributor> CONTRIBUTORS = Table.of(
            SERVICE, "contributors", KeyCodec.of(ContributorPlace.class), RecordCodec.of(StoredContributor.class));
    private static final Table<HistoryPlace, AlarmHistoryItem> HISTORY = Table.of(
            SERVICE,
            "history",
            KeyCodec.of(HistoryPlace.class),
            StructureCodec.of(
                    AlarmHistoryItem.class,
                    () -> AlarmHistoryItem.builder().build().schema()));
    private static final Table<String, StoredDashboard> DASHBOARDS =
            Table.of(SERVICE, "dashboards", KeyCodec.STRING, RecordCodec.of(StoredDashboard.class));
    private static final Table<String, GetMetricStreamOutput> STREAMS =
            structures("streams", GetMetricStreamOutput.class, () -> GetMetricStreamOutput.builder()
                    .build());
    private static final Table<String, AnomalyDetector> ANOMALY_DETECTORS =
            structures("anomaly-detectors", AnomalyDetector.class, () -> AnomalyDetector.builder()
                    .build());
    private static final Table<String, InsightRule> INSIGHT_RULES =
            structures("insight-rules", InsightRule.class, () -> InsightRule.builder()
                    .name("")
                    .state("")
                    .schema_("")
                    .definition("")
                    .build());
    private static final Table<String, ResourceTags> TAGS =
            Table.of(SERVICE, "tags", KeyCodec.STRING, RecordCodec.of(ResourceTags.class));
    private static final Table<String, Long> NUMBERS = Table.of(SERVICE, "numbers", KeyCodec.STRING, Codec.LONG);

    /** The tags of a resource. */
    record ResourceTags(SortedMap<String, String> tags) {
        ResourceTags {
            tags = new TreeMap<>(tags);
        }
    }

    final ScopedTable<MetricPlace, StoredMetric> metrics;
    final ScopedTable<PointPlace, Point> points;
    final ScopedTable<String, MetricAlarm> alarms;
    final ScopedTable<String, CompositeAlarm> composites;
    final ScopedTable<ContributorPlace, StoredContributor> contributors;
    final ScopedTable<HistoryPlace, AlarmHistoryItem> history;
    final ScopedTable<String, StoredDashboard> dashboards;
    final ScopedTable<String, GetMetricStreamOutput> streams;
    final ScopedTable<String, AnomalyDetector> anomalyDetectors;
    final ScopedTable<String, InsightRule> insightRules;
    final ScopedTable<String, ResourceTags> tags;
    private final ScopedTable<String, Long> numbers;

    private CloudWatchTables(Scope scope) {
        metrics = METRICS.in(scope);
        points = POINTS.in(scope);
        alarms = ALARMS.in(scope);
        composites = COMPOSITES.in(scope);
        contributors = CONTRIBUTORS.in(scope);
        history = HISTORY.in(scope);
        dashboards = DASHBOARDS.in(Scope.account(scope.account()));
        streams = STREAMS.in(scope);
        anomalyDetectors = ANOMALY_DETECTORS.in(scope);
        insightRules = INSIGHT_RULES.in(scope);
        tags = TAGS.in(scope);
        numbers = NUMBERS.in(scope);
    }

    private static <S extends Structure> Table<String, S> structures(String name, Class<S> type, Supplier<S> any) {
        return Table.of(SERVICE, name, KeyCodec.STRING, StructureCodec.of(type, () -> any.get()
                .schema()));
    }

    static CloudWatchTables in(String account, String region) {
        return new CloudWatchTables(new Scope(account, region));
    }

    static CloudWatchTables of(Call call) {
        return in(call.account(), call.region());
    }

    /** A number that nobody had under this name. */
    long next(Tx tx, String what) {
        long next = numbers.get(tx, what).orElse(0L) + 1;
        numbers.put(tx, what, next);
        return next;
    }
}
