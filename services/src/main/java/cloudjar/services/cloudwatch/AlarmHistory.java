package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.AlarmHistoryItem;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.store.Tx;
import cloudjar.services.cloudwatch.CloudWatchTables.HistoryPlace;
import java.time.Instant;
import java.util.Map;

/** What happened to alarms. */
final class AlarmHistory {
    private static final String CONFIGURATION = "ConfigurationUpdate";

    private AlarmHistory() {}

    static void created(Tx tx, CloudWatchTables tables, String alarm, String type, Instant now) {
        configured(tx, tables, alarm, type, "created", now);
    }

    static void updated(Tx tx, CloudWatchTables tables, String alarm, String type, Instant now) {
        configured(tx, tables, alarm, type, "updated", now);
    }

    static void deleted(Tx tx, CloudWatchTables tables, String alarm, String type, Instant now) {
        configured(tx, tables, alarm, type, "deleted", now);
    }

    private static void configured(
            Tx tx, CloudWatchTables tables, String alarm, String type, String what, Instant now) {
        String data = Json.write(Map.of("version", "1.0", "type", what));
        add(
                tx,
                tables,
                item(alarm, type, now)
                        .historyItemType(CONFIGURATION)
                        .historySummary("Alarm \"" + alarm + "\" " + what)
                        .historyData(data)
                        .build());
    }

    static AlarmHistoryItem.Builder item(String alarm, String type, Instant now) {
        return AlarmHistoryItem.builder().alarmName(alarm).alarmType(type).timestamp(now);
    }

    static void add(Tx tx, CloudWatchTables tables, AlarmHistoryItem item) {
        String alarm = item.alarmName() == null ? "" : item.alarmName();
        Instant time = item.timestamp() == null ? Instant.EPOCH : item.timestamp();
        tables.history.put(tx, new HistoryPlace(alarm, time.toEpochMilli(), tables.next(tx, "history")), item);
    }
}
