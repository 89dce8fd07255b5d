package cloudjar.kernel.store.postgres;

import java.sql.PreparedStatement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what this node has to tell the others. What comes while a letter is under way goes into the next one, each line once.
 * Thread-safe; whoever posts does not wait.
 */
final class Post {
    /** More lines than these are not listed. */
    private static final int LINES_MAX = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Post.class);

    /** Brings letters to the other nodes. */
    @FunctionalInterface
    interface Carrier {
        /** Returns when they are on their way; throws {@link SqlFailure} when they are not. */
        void carry(Set<String> lines);
    }

    private final Carrier carrier;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private Set<String> lines = new LinkedHashSet<>();
    private boolean sending;

    Post(Carrier carrier, Executor executor) {
        this.carrier = carrier;
        this.executor = executor;
    }

    void post(String line) {
        lock.lock();
        try {
            if (lines.size() >= LINES_MAX) {
                lines.removeIf(other -> !other.equals(Letter.LOOK));
                lines.add(Letter.ANYTHING);
            } else if (!lines.contains(Letter.ANYTHING) || line.equals(Letter.LOOK)) {
                lines.add(line);
            }
            if (!sending) {
                executor.execute(this::send);
                sending = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private void send() {
        for (Set<String> next = take(); !next.isEmpty(); next = take()) {
            try {
                carrier.carry(next);
            } catch (SqlFailure e) {
                // Those who listen have lost the database too, and look at everything when they have it back.
                LOG.warn("other nodes were not told of {} commits: {}", next.size(), e.getMessage());
            }
        }
    }

    private Set<String> take() {
        lock.lock();
        try {
            Set<String> next = lines;
            lines = new LinkedHashSet<>();
            sending = !next.isEmpty();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** A carrier that sends notifications. */
    static Carrier notifying(Line line, LongSupplier self) {
        return lines -> {
            List<String> letters = Letter.write(self.getAsLong(), lines);
            for (String letter : letters) {
                line.ask(c -> {
                    try (PreparedStatement statement =
                            c.prepareStatement("SELECT pg_notify('" + Ear.CHANNEL + "', ?)")) {
                        statement.setString(1, letter);
                        return statement.execute();
                    }
                });
            }
        };
    }
}
