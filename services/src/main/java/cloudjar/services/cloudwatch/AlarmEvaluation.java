package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.Metric;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.api.cloudwatch.MetricDataQuery;
import cloudjar.api.cloudwatch.MetricStat;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.cloudwatch.StateChanges.State;
import cloudjar.services.cloudwatch.math.InvalidMathException;
import cloudjar.services.cloudwatch.math.Outcome;
import cloudjar.services.cloudwatch.math.Series;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an alarm's metric and says which state that is.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">Alarms and missing
 *     data</a>
 */
record AlarmEvaluation(MetricAlarm alarm, Instant now) {
    private static final long MINUTE = 60;
    private static final long FINE = 10;

    /** How many more stretches are looked at than are needed, to find data points in place of missing ones. */
    private static final int MORE = 2;

    private static final String DIMENSION = "Dim.";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** When an alarm is looked at next: each minute, or each ten seconds where its period is shorter. */
    static Instant next(MetricAlarm alarm, Instant now) {
        long every = interval(alarm);
        return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), every) + 1) * every);
    }

    /** How many seconds pass between two looks. */
    static long interval(MetricAlarm alarm) {
        return period(alarm) < MINUTE ? FINE : MINUTE;
    }

    static long period(MetricAlarm alarm) {
        if (alarm.period() != null) {
            return alarm.period();
        }
        long longest = 0;
        for (MetricDataQuery query : alarm.metrics()) {
            MetricStat stat = query.metricStat();
            longest = Math.max(longest, stat != null ? stat.period() : query.period() != null ? query.period() : 0);
        }
        return longest == 0 ? MINUTE : longest;
    }

    /** The queries of an alarm: its own, or the one that its single metric makes. */
    static List<MetricDataQuery> queries(MetricAlarm alarm) {
        if (!alarm.metrics().isEmpty()) {
            return alarm.metrics();
        }
        String statistic = Objects.requireNonNullElse(alarm.statistic(), alarm.extendedStatistic());
        return List.of(MetricDataQuery.builder()
                .id("m1")
                .metricStat(MetricStat.builder()
                        .metric(Metric.builder()
                                .namespace(alarm.namespace())
                                .metricName(alarm.metricName())
                                .dimensions(alarm.dimensions())
                                .build())
                        .period((int) period(alarm))
                        .stat(Objects.requireNonNull(statistic))
                        .unit(alarm.unit())
                        .build())
                .returnData(true)
                .build());
    }

    /** Whether an alarm is about a query of Metrics Insights with groups: each of them has a state of its own. */
    static boolean isOfSeveral(MetricAlarm alarm) {
        return alarm.metrics().stream()
                .filter(query -> !Boolean.FALSE.equals(query.returnData()))
                .map(MetricDataQuery::expression)
                .filter(Objects::nonNull)
                .anyMatch(expression -> InsightsQuery.is(expression)
                        && !InsightsQuery.parse(expression).groupBy().isEmpty());
    }

    /** What is looked at: the queries, where what is evaluated begins, and how many stretches that are. */
    private record Look(QueryScope scope, long oldest, int wanted) {}

    private Look look(Snapshot snapshot, CloudWatchTables tables) {
        long period = period(alarm);
        int wanted = Objects.requireNonNull(alarm.evaluationPeriods());
        long to = Math.floorDiv(now.getEpochSecond(), period) * period;
        // A metric that was never put by the second has its points at the beginnings of minutes, whatever the period.
        long grain = period < MINUTE && !isFine(snapshot, tables) ? MINUTE : period;
        long from = floor(to - period * (wanted + MORE), grain);
        QueryScope scope = new QueryScope(snapshot, tables, queries(alarm), new QueryScope.Window(from, to, now));
        return new Look(scope, floor(to - period * wanted, grain), wanted);
    }

    /** The state; nothing where the alarm stays as it is. */
    Optional<State> state(Snapshot snapshot, CloudWatchTables tables) {
        try {
            Look look = look(snapshot, tables);
            if (!(look.scope().byId(watched()) instanceof Series series)) {
                throw new InvalidMathException("the result is no time series");
            }
            return judged(series, look);
        } catch (InvalidMathException e) {
            return changed(new State(StateChanges.INSUFFICIENT_DATA, "Insufficient Data: " + e.getMessage(), null));
        }
    }

    /**
     * The states of the groups of an alarm about several, by the dimensions that tell them apart; nothing where one stays as it is.
     *
     * @param before the groups that are known, with their states
     */
    Map<SortedMap<String, String>, Optional<State>> states(
            Snapshot snapshot, CloudWatchTables tables, Map<SortedMap<String, String>, String> before) {
        Look look = look(snapshot, tables);
        Map<SortedMap<String, String>, Series> groups = new LinkedHashMap<>();
        before.keySet().forEach(group -> groups.put(group, new Series("", period(alarm), new TreeMap<>())));
        if (look.scope().byId(watched()) instanceof Outcome.Many many) {
            many.series().forEach(series -> groups.put(group(series), series));
        }
        Map<SortedMap<String, String>, Optional<State>> states = new LinkedHashMap<>();
        groups.forEach((group, series) -> {
            String value = before.getOrDefault(group, StateChanges.INSUFFICIENT_DATA);
            MetricAlarm one = alarm.toBuilder().stateValue(value).build();
            Optional<State> state = new AlarmEvaluation(one, now).judged(series, look);
            boolean alarming = state.map(State::value).orElse(value).equals(StateChanges.ALARM);
            // A group that is gone is forgotten, unless its missing data is what is alarming.
            states.put(
                    group, series.values().isEmpty() && !alarming ? Optional.of(insufficient(look.wanted())) : state);
        });
        return states;
    }

    private static SortedMap<String, String> group(Series series) {
        SortedMap<String, String> group = new TreeMap<>();
        series.properties().forEach((name, value) -> {
            if (name.startsWith(DIMENSION)) {
                group.put(name.substring(DIMENSION.length()), value);
            }
        });
        return group;
    }

    private static long floor(long time, long grain) {
        return Math.floorDiv(time, grain) * grain;
    }

    private boolean isFine(Snapshot snapshot, CloudWatchTables tables) {
        return alarm.metricName() == null
                || alarm.namespace() == null
                || tables.metrics
                        .get(
                                snapshot,
                                MetricKey.of(alarm.namespace(), alarm.metricName(), alarm.dimensions())
                                        .place())
                        .filter(metric -> !metric.fine())
                        .isEmpty();
    }

    private Optional<State> changed(State state) {
        return state.value().equals(alarm.stateValue()) ? Optional.empty() : Optional.of(state);
    }

    /** The query that the alarm is about. */
    private String watched() {
        return queries(alarm).stream()
                .filter(query -> !Boolean.FALSE.equals(query.returnData()))
                .map(MetricDataQuery::id)
                .filter(name -> !name.equals(alarm.thresholdMetricId()))
                .findFirst()
                .orElseThrow(() -> new InvalidMathException("no query returns data"));
    }

    private Optional<State> judged(Series series, Look look) {
        int wanted = look.wanted();
        Threshold threshold = threshold(look.scope());
        List<Map.Entry<Long, Double>> real = new ArrayList<>(series.values().entrySet());
        real = real.subList(Math.max(0, real.size() - wanted), real.size());
        // Data points from before what is evaluated only stand in for missing ones when there are others.
        if (real.stream().noneMatch(entry -> entry.getKey() >= look.oldest())) {
            real = List.of();
        }
        return judged(threshold, real, wanted);
    }

    private Optional<State> judged(Threshold threshold, List<Map.Entry<Long, Double>> real, int wanted) {
        int needed = alarm.datapointsToAlarm() == null ? wanted : alarm.datapointsToAlarm();
        int missing = wanted - real.size();
        int breaching = (int) real.stream()
                .filter(entry -> threshold.breached(entry.getKey(), entry.getValue()))
                .count();
        String treatment = Objects.requireNonNullElse(alarm.treatMissingData(), "missing");
        boolean alarming = breaching >= needed;
        switch (treatment) {
            case "breaching" -> alarming = breaching + missing >= needed;
            case "notBreaching" -> {}
            case "ignore" -> {
                if (!alarming && real.size() - breaching <= wanted - needed) {
                    return Optional.empty();
                }
            }
            default -> {
                if (real.isEmpty()) {
                    return changed(insufficient(wanted));
                }
                alarming |= breaching > 0 && breaching + missing >= needed;
            }
        }
        State state = new State(
                alarming ? StateChanges.ALARM : StateChanges.OK,
                reason(threshold, real, new Count(wanted, missing, needed, treatment), alarming),
                data(real));
        return changed(state);
    }

    private static State insufficient(int wanted) {
        return new State(
                StateChanges.INSUFFICIENT_DATA,
                "Insufficient Data: " + (wanted == 1 ? "1 datapoint was" : wanted + " datapoints were") + " unknown.",
                null);
    }

    /** How many data points were wanted, missing and needed. */
    private record Count(int wanted, int missing, int needed, String treatment) {}

    private String reason(Threshold threshold, List<Map.Entry<Long, Double>> real, Count count, boolean alarming) {
        if (real.isEmpty()) {
            String label = count.treatment().equals("breaching") ? "Breaching" : "NonBreaching";
            String periods = count.wanted() + (count.wanted() == 1 ? " period" : " periods");
            String points =
                    count.missing() + (count.missing() == 1 ? " missing datapoint was" : " missing datapoints were");
            return "Threshold Crossed: no datapoints were received for " + periods + " and " + points + " treated as ["
                    + label + "].";
        }
        List<String> points = new ArrayList<>();
        for (Map.Entry<Long, Double> entry : real.reversed()) {
            boolean shown = threshold.breached(entry.getKey(), entry.getValue()) == alarming;
            if (shown) {
                points.add(entry.getValue() + " (" + TIME.format(Instant.ofEpochSecond(entry.getKey())) + ")");
            }
        }
        boolean one = points.size() == 1;
        String some = count.wanted() == 1
                ? "1 datapoint"
                : alarming || points.size() == count.wanted()
                        ? points.size() + " out of the last " + count.wanted() + " datapoints"
                        : points.size() + (one ? " datapoint" : " datapoints");
        String tail = count.wanted() == 1
                ? "."
                : " (minimum " + count.needed() + (count.needed() == 1 ? " datapoint" : " datapoints")
                        + " for OK -> ALARM transition).";
        return "Threshold Crossed: " + some + " [" + String.join(", ", points) + "] " + (one ? "was " : "were ")
                + (alarming ? "" : "not ") + threshold.words() + tail;
    }

    private String data(List<Map.Entry<Long, Double>> real) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("version", "1.0");
        data.put("queryDate", AlarmMessages.TIME.format(now));
        if (!real.isEmpty()) {
            data.put(
                    "startDate",
                    AlarmMessages.TIME.format(
                            Instant.ofEpochSecond(real.getFirst().getKey())));
        }
        if (alarm.unit() != null) {
            data.put("unit", alarm.unit());
        }
        if (alarm.statistic() != null) {
            data.put("statistic", alarm.statistic());
        }
        data.put("period", period(alarm));
        data.put(
                "recentDatapoints",
                real.stream()
                        .map(entry -> (Object) BigDecimal.valueOf(entry.getValue()))
                        .toList());
        if (alarm.threshold() != null) {
            data.put("threshold", BigDecimal.valueOf(alarm.threshold()));
        }
        List<Object> evaluated = new ArrayList<>();
        for (Map.Entry<Long, Double> entry : real.reversed()) {
            Map<String, Object> point = new LinkedHashMap<>();
            point.put("timestamp", AlarmMessages.TIME.format(Instant.ofEpochSecond(entry.getKey())));
            point.put("value", BigDecimal.valueOf(entry.getValue()));
            evaluated.add(point);
        }
        data.put("evaluatedDatapoints", evaluated);
        return Json.write(data);
    }

    private Threshold threshold(QueryScope scope) {
        String operator = Objects.requireNonNull(alarm.comparisonOperator());
        if (alarm.thresholdMetricId() == null) {
            return new Threshold(operator, Objects.requireNonNull(alarm.threshold()), null, null);
        }
        if (!(scope.byId(alarm.thresholdMetricId()) instanceof Outcome.Many band)
                || band.series().size() != 2) {
            throw new InvalidMathException("the threshold is no band");
        }
        return new Threshold(
                operator, 0, band.series().getFirst(), band.series().getLast());
    }

    /** What a value is held against: a number, or a band. */
    private record Threshold(
            String operator,
            double value,
            @Nullable Series upper,
            @Nullable Series lower) {
        boolean breached(long time, double measured) {
            return switch (operator) {
                case "GreaterThanOrEqualToThreshold" -> measured >= value;
                case "GreaterThanThreshold" -> measured > value;
                case "LessThanThreshold" -> measured < value;
                case "LessThanOrEqualToThreshold" -> measured <= value;
                case "GreaterThanUpperThreshold" -> above(time, measured);
                case "LessThanLowerThreshold" -> below(time, measured);
                default -> above(time, measured) || below(time, measured);
            };
        }

        private boolean above(long time, double measured) {
            Double bound = upper == null ? null : upper.values().get(time);
            return bound != null && measured > bound;
        }

        private boolean below(long time, double measured) {
            Double bound = lower == null ? null : lower.values().get(time);
            return bound != null && measured < bound;
        }

        String words() {
            return switch (operator) {
                case "GreaterThanOrEqualToThreshold" -> "greater than or equal to the threshold (" + value + ")";
                case "GreaterThanThreshold" -> "greater than the threshold (" + value + ")";
                case "LessThanThreshold" -> "less than the threshold (" + value + ")";
                case "LessThanOrEqualToThreshold" -> "less than or equal to the threshold (" + value + ")";
                case "GreaterThanUpperThreshold" -> "greater than the upper thresholds";
                case "LessThanLowerThreshold" -> "less than the lower thresholds";
                default -> "less than the lower thresholds or greater than the upper thresholds";
            };
        }
    }
}
