package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.LabelOptions;
import cloudjar.services.cloudwatch.math.Series;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A label with parts such as <code>${MAX}</code> or <code>${PROP('Dim.QueueName')}</code>. What it does not know stays as it is. AWS's
 * page has the names, not how numbers and times are written: that is ours.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html">Use dynamic labels</a>
 */
record DynamicLabel(String text) {
    private static final Pattern PART = Pattern.compile("\\$\\{([A-Z_]+)(?:\\('([^']*)'\\))?\\}");
    private static final String NOTHING = "--";
    private static final MathContext DIGITS = new MathContext(6);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** Where and when a label is shown. */
    record Place(String account, String region, Instant now, ZoneOffset zone) {}

    /** The zone of times in labels, such as {@code +0130}. */
    static ZoneOffset zone(@Nullable LabelOptions options) {
        if (options == null || options.timezone() == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneOffset.of(options.timezone());
        } catch (DateTimeException e) {
            throw CloudWatchErrors.validation("The value " + options.timezone()
                    + " for parameter LabelOptions.Timezone is not an offset such as +0130.");
        }
    }

    /**
     * What it comes to for a series.
     *
     * @param usual the label that the series would have without this one
     */
    String of(Series series, String usual, Place place) {
        if (text.indexOf("${") < 0) {
            return text;
        }
        StringBuilder label = new StringBuilder();
        Matcher parts = PART.matcher(text);
        int from = 0;
        while (parts.find()) {
            String argument = parts.group(2);
            String value = argument == null
                    ? value(parts.group(1), series, usual, place)
                    : parts.group(1).equals("PROP") ? property(argument, series, place) : null;
            label.append(text, from, parts.start()).append(value == null ? parts.group() : value);
            from = parts.end();
        }
        return label.append(text, from, text.length()).toString();
    }

    private static String property(String name, Series series, Place place) {
        return switch (name) {
            case "AccountId", "AccountLabel" -> place.account();
            case "Region" -> place.region();
            default -> series.properties().getOrDefault(name, "");
        };
    }

    private static @Nullable String value(String name, Series series, String usual, Place place) {
        if (name.equals("LABEL")) {
            return usual;
        }
        if (name.equals("DATAPOINT_COUNT")) {
            return Integer.toString(series.values().size());
        }
        if (series.values().isEmpty()) {
            return NOTHING;
        }
        Ends ends = Ends.of(series.values());
        double sum = series.values().values().stream().mapToDouble(d -> d).sum();
        return switch (name) {
            case "AVG" -> number(sum / series.values().size());
            case "SUM" -> number(sum);
            case "MIN" -> number(ends.min().getValue());
            case "MAX" -> number(ends.max().getValue());
            case "FIRST" -> number(ends.first().getValue());
            case "LAST" -> number(ends.last().getValue());
            case "FIRST_LAST_RANGE" ->
                number(ends.last().getValue() - ends.first().getValue());
            case "MIN_MAX_RANGE" -> number(ends.max().getValue() - ends.min().getValue());
            case "FIRST_LAST_TIME_RANGE" ->
                length(ends.last().getKey() - ends.first().getKey());
            case "MIN_MAX_TIME_RANGE" -> length(ends.max().getKey() - ends.min().getKey());
            default -> time(name, ends, place);
        };
    }

    private static @Nullable String time(String name, Ends ends, Place place) {
        boolean relative = name.endsWith("_TIME_RELATIVE");
        String suffix = relative ? "_TIME_RELATIVE" : "_TIME";
        if (!name.endsWith(suffix)) {
            return null;
        }
        Map.Entry<Long, Double> point =
                switch (name.substring(0, name.length() - suffix.length())) {
                    case "MIN" -> ends.min();
                    case "MAX" -> ends.max();
                    case "FIRST" -> ends.first();
                    case "LAST" -> ends.last();
                    default -> null;
                };
        if (point == null) {
            return null;
        }
        return relative
                ? length(place.now().getEpochSecond() - point.getKey())
                : TIME.format(Instant.ofEpochSecond(point.getKey()).atOffset(place.zone()));
    }

    private static String number(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** As hours, minutes and seconds: {@code 1h30m}. */
    private static String length(long seconds) {
        return Duration.ofSeconds(Math.abs(seconds)).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /** The points of a series that labels speak of. */
    private record Ends(
            Map.Entry<Long, Double> first,
            Map.Entry<Long, Double> last,
            Map.Entry<Long, Double> min,
            Map.Entry<Long, Double> max) {
        static Ends of(SortedMap<Long, Double> values) {
            Comparator<Map.Entry<Long, Double>> order = Map.Entry.comparingByValue();
            return new Ends(
                    values.firstEntry(),
                    values.lastEntry(),
                    values.entrySet().stream().min(order).orElseThrow(),
                    values.entrySet().stream().max(order).orElseThrow());
        }
    }
}
