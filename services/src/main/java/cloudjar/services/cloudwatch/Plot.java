package cloudjar.services.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A graph over time: axes, lines or stacked areas, and what is marked on it. Used once. */
final class Plot {
    private static final int MARGIN = 60;
    private static final int NARROW = 20;
    private static final int TOP = 40;
    private static final int BELOW = 26;
    private static final int STEPS = 5;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Canvas canvas;
    private final Widget widget;
    private final List<PlotLine> lines;
    private final int farLeft;
    private final int farRight;
    private final int bottom;
    private final Scale left;
    private final Scale right;

    /** What an axis shows. */
    private record Scale(double low, double high) {
        static Scale of(Widget.Axis axis, List<Double> values) {
            double low = values.stream().mapToDouble(d -> d).min().orElse(0);
            double high = values.stream().mapToDouble(d -> d).max().orElse(0);
            low = axis.min() == null ? Math.min(0, low) : axis.min();
            high = axis.max() == null ? high : axis.max();
            return new Scale(low, high <= low ? low + 1 : high);
        }
    }

    /**
     * A graph to be drawn.
     *
     * @param room what is free on the canvas for it: its width and height
     */
    Plot(Canvas canvas, Widget widget, List<PlotLine> lines, Legend.Room room) {
        this.canvas = canvas;
        this.widget = widget;
        this.lines = widget.stacked() ? stacked(lines) : lines;
        boolean twoAxes = lines.stream().anyMatch(PlotLine::right);
        farLeft = MARGIN;
        farRight = room.width() - (twoAxes ? MARGIN : NARROW);
        bottom = room.height() - BELOW;
        left = Scale.of(widget.left(), values(false));
        right = Scale.of(widget.right(), values(true));
    }

    private List<Double> values(boolean ofRight) {
        List<Double> values = new ArrayList<>();
        lines.stream().filter(line -> line.right() == ofRight).forEach(line -> values.addAll(line.values()));
        for (Widget.Level level : widget.levels()) {
            if (level.right() == ofRight) {
                values.add(level.value());
                if (level.to() != null) {
                    values.add(level.to());
                }
            }
        }
        return values;
    }

    /** Each line on top of those before it; what is missing counts nothing. */
    private static List<PlotLine> stacked(List<PlotLine> lines) {
        List<PlotLine> stacked = new ArrayList<>();
        SortedMap<Instant, Double> sums = new TreeMap<>();
        lines.forEach(line -> line.times().forEach(time -> sums.put(time, 0.0)));
        for (PlotLine line : lines) {
            for (int i = 0; i < line.times().size(); i++) {
                sums.merge(line.times().get(i), line.values().get(i), Double::sum);
            }
            stacked.add(new PlotLine(
                    line.label(), line.colour(), line.right(), List.copyOf(sums.keySet()), List.copyOf(sums.values())));
        }
        return stacked;
    }

    private int x(Instant time) {
        double part = (double) Duration.between(widget.start(), time).toMillis()
                / Math.max(1, Duration.between(widget.start(), widget.end()).toMillis());
        return farLeft + (int) (Math.clamp(part, 0, 1) * (farRight - farLeft));
    }

    private int y(double value, boolean ofRight) {
        Scale scale = ofRight ? right : left;
        double part = (value - scale.low()) / (scale.high() - scale.low());
        return bottom - (int) (Math.clamp(part, 0, 1) * (bottom - TOP));
    }

    void draw() {
        drawAxes();
        if (widget.stacked()) {
            for (int i = lines.size() - 1; i >= 0; i--) {
                fill(lines.get(i));
            }
        }
        lines.forEach(this::drawLine);
        widget.levels().forEach(this::drawLevel);
        widget.moments().forEach(this::drawMoment);
    }

    private void drawAxes() {
        boolean twoAxes = lines.stream().anyMatch(PlotLine::right);
        for (int i = 0; i <= STEPS; i++) {
            double value = left.low() + (left.high() - left.low()) * i / STEPS;
            canvas.line(farLeft, y(value, false), farRight, y(value, false), i == 0 ? Canvas.BLACK : Canvas.GREY);
            canvas.text(4, y(value, false) - 5, number(value), 2, Canvas.BLACK);
            if (twoAxes) {
                double other = right.low() + (right.high() - right.low()) * i / STEPS;
                canvas.text(farRight + 4, y(other, true) - 5, number(other), 2, Canvas.BLACK);
            }
            Instant time = widget.start()
                    .plus(Duration.between(widget.start(), widget.end())
                            .multipliedBy(i)
                            .dividedBy(STEPS));
            canvas.text(x(time) - 18, bottom + 6, TIME.format(time), 2, Canvas.BLACK);
        }
        canvas.line(farLeft, TOP, farLeft, bottom, Canvas.BLACK);
        canvas.text(4, TOP - 12, widget.left().label(), 1, Canvas.BLACK);
        if (twoAxes) {
            canvas.line(farRight, TOP, farRight, bottom, Canvas.BLACK);
            String label = widget.right().label();
            canvas.text(farRight - Letters.width(label), TOP - 12, label, 1, Canvas.BLACK);
        }
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e5
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private void drawLine(PlotLine line) {
        for (int i = 0; i < line.times().size(); i++) {
            int x = x(line.times().get(i));
            int y = y(line.values().get(i), line.right());
            if (i > 0) {
                canvas.line(x(line.times().get(i - 1)), y(line.values().get(i - 1), line.right()), x, y, line.colour());
            }
            canvas.rectangle(x - 1, y - 1, 3, 3, line.colour());
        }
    }

    /** Colours what is below a line; the areas of those below it are drawn over that. */
    private void fill(PlotLine line) {
        for (int i = 1; i < line.times().size(); i++) {
            int from = x(line.times().get(i - 1));
            int to = x(line.times().get(i));
            int first = y(line.values().get(i - 1), line.right());
            int last = y(line.values().get(i), line.right());
            for (int x = from; x <= to; x++) {
                int top = to == from ? last : first + (last - first) * (x - from) / (to - from);
                canvas.line(x, top, x, bottom - 1, line.colour());
            }
        }
    }

    private void drawLevel(Widget.Level level) {
        int y = y(level.value(), level.right());
        int other = level.to() != null
                ? y(level.to(), level.right())
                : Map.of("above", TOP, "below", bottom).getOrDefault(level.fill(), y);
        canvas.tint(farLeft + 1, Math.min(y, other), farRight - farLeft, Math.abs(y - other), level.colour());
        canvas.line(farLeft, y, farRight, y, level.colour());
        if (level.to() != null) {
            canvas.line(farLeft, other, farRight, other, level.colour());
        }
        canvas.text(farLeft + 6, y - 14, level.label(), 2, level.colour());
    }

    private void drawMoment(Widget.Moment moment) {
        int x = x(moment.time());
        int other = moment.to() != null
                ? x(moment.to())
                : Map.of("before", farLeft, "after", farRight).getOrDefault(moment.fill(), x);
        canvas.tint(Math.min(x, other), TOP, Math.abs(x - other), bottom - TOP, moment.colour());
        canvas.line(x, TOP, x, bottom, moment.colour());
        if (moment.to() != null) {
            canvas.line(other, TOP, other, bottom, moment.colour());
        }
        canvas.text(x + 4, TOP + 2, moment.label(), 2, moment.colour());
    }
}
