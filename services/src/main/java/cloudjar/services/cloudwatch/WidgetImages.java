package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.GetMetricDataInput;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.api.cloudwatch.MetricDataQuery;
import cloudjar.api.cloudwatch.MetricDataResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Draws pictures of metrics: asks for what a widget shows, and has it drawn in the widget's view. */
final class WidgetImages {
    private static final int[] COLOURS = {0x1F77B4, 0xFF7F0E, 0x2CA02C, 0xD62728, 0x9467BD, 0x8C564B, 0xE377C2, 0x7F7F7F
    };
    private static final int ALARM = 0xD62728;

    private final MetricQueries queries;

    WidgetImages(LimitProfile limits) {
        queries = new MetricQueries(limits);
    }

    Bytes draw(String text, Call call) {
        Map<String, Object> json = Json.object(text)
                .orElseThrow(() -> CloudWatchErrors.value("The parameter MetricWidget is not valid JSON."));
        Widget widget = Widget.of(json, call.time());
        List<MetricDataQuery> asked = WidgetMetrics.queries(json);
        if (!widget.alarm().isEmpty()) {
            MetricAlarm alarm = alarm(widget.alarm(), call);
            asked = AlarmEvaluation.queries(alarm);
            if (alarm.threshold() != null) {
                widget = widget.with(threshold(alarm));
            }
        }
        List<PlotLine> lines = lines(asked, WidgetMetrics.looks(json), widget, call);
        Canvas canvas = new Canvas(widget.width(), widget.height());
        canvas.text(20, 12, widget.title(), 3, Canvas.BLACK);
        boolean named = !widget.view().equals("singleValue") && !widget.view().equals("gauge");
        Legend legend = new Legend(named ? widget.legend() : "hidden", lines);
        Legend.Room room = legend.room(widget.width(), widget.height());
        if (widget.view().equals("timeSeries")) {
            new Plot(canvas, widget, lines, room).draw();
        } else {
            new Summary(canvas, widget, lines, room).draw();
        }
        legend.draw(canvas, room, widget.width());
        return canvas.png();
    }

    private static MetricAlarm alarm(String arn, Call call) {
        String name =
                arn.substring(arn.lastIndexOf(":alarm:") < 0 ? 0 : arn.lastIndexOf(":alarm:") + ":alarm:".length());
        return call.read(snapshot -> CloudWatchTables.of(call)
                .alarms
                .get(snapshot, name)
                .orElseThrow(
                        () -> CloudWatchErrors.value("The alarm " + arn + " of the metric widget does not exist.")));
    }

    private static Widget.Level threshold(MetricAlarm alarm) {
        double value = Objects.requireNonNull(alarm.threshold());
        return new Widget.Level(value, null, alarm.alarmName() + " " + Plot.number(value), ALARM, "", false);
    }

    private List<PlotLine> lines(
            List<MetricDataQuery> asked, Map<String, WidgetMetrics.Look> looks, Widget widget, Call call) {
        if (asked.isEmpty()) {
            return List.of();
        }
        GetMetricDataInput in = GetMetricDataInput.builder()
                .startTime(widget.start())
                .endTime(widget.end())
                .scanBy("TimestampAscending")
                .metricDataQueries(asked)
                .build();
        List<PlotLine> lines = new ArrayList<>();
        for (MetricDataResult result : queries.answer(in, call).metricDataResults()) {
            WidgetMetrics.Look look =
                    looks.getOrDefault(Objects.requireNonNullElse(result.id(), ""), WidgetMetrics.Look.USUAL);
            lines.add(new PlotLine(
                    Objects.requireNonNullElse(result.label(), ""),
                    look.colour() == null ? COLOURS[lines.size() % COLOURS.length] : look.colour(),
                    look.right(),
                    result.timestamps(),
                    result.values()));
        }
        return lines;
    }
}
