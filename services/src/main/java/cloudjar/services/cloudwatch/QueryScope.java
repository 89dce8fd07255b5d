package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.MessageData;
import cloudjar.api.cloudwatch.MetricDataQuery;
import cloudjar.api.cloudwatch.MetricStat;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.cloudwatch.math.InvalidMathException;
import cloudjar.services.cloudwatch.math.MathParser;
import cloudjar.services.cloudwatch.math.Outcome;
import cloudjar.services.cloudwatch.math.Scope;
import cloudjar.services.cloudwatch.math.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The queries of one request: each is computed when another, or the answer, needs it. Used by one thread. */
final class QueryScope implements Scope {
    private static final long MINUTE = 60;

    private final Snapshot snapshot;
    private final CloudWatchTables tables;
    private final Map<String, MetricDataQuery> queries = new LinkedHashMap<>();
    private final Window window;
    private final Map<String, Outcome> computed = new HashMap<>();
    private final Set<String> underway = new HashSet<>();
    private final Map<String, List<MessageData>> messages = new HashMap<>();

    /** The time asked about, in seconds: from inclusive, to exclusive. */
    record Window(long from, long to, Instant now) {}

    QueryScope(Snapshot snapshot, CloudWatchTables tables, List<MetricDataQuery> queries, Window window) {
        this.snapshot = snapshot;
        this.tables = tables;
        this.window = window;
        queries.forEach(query -> this.queries.put(query.id(), query));
    }

    @Override
    public Outcome byId(String id) {
        Outcome known = computed.get(id);
        if (known != null) {
            return known;
        }
        MetricDataQuery query = queries.get(id);
        if (query == null) {
            throw new InvalidMathException("Undefined variable: " + id);
        }
        if (!underway.add(id)) {
            throw new InvalidMathException("Circular dependency: " + id);
        }
        Outcome outcome = query.metricStat() != null ? read(id, query.metricStat()) : math(query);
        underway.remove(id);
        computed.put(id, outcome);
        return outcome;
    }

    private Outcome math(MetricDataQuery query) {
        String expression = query.expression() == null ? "" : query.expression();
        return InsightsQuery.is(expression)
                ? new SeriesSelection(snapshot, tables, window)
                        .select(InsightsQuery.parse(expression), query.period() == null ? MINUTE : query.period())
                : MathParser.compute(expression, this);
    }

    private Series read(String id, MetricStat stat) {
        MetricKey key = MetricKey.of(
                text(stat.metric().namespace()),
                text(stat.metric().metricName()),
                stat.metric().dimensions());
        return read(id, key, stat.stat(), stat.period(), stat.unit());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private Series read(String id, MetricKey key, String stat, long period, @Nullable String unit) {
        Statistic statistic = Statistic.of(stat)
                .orElseThrow(() -> new InvalidMathException("The statistic " + stat + " is not supported"));
        SortedMap<String, SortedMap<Long, Point>> units = Metrics.read(
                snapshot, tables, new Metrics.Reading(key, unit, window.from(), window.to(), period), window.now());
        if (units.size() > 1) {
            messages.put(
                    id,
                    List.of(MessageData.builder()
                            .code_("MultipleUnits")
                            .value("Multiple units returned: '" + units.keySet() + "'")
                            .build()));
        }
        SortedMap<Long, Double> values = new TreeMap<>();
        SortedMap<Long, Point> points = units.isEmpty() ? null : units.get(units.firstKey());
        if (points != null) {
            points.forEach((start, point) -> statistic.of(point).ifPresent(value -> values.put(start, value)));
        }
        return new Series(key.name(), period, values, properties(key, stat, period));
    }

    private static Map<String, String> properties(MetricKey key, String stat, long period) {
        Map<String, String> properties = new HashMap<>();
        properties.put("Namespace", key.namespace());
        properties.put("MetricName", key.name());
        properties.put("Stat", stat);
        properties.put("Period", Long.toString(period));
        key.dimensions().forEach((name, value) -> properties.put("Dim." + name, value));
        return properties;
    }

    List<MessageData> messages(String id) {
        return messages.getOrDefault(id, List.of());
    }

    @Override
    public List<Series> metrics(String part) {
        List<Series> series = new ArrayList<>();
        queries.forEach((id, query) -> {
            if (query.metricStat() != null && id.contains(part) && byId(id) instanceof Series one) {
                series.add(one);
            }
        });
        return series;
    }

    @Override
    public List<Series> search(String search, String statistic, long period) {
        MetricSearch wanted = MetricSearch.parse(search);
        Range range = wanted.namespace().isEmpty() ? Range.all() : Range.prefix(Key.of(wanted.namespace()));
        List<Series> found = new ArrayList<>();
        for (StoredMetric metric : tables.metrics.rows(snapshot, range).values()) {
            if (wanted.matches(metric.key())) {
                Series series = read("", metric.key(), statistic, period, null);
                found.add(new Series(label(metric.key()), period, series.values(), series.properties()));
                if (found.size() >= CloudWatchLimits.SEARCHED.current()) {
                    break;
                }
            }
        }
        found.sort(Comparator.comparing(Series::label));
        return found;
    }

    private static String label(MetricKey key) {
        return key.dimensions().isEmpty()
                ? key.name()
                : String.join(" ", key.dimensions().values()) + " " + key.name();
    }

    @Override
    public long period() {
        long longest = 0;
        for (MetricDataQuery query : queries.values()) {
            MetricStat stat = query.metricStat();
            longest = Math.max(longest, stat != null ? stat.period() : query.period() != null ? query.period() : 0);
        }
        return longest == 0 ? MINUTE : longest;
    }

    @Override
    public long from() {
        return window.from();
    }

    @Override
    public long to() {
        return window.to();
    }
}
