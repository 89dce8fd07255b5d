package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import cloudjar.services.cloudwatch.CloudWatchTables.ContributorPlace;
import cloudjar.services.cloudwatch.StateChanges.Moment;
import cloudjar.services.cloudwatch.StateChanges.State;
import cloudjar.services.cloudwatch.math.InvalidMathException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Alarms about the groups of a query: each group has a state and sets off the actions; the alarm is in alarm while one of them is.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html">Alarms about several time
 *     series</a>
 */
final class AlarmContributors {
    private static final int ID_DIGITS = 16;

    private AlarmContributors() {}

    /** Forgets the groups of an alarm that is gone or watches something else. */
    static void forget(Tx tx, CloudWatchTables tables, String alarm) {
        long unused = tables.contributors.deleteRange(tx, Range.prefix(Key.of(alarm)));
    }

    /** Looks at all groups, then puts the alarm into the state that follows. */
    static void settle(Tx tx, Moment moment, MetricAlarm alarm) {
        CloudWatchTables tables = moment.tables();
        String name = Objects.requireNonNull(alarm.alarmName());
        Map<SortedMap<String, String>, String> before = new LinkedHashMap<>();
        Map<SortedMap<String, String>, StoredContributor> known = new LinkedHashMap<>();
        tables.contributors.rows(tx, Range.prefix(Key.of(name))).values().forEach(contributor -> {
            before.put(contributor.attributes(), contributor.state());
            known.put(contributor.attributes(), contributor);
        });
        Map<SortedMap<String, String>, Optional<State>> states;
        try {
            states = new AlarmEvaluation(alarm, moment.now()).states(tx, tables, before);
        } catch (InvalidMathException e) {
            StateChanges.moveWhole(
                    tx,
                    moment,
                    alarm,
                    new State(StateChanges.INSUFFICIENT_DATA, "Insufficient Data: " + e.getMessage(), null));
            return;
        }
        int alarming = 0;
        int fine = 0;
        for (Map.Entry<SortedMap<String, String>, Optional<State>> entry : states.entrySet()) {
            StoredContributor was = known.getOrDefault(entry.getKey(), fresh(entry.getKey(), moment));
            String value = entry.getValue()
                    .map(state -> changed(tx, moment, alarm, was, state))
                    .orElse(was.state());
            alarming += value.equals(StateChanges.ALARM) ? 1 : 0;
            fine += value.equals(StateChanges.OK) ? 1 : 0;
        }
        whole(tx, moment, alarm, alarming, fine);
    }

    private static void whole(Tx tx, Moment moment, MetricAlarm alarm, int alarming, int fine) {
        String value = alarming > 0 ? StateChanges.ALARM : fine > 0 ? StateChanges.OK : StateChanges.INSUFFICIENT_DATA;
        if (!value.equals(alarm.stateValue())) {
            String reason = alarming > 0
                    ? alarming + (alarming == 1 ? " contributor is" : " contributors are") + " in ALARM"
                    : fine > 0 ? "No contributor is in ALARM" : "Insufficient Data: there are no contributors";
            StateChanges.moveWhole(tx, moment, alarm, new State(value, reason, null));
        }
    }

    private static StoredContributor fresh(SortedMap<String, String> attributes, Moment moment) {
        String id = UUID.nameUUIDFromBytes(attributes.toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, ID_DIGITS);
        return new StoredContributor(
                id, attributes, StateChanges.INSUFFICIENT_DATA, "", moment.now().toEpochMilli());
    }

    /** Keeps what a group has become, tells of it, and says its state. One without data is forgotten. */
    private static String changed(Tx tx, Moment moment, MetricAlarm alarm, StoredContributor was, State state) {
        CloudWatchTables tables = moment.tables();
        String name = Objects.requireNonNull(alarm.alarmName());
        ContributorPlace place = new ContributorPlace(name, was.id());
        if (state.value().equals(StateChanges.INSUFFICIENT_DATA)) {
            tables.contributors.delete(tx, place);
        } else {
            tables.contributors.put(
                    tx,
                    place,
                    new StoredContributor(
                            was.id(),
                            was.attributes(),
                            state.value(),
                            state.reason(),
                            moment.now().toEpochMilli()));
        }
        State before = new State(was.state(), was.reason(), null);
        AlarmHistory.add(
                tx,
                tables,
                StateChanges.note(
                                AlarmHistory.item(name, "MetricAlarm", moment.now()),
                                "Alarm contributor",
                                before,
                                state)
                        .historyItemType("AlarmContributorStateUpdate")
                        .alarmContributorId(was.id())
                        .alarmContributorAttributes(was.attributes())
                        .build());
        MetricAlarm after = alarm.toBuilder()
                .stateValue(state.value())
                .stateReason(state.reason())
                .stateReasonData(state.data())
                .build();
        StateChanges.act(
                tx, moment, after, action -> told(AlarmMessages.of(moment, after, before, action), was, action));
        return state.value();
    }

    /** What is told of an alarm, with the contributor that it is about. */
    private static String told(String message, StoredContributor contributor, String action) {
        Map<String, Object> told = new LinkedHashMap<>(Json.object(message).orElse(Map.of()));
        if (AlarmMessages.isFunction(action) && told.get("alarmData") instanceof Map<?, ?> data) {
            Map<String, Object> more = new LinkedHashMap<>();
            data.forEach((key, value) -> more.put(key.toString(), value));
            more.put("alarmContributor", Map.of("id", contributor.id(), "attributes", contributor.attributes()));
            told.put("alarmData", more);
        } else {
            told.put("AlarmContributorId", contributor.id());
            told.put("AlarmContributorAttributes", contributor.attributes());
        }
        return Json.write(told);
    }
}
