package cloudjar.services.cloudwatch;

import java.util.List;

/** Pictures of one value of each series: numbers, bars, a pie or a gauge. */
record Summary(Canvas canvas, Widget widget, List<PlotLine> lines, Legend.Room room) {
    private static final int TOP = 40;
    private static final int MARGIN = 20;
    private static final int ROOM_OF_NUMBER = 100;

    /** A gauge is open below: it begins and ends so far from the top, in parts of the whole round. */
    private static final double OPEN = 0.375;

    Summary {
        lines = List.copyOf(lines);
    }

    private double value(PlotLine line) {
        return widget.whole() ? line.average() : line.latest();
    }

    void draw() {
        switch (widget.view()) {
            case "singleValue" -> drawNumbers();
            case "bar" -> drawBars();
            case "pie" -> drawPie();
            default -> drawGauge();
        }
    }

    private void drawNumbers() {
        int wide = (room.width() - MARGIN) / Math.max(1, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            PlotLine line = lines.get(i);
            String shown = line.values().isEmpty() ? "--" : Plot.number(value(line));
            int magnified = Math.clamp((wide - MARGIN) / Math.max(1, Letters.width(shown)), 1, 8);
            canvas.text(MARGIN + i * wide, TOP + 10, shown, magnified, line.colour());
            canvas.text(MARGIN + i * wide, TOP + 20 + magnified * Letters.ROWS, line.label(), 2, Canvas.BLACK);
        }
    }

    private void drawBars() {
        double most = lines.stream().mapToDouble(this::value).max().orElse(0);
        double high = widget.left().max() == null ? most : widget.left().max();
        int wide = Math.max(1, room.width() - MARGIN - ROOM_OF_NUMBER);
        int step = (room.height() - TOP - MARGIN) / Math.max(1, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            double value = value(lines.get(i));
            int length = high <= 0 ? 0 : (int) (Math.clamp(value / high, 0, 1) * wide);
            int top = TOP + i * step;
            canvas.rectangle(
                    MARGIN, top, length, Math.max(1, step * 3 / 4), lines.get(i).colour());
            canvas.text(MARGIN + length + 6, top + step / 3, Plot.number(value), 2, Canvas.BLACK);
        }
        canvas.line(MARGIN, TOP - 4, MARGIN, room.height() - MARGIN, Canvas.BLACK);
    }

    private int radius() {
        return Math.max(1, Math.min(room.width(), room.height() - TOP) / 2 - MARGIN);
    }

    private int middleX() {
        return room.width() / 2;
    }

    private int middleY() {
        return TOP + (room.height() - TOP) / 2;
    }

    private void drawPie() {
        double whole =
                lines.stream().mapToDouble(line -> Math.max(0, value(line))).sum();
        double from = 0;
        for (PlotLine line : lines) {
            double to = whole <= 0 ? from : from + Math.max(0, value(line)) / whole;
            canvas.wedge(middleX(), middleY(), new Canvas.Ring(0, radius()), from, to, line.colour());
            from = to;
        }
    }

    private void drawGauge() {
        Double min = widget.left().min();
        Double max = widget.left().max();
        if (min == null || max == null || max <= min) {
            throw CloudWatchErrors.value("A gauge needs the min and max of the yAxis on the left.");
        }
        Canvas.Ring ring = new Canvas.Ring(radius() * 3 / 4, radius());
        double value = lines.isEmpty() ? min : value(lines.getFirst());
        double part = Math.clamp((value - min) / (max - min), 0, 1);
        int colour = lines.isEmpty() ? Canvas.GREY : lines.getFirst().colour();
        arc(ring, 0, 1, Canvas.GREY);
        for (Widget.Level level : widget.levels()) {
            double at = Math.clamp((level.value() - min) / (max - min), 0, 1);
            arc(ring, level.fill().equals("below") ? 0 : at, level.fill().equals("above") ? 1 : at, level.colour());
        }
        arc(new Canvas.Ring(radius() * 5 / 6, radius()), 0, part, colour);
        String shown = lines.isEmpty() ? "--" : Plot.number(value);
        canvas.text(middleX() - Letters.width(shown) * 2, middleY() - 12, shown, 4, Canvas.BLACK);
        canvas.text(middleX() - radius(), middleY() + radius() - 10, Plot.number(min), 2, Canvas.BLACK);
        canvas.text(middleX() + radius() - 20, middleY() + radius() - 10, Plot.number(max), 2, Canvas.BLACK);
    }

    /** A part of the gauge: it goes from below left over the top, which is where wedges begin, to below right. */
    private void arc(Canvas.Ring ring, double from, double to, int colour) {
        double start = from * 2 * OPEN - OPEN;
        double end = to * 2 * OPEN - OPEN;
        if (start < 0) {
            canvas.wedge(middleX(), middleY(), ring, 1 + start, 1 + Math.min(0, end), colour);
        }
        if (end > 0) {
            canvas.wedge(middleX(), middleY(), ring, Math.max(0, start), end, colour);
        }
    }
}
