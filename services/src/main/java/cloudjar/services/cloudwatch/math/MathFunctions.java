package cloudjar.services.cloudwatch.math;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The functions of metric math. */
final class MathFunctions {
    /** How wide the simplified band of expected values is, in deviations, where the expression does not say. */
    private static final double BAND = 2;

    private MathFunctions() {}

    /** What stands where a time series has no value. */
    enum Filling {
        VALUE,
        REPEAT,
        LINEAR
    }

    static Outcome pairwise(Outcome left, Outcome right, DoubleBinaryOperator operation) {
        return switch (left) {
            case Outcome.Scalar a ->
                right instanceof Outcome.Scalar b
                        ? new Outcome.Scalar(operation.applyAsDouble(a.value(), b.value()))
                        : each(right, value -> operation.applyAsDouble(a.value(), value));
            case Series a ->
                switch (right) {
                    case Outcome.Scalar b -> a.map(value -> operation.applyAsDouble(value, b.value()));
                    case Series b -> a.with(b, operation);
                    case Outcome.Many b ->
                        new Outcome.Many(b.series().stream()
                                .map(one -> one.with(a, (value, first) -> operation.applyAsDouble(first, value)))
                                .toList());
                };
            case Outcome.Many a ->
                switch (right) {
                    case Outcome.Scalar b -> each(a, value -> operation.applyAsDouble(value, b.value()));
                    case Series b ->
                        new Outcome.Many(a.series().stream()
                                .map(one -> one.with(b, operation))
                                .toList());
                    case Outcome.Many _ -> throw new InvalidMathException("Two arrays cannot be combined");
                };
        };
    }

    static Outcome each(Outcome of, DoubleUnaryOperator change) {
        return switch (of) {
            case Outcome.Scalar scalar -> new Outcome.Scalar(change.applyAsDouble(scalar.value()));
            case Series series -> series.map(change);
            case Outcome.Many many ->
                new Outcome.Many(
                        many.series().stream().map(series -> series.map(change)).toList());
        };
    }

    static Outcome call(String name, List<Outcome> given, Scope scope) {
        return switch (name) {
            case "ABS" -> each(one(name, given), Math::abs);
            case "CEIL" -> each(one(name, given), Math::ceil);
            case "FLOOR" -> each(one(name, given), Math::floor);
            case "LOG" -> each(one(name, given), Math::log);
            case "LOG10" -> each(one(name, given), Math::log10);
            case "AVG" ->
                across(
                        one(name, given),
                        values -> values.stream().mapToDouble(d -> d).average().orElse(0));
            case "SUM" ->
                across(
                        one(name, given),
                        values -> values.stream().mapToDouble(d -> d).sum());
            case "MIN" ->
                across(
                        one(name, given),
                        values -> values.stream().mapToDouble(d -> d).min().orElse(0));
            case "MAX" ->
                across(
                        one(name, given),
                        values -> values.stream().mapToDouble(d -> d).max().orElse(0));
            case "STDDEV" -> across(one(name, given), MathFunctions::deviation);
            case "DATAPOINT_COUNT" -> across(one(name, given), List::size);
            case "METRIC_COUNT" -> new Outcome.Scalar(many(one(name, given)).size());
            case "FIRST" -> many(one(name, given)).getFirst();
            case "LAST" -> many(one(name, given)).getLast();
            case "PERIOD" ->
                new Outcome.Scalar(many(one(name, given)).getFirst().period());
            case "TIME_SERIES" -> constant(one(name, given), scope);
            case "DIFF" -> ofSteps(one(name, given), (value, _) -> value);
            case "DIFF_TIME" -> ofSteps(one(name, given), (_, seconds) -> seconds);
            case "RATE" -> ofSteps(one(name, given), (value, seconds) -> value / seconds);
            case "RUNNING_SUM" -> map(one(name, given), MathFunctions::running);
            case "REMOVE_EMPTY" ->
                new Outcome.Many(many(one(name, given)).stream()
                        .filter(series -> !series.values().isEmpty())
                        .toList());
            case "IF" -> choice(given);
            case "SLICE" -> slice(given);
            case "SORT" -> sorted(given);
            case "EPOCH", "MINUTE", "HOUR", "DAY", "DATE", "MONTH", "YEAR" -> ofTime(name, one(name, given));
            case "ANOMALY_DETECTION_BAND" -> band(given);
            default -> throw new InvalidMathException("Unknown function: " + name);
        };
    }

