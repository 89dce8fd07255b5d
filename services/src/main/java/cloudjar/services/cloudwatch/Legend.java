package cloudjar.services.cloudwatch;

import java.util.List;

/** The names of lines beside their colours, below a picture or right of it. */
record Legend(String position, List<PlotLine> lines) {
    private static final int ROW = 16;
    private static final int COLUMNS = 3;
    private static final int MARK = 12;

    /** What is free for the picture itself. */
    record Room(int width, int height) {}

    Legend {
        lines = List.copyOf(lines);
    }

    private boolean isHidden() {
        return position.equals("hidden") || lines.isEmpty();
    }

    private boolean isRight() {
        return position.equals("right");
    }

    /** At most a third of the picture is the legend's. */
    Room room(int width, int height) {
        if (isHidden()) {
            return new Room(width, height);
        }
        int rows = (lines.size() + COLUMNS - 1) / COLUMNS;
        return isRight()
                ? new Room(width * 2 / 3, height)
                : new Room(width, height - Math.min(height / 3, rows * ROW + 6));
    }

    void draw(Canvas canvas, Room room, int width) {
        if (isHidden()) {
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            PlotLine line = lines.get(i);
            int left = isRight() ? room.width() + 8 : 20 + i % COLUMNS * ((width - 20) / COLUMNS);
            int top = isRight() ? 40 + i * ROW : room.height() + i / COLUMNS * ROW;
            canvas.rectangle(left, top, MARK, MARK, line.colour());
            canvas.text(left + MARK + 4, top, line.label(), 2, Canvas.BLACK);
        }
    }
}
