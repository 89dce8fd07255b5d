package cloudjar.services.cloudtrail;

import cloudjar.kernel.store.Tx;
import cloudjar.services.cloudtrail.CloudTrailTables.PendingKey;
import cloudjar.services.cloudtrail.CloudTrailTables.TrailRegion;
import java.util.HashMap;
import java.util.Map;

/** Adds events to what waits to be delivered, in one transaction; the first to wait sets the timer. */
final class PendingEvents {
    private final Tx tx;
    private final Map<TrailRegion, Long> counts = new HashMap<>();

    PendingEvents(Tx tx) {
        this.tx = tx;
    }

    /** What finds no room, after deliveries have failed for long, is lost. */
    void add(StoredTrail trail, TrailEvent event, long sequence) {
        TrailRegion place = TrailRegion.of(trail, event);
        Long known = counts.get(place);
        long count = known == null ? CloudTrailTables.WAITING.get(tx, place).orElse(0L) : known;
        if (count == 0) {
            tx.at(event.time().plus(Courier.INTERVAL), Courier.timer(place));
        }
        if (count < CloudTrailLimits.PENDING_MAX) {
            CloudTrailTables.PENDING.put(tx, new PendingKey(place.trail(), place.region(), sequence), event);
            counts.put(place, count + 1);
        }
    }

    void close() {
        counts.forEach((place, count) -> CloudTrailTables.WAITING.put(tx, place, count));
    }
}