    private static Outcome one(String name, List<Outcome> given) {
        if (given.size() != 1) {
            throw new InvalidMathException(name + " takes one argument");
        }
        return given.getFirst();
    }

    private static List<Series> many(Outcome of) {
        List<Series> series =
                switch (of) {
                    case Outcome.Scalar _ -> throw new InvalidMathException("A time series is needed");
                    case Series one -> List.of(one);
                    case Outcome.Many all -> all.series();
                };
        if (series.isEmpty()) {
            throw new InvalidMathException("There is no time series");
        }
        return series;
    }

    private static Outcome map(Outcome of, UnaryOperator<Series> change) {
        return of instanceof Series one
                ? change.apply(one)
                : new Outcome.Many(many(of).stream().map(change).toList());
    }

    /** Of one time series a number, of several a time series of what they are at each time. */
    private static Outcome across(Outcome of, ToDoubleFunction<List<Double>> measure) {
        if (of instanceof Series one) {
            return new Outcome.Scalar(
                    one.values().isEmpty()
                            ? 0
                            : measure.applyAsDouble(List.copyOf(one.values().values())));
        }
        SortedMap<Long, List<Double>> times = new TreeMap<>();
        List<Series> all = of instanceof Outcome.Many many && many.series().isEmpty() ? List.of() : many(of);
        all.forEach(
                series -> series.values().forEach((time, value) -> times.computeIfAbsent(time, _ -> new ArrayList<>())
                        .add(value)));
        SortedMap<Long, Double> values = new TreeMap<>();
        times.forEach((time, list) -> values.put(time, measure.applyAsDouble(list)));
        return new Series("", all.isEmpty() ? 60 : all.getFirst().period(), values);
    }

    private static double deviation(List<Double> values) {
        double mean = values.stream().mapToDouble(d -> d).average().orElse(0);
        return Math.sqrt(values.stream()
                .mapToDouble(d -> (d - mean) * (d - mean))
                .average()
                .orElse(0));
    }

    private static Series constant(Outcome of, Scope scope) {
        if (!(of instanceof Outcome.Scalar scalar)) {
            throw new InvalidMathException("TIME_SERIES takes a number");
        }
        SortedMap<Long, Double> values = new TreeMap<>();
        times(scope).forEach(time -> values.put(time, scalar.value()));
        return new Series("", scope.period(), values);
    }

    private static List<Long> times(Scope scope) {
        List<Long> times = new ArrayList<>();
        long period = scope.period();
        for (long time = Math.floorDiv(scope.from(), period) * period; time < scope.to(); time += period) {
            times.add(time);
        }
        return times;
    }

    private static Outcome ofSteps(Outcome of, DoubleBinaryOperator step) {
        return map(of, series -> {
            SortedMap<Long, Double> values = new TreeMap<>();
            Map.Entry<Long, Double> before = null;
            for (Map.Entry<Long, Double> entry : series.values().entrySet()) {
                if (before != null) {
                    values.put(entry.getKey(), step.applyAsDouble(entry.getValue() - before.getValue(), (double)
                            (entry.getKey() - before.getKey())));
                }
                before = entry;
            }
            return series.withValues(values);
        });
    }

    private static Series running(Series series) {
        SortedMap<Long, Double> values = new TreeMap<>();
        double sum = 0;
        for (Map.Entry<Long, Double> entry : series.values().entrySet()) {
            sum += entry.getValue();
            values.put(entry.getKey(), sum);
        }
        return series.withValues(values);
    }

    private static Outcome choice(List<Outcome> given) {
        if (given.size() < 2 || given.size() > 3) {
            throw new InvalidMathException("IF takes two or three arguments");
        }
        Outcome otherwise = given.size() == 3 ? given.get(2) : null;
        if (given.getFirst() instanceof Outcome.Scalar scalar) {
            return scalar.value() != 0 ? given.get(1) : otherwise == null ? new Outcome.Many(List.of()) : otherwise;
        }
        return map(given.getFirst(), condition -> {
            SortedMap<Long, Double> values = new TreeMap<>();
            condition.values().forEach((time, truth) -> {
                Double value = truth != 0 ? at(given.get(1), time) : otherwise == null ? null : at(otherwise, time);
                if (value != null) {
                    values.put(time, value);
                }
            });
            return condition.withValues(values);
        });
    }

