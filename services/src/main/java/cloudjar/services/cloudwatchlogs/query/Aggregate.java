package cloudjar.services.cloudwatchlogs.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What becomes of the values of many records; used by one thread. */
abstract class Aggregate {
    /** How many values a percentile or a count of different ones keeps. */
    private static final int VALUES_MAX = 1_000_000;

    abstract void add(LogRecord row);

    abstract @Nullable Object result();

    /** An aggregate by the name under which it is shown. */
    record Named(String name, Supplier<Aggregate> maker) {}

    /** Whether a function looks at many records. */
    static boolean isOne(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "avg",
                    "count",
                    "count_distinct",
                    "max",
                    "min",
                    "pct",
                    "percentile",
                    "median",
                    "stddev",
                    "sum",
                    "earliest",
                    "latest",
                    "sortsfirst",
                    "sortslast" -> true;
            default -> false;
        };
    }

    /**
     * The maker of an aggregate.
     *
     * @param of its first argument; null for {@code count(*)}
     * @param percent the second argument of {@code pct}
     */
    static Supplier<Aggregate> of(Token name, @Nullable Expression of, double percent) {
        String function = name.text().toLowerCase(Locale.ROOT);
        if (function.equals("count")) {
            return () -> new Count(of);
        }
        if (of == null) {
            throw new MalformedQuery("too few arguments of " + name.text(), name.start());
        }
        return switch (function) {
            case "count_distinct" -> () -> new Distinct(of);
            case "pct", "percentile" -> () -> new Percentile(of, percent);
            case "median" -> () -> new Percentile(of, 50);
            case "earliest" -> () -> new Extreme(of, row -> Values.millis(row.get("@timestamp")), false);
            case "latest" -> () -> new Extreme(of, row -> Values.millis(row.get("@timestamp")), true);
            case "max" -> () -> new Extreme(of, of, true);
            case "min" -> () -> new Extreme(of, of, false);
            case "sortslast" -> () -> new Extreme(of, of, true);
            case "sortsfirst" -> () -> new Extreme(of, of, false);
            default -> () -> new Moments(of, function);
        };
    }

    private static final class Count extends Aggregate {
        private final @Nullable Expression of;
        private double count;

        Count(@Nullable Expression of) {
            this.of = of;
        }

        @Override
        void add(LogRecord row) {
            if (of == null || of.of(row) != null) {
                count++;
            }
        }

        @Override
        Object result() {
            return count;
        }
    }

    private static final class Distinct extends Aggregate {
        private final Expression of;
        private final Set<String> values = new HashSet<>();

        Distinct(Expression of) {
            this.of = of;
        }

        @Override
        void add(LogRecord row) {
            Object value = of.of(row);
            if (value != null && values.size() < VALUES_MAX) {
                values.add(Values.text(value));
            }
        }

        @Override
        Object result() {
            return (double) values.size();
        }
    }

    private static final class Percentile extends Aggregate {
        private final Expression of;
        private final double percent;
        private final List<Double> values = new ArrayList<>();

        Percentile(Expression of, double percent) {
            this.of = of;
            this.percent = percent;
        }

        @Override
        void add(LogRecord row) {
            Double value = Values.number(of.of(row));
            if (value != null && values.size() < VALUES_MAX) {
                values.add(value);
            }
        }

        @Override
        @Nullable
        Object result() {
            if (values.isEmpty()) {
                return null;
            }
            values.sort(null);
            int rank = (int) Math.ceil(percent / 100 * values.size());
            return values.get(Math.clamp(rank - 1, 0, values.size() - 1));
        }
    }

    /** The value of the record whose measure is the greatest, or the least. */
    private static final class Extreme extends Aggregate {
        private final Expression of;
        private final Expression measure;
        private final boolean greatest;
        private @Nullable Object best;
        private @Nullable Object value;

        Extreme(Expression of, Expression measure, boolean greatest) {
            this.of = of;
            this.measure = measure;
            this.greatest = greatest;
        }

        @Override
        void add(LogRecord row) {
            Object candidate = of.of(row);
            Object size = measure.of(row);
            if (candidate == null || size == null) {
                return;
            }
            int order = best == null ? 1 : Values.compare(size, best);
            if (best == null || (greatest ? order > 0 : order < 0)) {
                best = size;
                value = candidate;
            }
        }

        @Override
        @Nullable
        Object result() {
            return value;
        }
    }

    private static final class Moments extends Aggregate {
        private final Expression of;
        private final String function;
        private double count;
        private double sum;
        private double squares;

        Moments(Expression of, String function) {
            this.of = of;
            this.function = function;
        }

        @Override
        void add(LogRecord row) {
            Double value = Values.number(of.of(row));
            if (value != null) {
                count++;
                sum += value;
                squares += value * value;
            }
        }

        @Override
        @Nullable
        Object result() {
            if (count == 0) {
                return null;
            }
            double mean = sum / count;
            return switch (function) {
                case "sum" -> sum;
                case "avg" -> mean;
                default -> Math.sqrt(Math.max(0, squares / count - mean * mean));
            };
        }
    }
}
