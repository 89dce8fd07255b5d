package cloudjar.services.sns;

import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.World;
import cloudjar.services.sns.SnsTables.TimedKey;
import java.util.List;

/** E-mails, text messages and pushes of a world: kept to be looked at, the newest of all accounts and regions together. */
public final class Outbox {
    private Outbox() {}

    /** Puts a message in, and takes the oldest out where there are too many. */
    static void add(Tx tx, OutboxMessage message, LimitProfile limits) {
        var rows = SnsTables.outbox(Scope.GLOBAL);
        rows.put(tx, new TimedKey(message.sentAtMillis(), message.id()), message);
        long over = rows.count(tx, Range.all()) - SnsLimits.OUTBOX_MAX.in(limits);
        if (over > 0) {
            rows.deleteRange(tx, Range.all().limit((int) over));
        }
    }

    /** The newest messages, so many at most, newest first. */
    public static List<OutboxMessage> newest(World world, int most) {
        return world.store()
                .read(snapshot ->
                        SnsTables.outbox(Scope.GLOBAL)
                                .rows(snapshot, Range.all().reversed().limit(most))
                                .toList()
                                .stream()
                                .map(Row::value)
                                .toList());
    }
}