    private static @Nullable Double at(Outcome of, long time) {
        return switch (of) {
            case Outcome.Scalar scalar -> scalar.value();
            case Series series -> series.values().get(time);
            case Outcome.Many _ -> throw new InvalidMathException("IF takes no arrays");
        };
    }

    private static Outcome slice(List<Outcome> given) {
        List<Series> series = many(given.getFirst());
        int from = given.size() > 1 ? index(given.get(1), series.size()) : 0;
        if (given.size() == 2) {
            return series.get(Math.min(from, series.size() - 1));
        }
        int to = given.size() > 2 ? index(given.get(2), series.size()) : series.size();
        return new Outcome.Many(from >= to ? List.of() : series.subList(from, to));
    }

    private static int index(Outcome of, int size) {
        if (!(of instanceof Outcome.Scalar scalar)) {
            throw new InvalidMathException("A number is needed");
        }
        return (int) Math.clamp(scalar.value(), 0, size);
    }

    /** The first argument's series in the order of their averages: the greatest first, unless a negative number follows. */
    private static Outcome sorted(List<Outcome> given) {
        Comparator<Series> order = Comparator.comparingDouble(series ->
                series.values().values().stream().mapToDouble(d -> d).average().orElse(0));
        return new Outcome.Many(
                many(given.getFirst()).stream().sorted(order.reversed()).toList());
    }

    private static Outcome ofTime(String name, Outcome of) {
        return switch (name) {
            case "EPOCH" -> ofTime(of, time -> time.toEpochSecond());
            case "MINUTE" -> ofTime(of, OffsetDateTime::getMinute);
            case "HOUR" -> ofTime(of, OffsetDateTime::getHour);
            case "DAY" -> ofTime(of, time -> time.getDayOfWeek().getValue());
            case "DATE" -> ofTime(of, OffsetDateTime::getDayOfMonth);
            case "MONTH" -> ofTime(of, OffsetDateTime::getMonthValue);
            default -> ofTime(of, OffsetDateTime::getYear);
        };
    }

    private static Outcome ofTime(Outcome of, ToDoubleFunction<OffsetDateTime> part) {
        return map(of, series -> {
            SortedMap<Long, Double> values = new TreeMap<>();
            series.values()
                    .keySet()
                    .forEach(time -> values.put(
                            time, part.applyAsDouble(Instant.ofEpochSecond(time).atOffset(ZoneOffset.UTC))));
            return series.withValues(values);
        });
    }

    /** A simplified band: the average of all values, and so many deviations above and below; AWS's learns of weeks. */
    private static Outcome band(List<Outcome> given) {
        Series series = many(given.getFirst()).getFirst();
        double width = given.size() > 1 && given.get(1) instanceof Outcome.Scalar scalar ? scalar.value() : BAND;
        List<Double> values = List.copyOf(series.values().values());
        double mean = values.stream().mapToDouble(d -> d).average().orElse(0);
        double reach = width * deviation(values);
        return new Outcome.Many(List.of(
                new Series(
                        series.label() + " upper",
                        series.period(),
                        series.map(_ -> mean + reach).values()),
                new Series(
                        series.label() + " lower",
                        series.period(),
                        series.map(_ -> mean - reach).values())));
    }

    static Outcome filled(Outcome of, Scope scope, Filling filling, Outcome value) {
        if (!(value instanceof Outcome.Scalar scalar)) {
            throw new InvalidMathException("FILL takes a number, REPEAT or LINEAR");
        }
        return map(of, series -> {
            TreeMap<Long, Double> known = new TreeMap<>(series.values());
            SortedMap<Long, Double> values = new TreeMap<>(known);
            for (long time : times(scope)) {
                if (!known.containsKey(time)) {
                    switch (filling) {
                        case VALUE -> values.put(time, scalar.value());
                        case REPEAT -> {
                            Map.Entry<Long, Double> before = known.lowerEntry(time);
                            if (before != null) {
                                values.put(time, before.getValue());
                            }
                        }
                        case LINEAR -> {
                            Map.Entry<Long, Double> before = known.lowerEntry(time);
                            Map.Entry<Long, Double> after = known.higherEntry(time);
                            if (before != null && after != null) {
                                double part = (double) (time - before.getKey()) / (after.getKey() - before.getKey());
                                values.put(time, before.getValue() + part * (after.getValue() - before.getValue()));
                            }
                        }
                    }
                }
            }
            return series.withValues(values);
        });
    }
}
