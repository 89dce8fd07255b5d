package cloudjar.services.ssm;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import java.time.ZoneOffset;

/** Keeps new OpsItems, counted and with their first event. */
final class OpsItemMaking {
    /** The counter of all items. */
    static final String ALL = "all";

    private static final int DIGITS = 12;

    private OpsItemMaking() {}

    static String id(Call call) {
        return "oi-" + call.world().ids().hex(DIGITS);
    }

    /** @param eventId of the event that tells of it */
    static void insert(Tx tx, StoredOpsItem made, String eventId, Call call) {
        OpsTables tables = OpsTables.of(call);
        made.claim().ifPresent(claim -> tables.byClaim
                .rows(tx, Range.prefix(Key.of(claim)).limit(1))
                .forEach(row -> {
                    throw OpsErrors.duplicate(row.value().id());
                }));
        count(tx, tables, call);
        tables.items.put(tx, made.id(), made);
        OpsEvents.keep(tx, made, OpsEvents.CREATED, eventId, call);
    }

    private static void count(Tx tx, OpsTables tables, Call call) {
        String month =
                call.time().atOffset(ZoneOffset.UTC).toLocalDate().toString().substring(0, "2024-01".length());
        if (tables.counts.get(tx, ALL) >= SsmLimits.OPS_ITEMS_MAX.current()) {
            throw OpsErrors.tooMany("OpsItem", SsmLimits.OPS_ITEMS_MAX);
        }
        if (tables.counts.get(tx, month) >= SsmLimits.OPS_ITEMS_MONTH_MAX.current()) {
            throw OpsErrors.tooMany("OpsItem", SsmLimits.OPS_ITEMS_MONTH_MAX);
        }
        tables.counts.add(tx, ALL, 1);
        tables.counts.add(tx, month, 1);
    }
}
