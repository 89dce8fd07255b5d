package cloudjar.services.kinesis;

import cloudjar.kernel.store.Tx;
import cloudjar.services.kinesis.KinesisTables.Changes;
import cloudjar.services.kinesis.KinesisTables.PartKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts what may be done to a stream only so often in 24 hours. */
final class DailyChanges {
    private static final Duration DAY = Duration.ofHours(24);

    private DailyChanges() {}

    /**
     * Counts one more.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code LimitExceededException} where there were too many
     */
    static void count(Tx tx, DataStream stream, String what, long most, Instant now) {
        var changes = KinesisTables.CHANGES.in(stream.scope());
        PartKey key = new PartKey(stream.id(), what);
        List<Instant> times =
                new ArrayList<>(changes.get(tx, key).map(Changes::times).orElse(List.of()));
        times.removeIf(time -> !time.isAfter(now.minus(DAY)));
        if (times.size() >= most) {
            throw KinesisErrors.limit(what + " of stream " + stream.name() + " under account " + stream.account()
                    + " can be called " + most + " times per rolling 24-hour period.");
        }
        times.add(now);
        changes.put(tx, key, new Changes(times));
    }
}
