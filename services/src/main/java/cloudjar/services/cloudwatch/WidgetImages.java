package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.GetMetricDataInput;
import cloudjar.api.cloudwatch.MetricDataQuery;
import cloudjar.api.cloudwatch.MetricDataResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.Bytes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws pictures of metrics: a graph with its axes, its lines and their names. */
final class WidgetImages {
    private static final int[] COLOURS = {0x1F77B4, 0xFF7F0E, 0x2CA02C, 0xD62728, 0x9467BD, 0x8C564B, 0xE377C2, 0x7F7F7F
    };
    private static final int WIDTH = 600;
    private static final int HEIGHT = 400;
    private static final int SIZE_MAX = 2_000;
    private static final int MARGIN = 60;
    private static final int TOP = 40;
    private static final int BOTTOM = 60;
    private static final int LINES = 5;
    private static final Duration SHOWN = Duration.ofHours(3);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final MetricQueries queries;

    WidgetImages(LimitProfile limits) {
        queries = new MetricQueries(limits);
    }

    Bytes draw(String widget, Call call) {
        Map<String, Object> json = Json.object(widget)
                .orElseThrow(() -> CloudWatchErrors.value("The parameter MetricWidget is not valid JSON."));
        int width = size(json.get("width"), WIDTH);
        int height = size(json.get("height"), HEIGHT);
        Instant end = time(json.get("end"), call.time(), Duration.ZERO);
        Instant start = time(json.get("start"), call.time(), SHOWN);
        List<MetricDataQuery> asked = WidgetMetrics.queries(json);
        List<MetricDataResult> results = asked.isEmpty()
                ? List.of()
                : queries.answer(
                                GetMetricDataInput.builder()
                                        .startTime(start)
                                        .endTime(end)
                                        .scanBy("TimestampAscending")
                                        .metricDataQueries(asked)
                                        .build(),
                                call)
                        .metricDataResults();
        Canvas canvas = new Canvas(width, height);
        Frame frame = Frame.of(width, height, start, end, results);
        canvas.text(MARGIN, 12, json.get("title") instanceof String title ? title : "", 3, Canvas.BLACK);
        frame.drawAxes(canvas);
        for (int i = 0; i < results.size(); i++) {
            frame.drawLine(canvas, results.get(i), COLOURS[i % COLOURS.length], i);
        }
        return canvas.png();
    }

    private static int size(@Nullable Object given, int otherwise) {
        return given instanceof Number number ? Math.clamp(number.intValue(), 1, SIZE_MAX) : otherwise;
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

    /** Where values are on the picture. */
    private record Frame(int width, int height, Instant start, Instant end, double low, double high) {
        static Frame of(int width, int height, Instant start, Instant end, List<MetricDataResult> results) {
            double low = 0;
            double high = 0;
            boolean any = false;
            for (MetricDataResult result : results) {
                for (double value : result.values()) {
                    low = any ? Math.min(low, value) : Math.min(0, value);
                    high = any ? Math.max(high, value) : value;
                    any = true;
                }
            }
            return new Frame(width, height, start, end, low, high <= low ? low + 1 : high);
        }

        private int x(Instant time) {
            double part = (double) (time.toEpochMilli() - start.toEpochMilli())
                    / Math.max(1, end.toEpochMilli() - start.toEpochMilli());
            return MARGIN + (int) (part * (width - MARGIN - MARGIN / 3));
        }

        private int y(double value) {
            return height - BOTTOM - (int) ((value - low) / (high - low) * (height - BOTTOM - TOP));
        }

        void drawAxes(Canvas canvas) {
            for (int i = 0; i <= LINES; i++) {
                double value = low + (high - low) * i / LINES;
                canvas.line(MARGIN, y(value), width - MARGIN / 3, y(value), i == 0 ? Canvas.BLACK : Canvas.GREY);
                canvas.text(4, y(value) - 5, String.format(Locale.ROOT, "%.5g", value), 2, Canvas.BLACK);
                Instant time =
                        start.plus(Duration.between(start, end).multipliedBy(i).dividedBy(LINES));
                canvas.text(x(time) - 18, height - BOTTOM + 6, TIME.format(time), 2, Canvas.BLACK);
            }
            canvas.line(MARGIN, TOP, MARGIN, height - BOTTOM, Canvas.BLACK);
        }

        void drawLine(Canvas canvas, MetricDataResult result, int colour, int number) {
            List<Instant> times = result.timestamps();
            for (int i = 0; i < times.size(); i++) {
                int x = x(times.get(i));
                int y = y(result.values().get(i));
                if (i > 0) {
                    canvas.line(x(times.get(i - 1)), y(result.values().get(i - 1)), x, y, colour);
                }
                for (int d = -1; d <= 1; d++) {
                    canvas.line(x - 1, y + d, x + 1, y + d, colour);
                }
            }
            int left = MARGIN + number % 3 * ((width - MARGIN) / 3);
            int top = height - BOTTOM / 2 + number / 3 * 14;
            canvas.line(left, top + 5, left + 12, top + 5, colour);
            canvas.text(left + 16, top, result.label() == null ? "" : result.label(), 2, Canvas.BLACK);
        }
    }
}
