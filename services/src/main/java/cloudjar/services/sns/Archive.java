package cloudjar.services.sns;

import cloudjar.kernel.store.LogEntry;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The messages that a FIFO topic keeps, for as many days as its archive policy says. */
final class Archive {
    private static final Duration TRIM_EVERY = Duration.ofDays(1);
    private static final int PORTION = 1000;

    private Archive() {}

    /** Keeps a message, and sees to it that it goes in time. */
    static void add(Tx tx, Topic topic, Publication publication, Instant now) {
        SnsTables tables = SnsTables.in(topic.account(), topic.region());
        boolean first = tables.archive.first(tx, topic.name()) == tables.archive.next(tx, topic.name());
        tables.archive.append(tx, topic.name(), now, publication);
        if (first) {
            tx.at(now.plus(TRIM_EVERY), timer(topic.account(), topic.region(), topic.name()));
        }
    }

    /** When the oldest message that is kept was published, as AWS shows it. */
    static Optional<String> beginning(Snapshot snapshot, TopicAddress address) {
        return address.tables()
                .archive
                .from(snapshot, address.name(), 0, 1)
                .first()
                .map(Row::value)
                .map(LogEntry::time)
                .map(time -> Envelope.timestamp(time.toEpochMilli()));
    }

    private static Timer timer(String account, String region, String topicName) {
        return SnsTimers.timer(SnsTimers.TRIM, account, region, topicName);
    }

    /** Takes away what is older than the topic keeps it. */
    static void fireTrim(World world, Timer timer, Instant due) {
        String[] parts = SnsTimers.parts(timer);
        SnsTables tables = SnsTables.in(parts[0], parts[1]);
        String name = parts[2];
        world.store().write(tx -> {
            int days = tables.topics.get(tx, name).map(Topic::archiveDays).orElse(0);
            long gone = tables.archive.trim(tx, name, due.minus(Duration.ofDays(days)), PORTION);
            boolean empty = tables.archive.first(tx, name) == tables.archive.next(tx, name);
            if (gone == PORTION) {
                tx.at(due, timer);
            } else if (!empty) {
                tx.at(due.plus(TRIM_EVERY), timer);
            }
            return null;
        });
    }
}
