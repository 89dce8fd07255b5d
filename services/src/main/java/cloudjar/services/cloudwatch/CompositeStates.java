package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.CompositeAlarm;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.store.Tx;
import cloudjar.services.cloudwatch.StateChanges.Moment;
import cloudjar.services.cloudwatch.StateChanges.State;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The states of composite alarms. They follow the alarms in their rules within the same transaction: so each change is seen by
 * itself, and what is told of it names the alarm that made it.
 */
final class CompositeStates {
    /** How often each composite alarm is looked at for one change: more often only where they form a circle. */
    private static final int LOOKS = 10;

    private static final DateTimeFormatter TRANSITION = DateTimeFormatter.ofPattern(
                    "EEEE dd MMMM, yyyy HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CompositeStates() {}

    /** Looks at the composite alarms whose rules name an alarm that has changed, then at those which name these. */
    static void follow(Tx tx, Moment moment, String changed) {
        Deque<String> line = new ArrayDeque<>(List.of(changed));
        long looks = LOOKS * moment.tables().composites.count(tx);
        while (!line.isEmpty()) {
            String child = line.removeFirst();
            for (CompositeAlarm composite : moment.tables().composites.rows(tx).values()) {
                if (AlarmFilter.childrenOf(composite).contains(child)) {
                    if (looks == 0) {
                        return;
                    }
                    looks--;
                    if (look(tx, moment, composite, child)) {
                        line.addLast(Objects.requireNonNull(composite.alarmName()));
                    }
                }
            }
        }
    }

    /**
     * Looks at one composite alarm, and at those that follow it.
     *
     * @param changed which alarm in its rule has changed; empty where none has
     */
    static void settle(Tx tx, Moment moment, CompositeAlarm composite, String changed) {
        if (look(tx, moment, composite, changed)) {
            follow(tx, moment, Objects.requireNonNull(composite.alarmName()));
        }
    }

    /** Says whether the alarm has moved. */
    private static boolean look(Tx tx, Moment moment, CompositeAlarm composite, String changed) {
        String text = composite.alarmRule();
        AlarmRule rule = AlarmRule.parse(text == null ? "" : text);
        boolean holds = rule.holds().test(name -> StateChanges.state(tx, moment.tables(), name));
        String value = holds ? StateChanges.ALARM : StateChanges.OK;
        if (value.equals(composite.stateValue())) {
            return false;
        }
        List<String> children =
                changed.isEmpty() ? rule.children().stream().sorted().toList() : List.of(changed);
        String arn = composite.alarmArn() == null ? "" : composite.alarmArn();
        String prefix = arn.substring(0, arn.indexOf(":alarm:") + ":alarm:".length());
        String reason = changed.isEmpty()
                ? "The rule of the alarm evaluates to " + (holds ? "TRUE" : "FALSE")
                : prefix + changed + " transitioned to " + StateChanges.state(tx, moment.tables(), changed) + " at "
                        + TRANSITION.format(moment.now());
        List<Object> triggering = new ArrayList<>();
        for (String child : children) {
            Map<String, Object> state = new LinkedHashMap<>();
            state.put("value", StateChanges.state(tx, moment.tables(), child));
            state.put("timestamp", AlarmMessages.TIME.format(moment.now()));
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("arn", prefix + child);
            shown.put("state", state);
            triggering.add(shown);
        }
        String data = Json.write(Map.of("triggeringAlarms", triggering));
        return StateChanges.put(tx, moment, composite, new State(value, reason, data));
    }
}
