package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.AlarmHistoryItem;
import cloudjar.api.cloudwatch.AlarmStates;
import cloudjar.api.cloudwatch.CompositeAlarm;
import cloudjar.api.cloudwatch.DescribeAlarmHistoryInput;
import cloudjar.api.cloudwatch.DescribeAlarmHistoryOutput;
import cloudjar.api.cloudwatch.DisableAlarmActionsInput;
import cloudjar.api.cloudwatch.DisableAlarmActionsResponse;
import cloudjar.api.cloudwatch.EnableAlarmActionsInput;
import cloudjar.api.cloudwatch.EnableAlarmActionsResponse;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.api.cloudwatch.SetAlarmStateInput;
import cloudjar.api.cloudwatch.SetAlarmStateResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.services.cloudwatch.CloudWatchTables.HistoryPlace;
import cloudjar.services.cloudwatch.StateChanges.Moment;
import cloudjar.services.cloudwatch.StateChanges.State;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What can be done with the states of alarms, and seen of them. */
final class AlarmStateOperations implements AlarmStates {
    private static final int LISTED_MAX = 100;

    @Override
    public SetAlarmStateResponse setAlarmState(SetAlarmStateInput in, Call call) {
        if (in.stateReasonData() != null && Json.object(in.stateReasonData()).isEmpty()) {
            throw CloudWatchErrors.validation("The parameter StateReasonData is not valid JSON.");
        }
        Moment moment = new Moment(call.account(), call.region(), call.time());
        State state = new State(in.stateValue(), in.stateReason(), in.stateReasonData());
        boolean unused = call.write(tx -> {
            MetricAlarm alarm = moment.tables().alarms.get(tx, in.alarmName()).orElse(null);
            if (alarm != null) {
                StateChanges.set(tx, moment, alarm, state);
                // "Quickly, often within seconds" the alarm returns to its actual state (API Reference); not at once,
                // though.
                tx.at(
                        call.time().plusSeconds(AlarmEvaluation.interval(alarm)),
                        CloudWatchTimers.evaluate(call.account(), call.region(), in.alarmName()));
                return true;
            }
            CompositeAlarm composite =
                    moment.tables().composites.get(tx, in.alarmName()).orElseThrow(CloudWatchErrors::noAlarm);
            StateChanges.set(tx, moment, composite, state);
            return true;
        });
        return SetAlarmStateResponse.of();
    }

    @Override
    public EnableAlarmActionsResponse enableAlarmActions(EnableAlarmActionsInput in, Call call) {
        switchActions(in.alarmNames(), true, call);
        return EnableAlarmActionsResponse.of();
    }

    @Override
    public DisableAlarmActionsResponse disableAlarmActions(DisableAlarmActionsInput in, Call call) {
        switchActions(in.alarmNames(), false, call);
        return DisableAlarmActionsResponse.of();
    }

    private static void switchActions(List<String> names, boolean enabled, Call call) {
        CloudWatchTables tables = CloudWatchTables.of(call);
        boolean unused = call.write(tx -> {
            for (String name : names) {
                tables.alarms
                        .get(tx, name)
                        .ifPresent(alarm -> tables.alarms.put(
                                tx,
                                name,
                                alarm.toBuilder().actionsEnabled(enabled).build()));
                tables.composites
                        .get(tx, name)
                        .ifPresent(alarm -> tables.composites.put(
                                tx,
                                name,
                                alarm.toBuilder().actionsEnabled(enabled).build()));
            }
            return true;
        });
    }

    @Override
    public DescribeAlarmHistoryOutput describeAlarmHistory(DescribeAlarmHistoryInput in, Call call) {
        CloudWatchTables tables = CloudWatchTables.of(call);
        Range all = in.alarmName() == null ? Range.all() : Range.prefix(Key.of(in.alarmName()));
        Range range = "TimestampAscending".equals(in.scanBy()) ? all : all.reversed();
        // Without types only metric alarms are shown (API Reference, DescribeAlarmHistory).
        Set<String> types = in.alarmTypes().isEmpty() ? Set.of("MetricAlarm") : Set.copyOf(in.alarmTypes());
        int most = in.maxRecords() == null ? LISTED_MAX : in.maxRecords();
        String query = "DescribeAlarmHistory " + types + in.historyItemType() + in.startDate() + in.endDate();
        try {
            Page<Row<HistoryPlace, AlarmHistoryItem>> page = call.read(snapshot ->
                    tables.history.page(snapshot, range, most, in.nextToken(), query, row -> matches(row, in, types)));
            return DescribeAlarmHistoryOutput.builder()
                    .alarmHistoryItems(page.items().stream().map(Row::value).toList())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw CloudWatchErrors.token();
        }
    }

    private static boolean matches(
            Row<HistoryPlace, AlarmHistoryItem> row, DescribeAlarmHistoryInput in, Set<String> types) {
        AlarmHistoryItem item = row.value();
        Instant time = Instant.ofEpochMilli(row.key().millis());
        return types.contains(item.alarmType() == null ? "" : item.alarmType())
                && (in.historyItemType() == null || in.historyItemType().equals(item.historyItemType()))
                && (in.startDate() == null || !time.isBefore(in.startDate()))
                && (in.endDate() == null || !time.isAfter(in.endDate()));
    }
}
