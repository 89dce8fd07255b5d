package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.AlarmHistoryItem;
import cloudjar.api.cloudwatch.CompositeAlarm;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts alarms into states, and sees to what follows: history, actions, and the composite alarms that look at them. */
final class StateChanges {
    static final String OK = "OK";
    static final String ALARM = "ALARM";
    static final String INSUFFICIENT_DATA = "INSUFFICIENT_DATA";

    private static final String SCALING = ":autoscaling:";
    private static final long MINUTE = 60;

    private StateChanges() {}

    static String arn(Call call, String name) {
        return call.arn("cloudwatch", "alarm:" + name).toString();
    }

    /** A state with its reason. */
    record State(String value, String reason, @Nullable String data) {}

    /** Where and when alarms are looked at. */
    record Moment(String account, String region, Instant now) {
        CloudWatchTables tables() {
            return CloudWatchTables.in(account, region);
        }
    }

    static void set(Tx tx, Moment moment, MetricAlarm alarm, State state) {
        State before = of(alarm);
        MetricAlarm after = put(tx, moment, alarm, state);
        if (!state.value().equals(before.value())) {
            act(tx, moment, after, action -> AlarmMessages.of(moment, after, before, action));
            CompositeStates.follow(tx, moment, text(alarm.alarmName()));
        }
    }

    /** Sets the state of an alarm about several: its actions are for its contributors. */
    static void moveWhole(Tx tx, Moment moment, MetricAlarm alarm, State state) {
        MetricAlarm unused = put(tx, moment, alarm, state);
        if (!state.value().equals(alarm.stateValue())) {
            CompositeStates.follow(tx, moment, text(alarm.alarmName()));
        }
    }

    private static State of(MetricAlarm alarm) {
        return new State(text(alarm.stateValue()), text(alarm.stateReason()), alarm.stateReasonData());
    }

    /** Without what follows. */
    private static MetricAlarm put(Tx tx, Moment moment, MetricAlarm alarm, State state) {
        boolean moved = !state.value().equals(alarm.stateValue());
        MetricAlarm after = alarm.toBuilder()
                .stateValue(state.value())
                .stateReason(state.reason())
                .stateReasonData(state.data())
                .stateUpdatedTimestamp(moment.now())
                .stateTransitionedTimestamp(moved ? moment.now() : alarm.stateTransitionedTimestamp())
                .build();
        String name = Objects.requireNonNull(alarm.alarmName());
        moment.tables().alarms.put(tx, name, after);
        if (moved) {
            AlarmHistory.add(
                    tx,
                    moment.tables(),
                    note(AlarmHistory.item(name, "MetricAlarm", moment.now()), "Alarm", of(alarm), state)
                            .historyItemType("StateUpdate")
                            .build());
        }
        return after;
    }

    /** Does what an alarm is to do in the state that it is in now, unless its actions are off. */
    static void act(Tx tx, Moment moment, MetricAlarm after, Message message) {
        if (Boolean.TRUE.equals(after.actionsEnabled())) {
            State state = of(after);
            act(
                    tx,
                    moment,
                    text(after.alarmName()),
                    actions(state, after.alarmActions(), after.okActions(), after.insufficientDataActions()),
                    message);
        }
    }

    /**
     * An alarm stays as it is: scaling is asked for every minute for as long as it does, other actions are not repeated (User
     * Guide, Using Amazon CloudWatch alarms, Alarm actions).
     */
    static void again(Tx tx, Moment moment, MetricAlarm alarm) {
        boolean minute = moment.now().getEpochSecond() % MINUTE == 0;
        if (!minute || !Boolean.TRUE.equals(alarm.actionsEnabled())) {
            return;
        }
        State state = new State(text(alarm.stateValue()), "", null);
        List<String> actions = actions(state, alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions());
        for (String action : actions) {
            if (action.contains(SCALING)) {
                String name = Objects.requireNonNull(alarm.alarmName());
                tx.at(moment.now(), CloudWatchTimers.actAgain(moment.account(), moment.region(), name, action));
            }
        }
    }

