package cloudjar.services.cloudwatch;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is made of a stretch's values: {@code Sum}, {@code p99.9}, {@code tm(10%:90%)}, {@code PR(1:5)} and the like.
 *
 * @param name as it was asked for
 * @param from the lower bound of percentiles, trimmed means and the like: of ranks in percent, or of values
 * @param to the upper bound
 * @param ofValues whether the bounds are values
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">Statistics
 *     definitions</a>
 */
record Statistic(String name, Kind kind, double from, double to, boolean ofValues) {
    /** What is made. */
    enum Kind {
        AVERAGE,
        SUM,
        MINIMUM,
        MAXIMUM,
        SAMPLE_COUNT,
        PERCENTILE,
        TRIMMED_MEAN,
        WINSORIZED_MEAN,
        TRIMMED_COUNT,
        TRIMMED_SUM,
        PERCENTILE_RANK
    }

    private static final double ALL = 100;

    static Optional<Statistic> of(String name) {
        return switch (name) {
            case "Average" -> Optional.of(plain(name, Kind.AVERAGE));
            case "Sum" -> Optional.of(plain(name, Kind.SUM));
            case "Minimum" -> Optional.of(plain(name, Kind.MINIMUM));
            case "Maximum" -> Optional.of(plain(name, Kind.MAXIMUM));
            case "SampleCount" -> Optional.of(plain(name, Kind.SAMPLE_COUNT));
            case "IQM" -> Optional.of(new Statistic(name, Kind.TRIMMED_MEAN, 25, 75, false));
            default -> parsed(name);
        };
    }

    private static Statistic plain(String name, Kind kind) {
        return new Statistic(name, kind, 0, ALL, false);
    }

    private static Optional<Statistic> parsed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Kind kind = lower.startsWith("pr(")
                ? Kind.PERCENTILE_RANK
                : lower.startsWith("tm")
                        ? Kind.TRIMMED_MEAN
                        : lower.startsWith("wm")
                                ? Kind.WINSORIZED_MEAN
                                : lower.startsWith("tc")
                                        ? Kind.TRIMMED_COUNT
                                        : lower.startsWith("ts") ? Kind.TRIMMED_SUM : Kind.PERCENTILE;
        int prefix = kind == Kind.PERCENTILE ? 1 : 2;
        if (lower.length() <= prefix || kind == Kind.PERCENTILE && !lower.startsWith("p")) {
            return Optional.empty();
        }
        String rest = lower.substring(prefix);
        try {
            if (!rest.startsWith("(")) {
                double percent = Double.parseDouble(rest);
                return percent < 0 || percent > ALL || kind == Kind.PERCENTILE_RANK
                        ? Optional.empty()
                        : Optional.of(new Statistic(name, kind, 0, percent, false));
            }
            return kind == Kind.PERCENTILE || !rest.endsWith(")") ? Optional.empty() : ranged(name, kind, rest);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Statistic> ranged(String name, Kind kind, String rest) {
        String[] bounds = rest.substring(1, rest.length() - 1).split(":", -1);
        if (bounds.length != 2) {
            return Optional.empty();
        }
        boolean values = rest.indexOf('%') < 0;
        double from = bound(bounds[0], values ? Double.NEGATIVE_INFINITY : 0);
        double to = bound(bounds[1], values ? Double.POSITIVE_INFINITY : ALL);
        return from > to ? Optional.empty() : Optional.of(new Statistic(name, kind, from, to, values));
    }

    private static double bound(String text, double otherwise) {
        String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        return number.isEmpty() ? otherwise : Double.parseDouble(number);
    }

    boolean isExtended() {
        return switch (kind) {
            case AVERAGE, SUM, MINIMUM, MAXIMUM, SAMPLE_COUNT -> false;
            case PERCENTILE, TRIMMED_MEAN, WINSORIZED_MEAN, TRIMMED_COUNT, TRIMMED_SUM, PERCENTILE_RANK -> true;
        };
    }

    /** What it is of a point; nothing where the point's values are not known. */
    OptionalDouble of(Point point) {
        return switch (kind) {
            case AVERAGE -> OptionalDouble.of(point.sum() / point.count());
            case SUM -> OptionalDouble.of(point.sum());
            case MINIMUM -> OptionalDouble.of(point.min());
            case MAXIMUM -> OptionalDouble.of(point.max());
            case SAMPLE_COUNT -> OptionalDouble.of(point.count());
            case PERCENTILE, TRIMMED_MEAN, WINSORIZED_MEAN, TRIMMED_COUNT, TRIMMED_SUM, PERCENTILE_RANK ->
                point.values().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(extended(point));
        };
    }

    private double extended(Point point) {
        if (kind == Kind.PERCENTILE) {
            return atRank(point, to);
        }
        double low = ofValues ? from : from <= 0 ? Double.NEGATIVE_INFINITY : atRank(point, from);
        double high = ofValues ? to : atRank(point, to);
        double all = 0;
        double count = 0;
        double sum = 0;
        for (int i = 0; i < point.values().size(); i++) {
            double value = point.values().get(i);
            double times = point.counts().get(i);
            all += times;
            boolean inside = value <= high && (ofValues ? value > low : value >= low);
            if (inside) {
                count += times;
                sum += times * value;
            } else if (kind == Kind.WINSORIZED_MEAN) {
                sum += times * (value < low ? low : high);
            }
        }
        return switch (kind) {
            case TRIMMED_COUNT -> count;
            case TRIMMED_SUM -> sum;
            case PERCENTILE_RANK -> count / all * ALL;
            case WINSORIZED_MEAN -> sum / all;
            default -> count == 0 ? 0 : sum / count;
        };
    }

    private static double atRank(Point point, double percent) {
        double total = 0;
        for (double count : point.counts()) {
            total += count;
        }
        double rank = percent / ALL * total;
        double seen = 0;
        for (int i = 0; i < point.values().size(); i++) {
            seen += point.counts().get(i);
            if (seen >= rank) {
                return point.values().get(i);
            }
        }
        return point.max();
    }
}
