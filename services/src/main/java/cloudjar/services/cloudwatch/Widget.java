package cloudjar.services.cloudwatch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a metric widget says of its picture.
 *
 * @param view {@code timeSeries}, {@code singleValue}, {@code bar}, {@code pie} or {@code gauge}
 * @param legend where the names are: {@code bottom}, {@code right} or {@code hidden}
 * @param alarm the ARN of the alarm that is shown; empty where none is
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Metric-Widget-Structure.html">Metric
 *     widget structure</a>
 */
record Widget(
        int width,
        int height,
        Instant start,
        Instant end,
        String title,
        String view,
        boolean stacked,
        boolean whole,
        String legend,
        Axis left,
        Axis right,
        List<Level> levels,
        List<Moment> moments,
        String alarm) {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 400;
    private static final int SIZE_MAX = 2_000;
    private static final Duration SHOWN = Duration.ofHours(3);
    private static final Set<String> VIEWS = Set.of("timeSeries", "singleValue", "bar", "pie", "gauge");
    private static final int ANNOTATION = 0xD62728;

    /** An axis: where it begins and ends, and what it is called. */
    record Axis(@Nullable Double min, @Nullable Double max, String label) {}

    /**
     * A horizontal line, or a band.
     *
     * @param to the other end of a band; null for a line
     * @param fill {@code above}, {@code below} or empty
     */
    record Level(double value, @Nullable Double to, String label, int colour, String fill, boolean right) {}

    /**
     * A vertical line, or a band.
     *
     * @param fill {@code before}, {@code after} or empty
     */
    record Moment(Instant time, @Nullable Instant to, String label, int colour, String fill) {}

    Widget {
        levels = List.copyOf(levels);
        moments = List.copyOf(moments);
    }

    static Widget of(Map<String, Object> json, Instant now) {
        String view = text(json.get("view"), "timeSeries");
        if (!VIEWS.contains(view)) {
            throw CloudWatchErrors.value("The view " + view + " of the metric widget is not supported.");
        }
        Map<?, ?> axes = map(json.get("yAxis"));
        Map<?, ?> annotations = map(json.get("annotations"));
        return new Widget(
                size(json.get("width"), WIDTH),
                size(json.get("height"), HEIGHT),
                time(json.get("start"), now, SHOWN),
                time(json.get("end"), now, Duration.ZERO),
                text(json.get("title"), ""),
                view,
                Boolean.TRUE.equals(json.get("stacked")),
                Boolean.TRUE.equals(json.get("setPeriodToTimeRange")),
                text(map(json.get("legend")).get("position"), "bottom"),
                axis(map(axes.get("left"))),
                axis(map(axes.get("right"))),
                levels(list(annotations.get("horizontal"))),
                moments(list(annotations.get("vertical")), now),
                list(annotations.get("alarms")).stream()
                        .map(String::valueOf)
                        .findFirst()
                        .orElse(""));
    }

    /** This widget with one level more. */
    Widget with(Level level) {
        List<Level> more = new ArrayList<>(levels);
        more.add(level);
        return new Widget(
                width, height, start, end, title, view, stacked, whole, legend, left, right, more, moments, alarm);
    }

    private static Map<?, ?> map(@Nullable Object given) {
        return given instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object given) {
        return given instanceof List<?> list ? list : List.of();
    }

    private static String text(@Nullable Object given, String otherwise) {
        return given instanceof String text ? text : otherwise;
    }

    private static int size(@Nullable Object given, int otherwise) {
        return given instanceof Number number ? Math.clamp(number.intValue(), 1, SIZE_MAX) : otherwise;
    }

    private static @Nullable Double number(@Nullable Object given) {
        return given instanceof Number number ? (Double) number.doubleValue() : null;
    }

    private static Axis axis(Map<?, ?> given) {
        return new Axis(number(given.get("min")), number(given.get("max")), text(given.get("label"), ""));
    }

    /** A colour such as {@code #d62728}; null where none is given. */
    static @Nullable Integer colour(@Nullable Object given) {
        if (!(given instanceof String text) || !text.matches("#[0-9a-fA-F]{6}")) {
            return null;
        }
        return Integer.parseInt(text.substring(1).toLowerCase(Locale.ROOT), 16);
    }

    private static int annotated(Map<?, ?> given) {
        Integer colour = colour(given.get("color"));
        return colour == null ? ANNOTATION : colour;
    }

    private static List<Level> levels(List<?> given) {
        List<Level> levels = new ArrayList<>();
        for (Object one : given) {
            boolean band = one instanceof List<?>;
            Map<?, ?> first = map(band ? list(one).stream().findFirst().orElse(null) : one);
            Double value = number(first.get("value"));
            Double to =
                    band && list(one).size() > 1 ? number(map(list(one).get(1)).get("value")) : null;
            if (value == null || Boolean.FALSE.equals(first.get("visible"))) {
                continue;
            }
            levels.add(new Level(
                    value,
                    to,
                    text(first.get("label"), ""),
                    annotated(first),
                    text(first.get("fill"), ""),
                    "right".equals(first.get("yAxis"))));
        }
        return levels;
    }

    private static List<Moment> moments(List<?> given, Instant now) {
        List<Moment> moments = new ArrayList<>();
        for (Object one : given) {
            boolean band = one instanceof List<?>;
            Map<?, ?> first = map(band ? list(one).stream().findFirst().orElse(null) : one);
            Object to = band && list(one).size() > 1 ? map(list(one).get(1)).get("value") : null;
            if (first.get("value") == null || Boolean.FALSE.equals(first.get("visible"))) {
                continue;
            }
            moments.add(new Moment(
                    time(first.get("value"), now, Duration.ZERO),
                    to == null ? null : time(to, now, Duration.ZERO),
                    text(first.get("label"), ""),
                    annotated(first),
                    text(first.get("fill"), "")));
        }
        return moments;
    }

    /** A time, or a duration before now such as {@code -PT3H}. */
    private static Instant time(@Nullable Object given, Instant now, Duration before) {
        if (!(given instanceof String text)) {
            return now.minus(before);
        }
        String length = text.startsWith("-") ? text.substring(1) : text;
        try {
            if (length.startsWith("PT")) {
                return now.minus(Duration.parse(length));
            }
            return length.startsWith("P")
                    ? now.atOffset(ZoneOffset.UTC).minus(Period.parse(length)).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw CloudWatchErrors.value("The time " + text + " of the metric widget is not valid.");
        }
    }
}