    static void set(Tx tx, Moment moment, CompositeAlarm alarm, State state) {
        if (put(tx, moment, alarm, state)) {
            CompositeStates.follow(tx, moment, Objects.requireNonNull(alarm.alarmName()));
        }
    }

    /** Without what follows for others; says whether the alarm has moved. */
    static boolean put(Tx tx, Moment moment, CompositeAlarm alarm, State state) {
        boolean moved = !state.value().equals(alarm.stateValue());
        CompositeAlarm after = alarm.toBuilder()
                .stateValue(state.value())
                .stateReason(state.reason())
                .stateReasonData(state.data())
                .stateUpdatedTimestamp(moment.now())
                .stateTransitionedTimestamp(moved ? moment.now() : alarm.stateTransitionedTimestamp())
                .build();
        String name = Objects.requireNonNull(alarm.alarmName());
        moment.tables().composites.put(tx, name, after);
        if (moved) {
            State before = new State(text(alarm.stateValue()), text(alarm.stateReason()), alarm.stateReasonData());
            AlarmHistory.add(
                    tx,
                    moment.tables(),
                    note(AlarmHistory.item(name, "CompositeAlarm", moment.now()), "Alarm", before, state)
                            .historyItemType("StateUpdate")
                            .build());
            if (Boolean.TRUE.equals(alarm.actionsEnabled()) && !suppressed(tx, moment, alarm)) {
                act(
                        tx,
                        moment,
                        name,
                        actions(state, alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions()),
                        action -> AlarmMessages.of(moment, after, before, action));
            }
        }
        return moved;
    }

    /** Whether the suppressor of a composite alarm's actions is in alarm. */
    private static boolean suppressed(Snapshot snapshot, Moment moment, CompositeAlarm alarm) {
        String suppressor = alarm.actionsSuppressor();
        if (suppressor == null) {
            return false;
        }
        int at = suppressor.indexOf(":alarm:");
        String name = at < 0 ? suppressor : suppressor.substring(at + ":alarm:".length());
        return ALARM.equals(state(snapshot, moment.tables(), name));
    }

    /** The state of an alarm of either kind; {@link #INSUFFICIENT_DATA} where there is none. */
    static String state(Snapshot snapshot, CloudWatchTables tables, String name) {
        return tables.alarms
                .get(snapshot, name)
                .map(MetricAlarm::stateValue)
                .or(() -> tables.composites.get(snapshot, name).map(CompositeAlarm::stateValue))
                .orElse(INSUFFICIENT_DATA);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> actions(State state, List<String> alarm, List<String> ok, List<String> insufficient) {
        return switch (state.value()) {
            case ALARM -> alarm;
            case OK -> ok;
            default -> insufficient;
        };
    }

    /** What the history says of a change. */
    static AlarmHistoryItem.Builder note(AlarmHistoryItem.Builder item, String what, State before, State after) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("version", "1.0");
        data.put("oldState", shown(before));
        data.put("newState", shown(after));
        return item.historySummary(what + " updated from " + before.value() + " to " + after.value())
                .historyData(Json.write(data));
    }

    private static Map<String, Object> shown(State state) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("stateValue", state.value());
        shown.put("stateReason", state.reason());
        if (state.data() != null) {
            shown.put("stateReasonData", Json.value(state.data()).orElse(state.data()));
        }
        return shown;
    }

    /** What is sent for an action. */
    @FunctionalInterface
    interface Message {
        String of(String action);
    }

    private static void act(Tx tx, Moment moment, String name, List<String> actions, Message message) {
        for (String action : actions) {
            long number = moment.tables().next(tx, "action");
            tx.at(
                    moment.now(),
                    CloudWatchTimers.act(moment.account(), moment.region(), number, name, action, message.of(action)));
        }
    }
}
