package cloudjar.kernel.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for letters of other nodes on a connection of its own, which it makes again when it breaks. */
final class Ear implements AutoCloseable {
    static final String CHANNEL = "cloudjar";

    private static final int LISTENING_MILLIS = 10_000;
    private static final int PROBE_MILLIS = 2_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final Logger LOG = LoggerFactory.getLogger(Ear.class);

    private final Database database;
    private final Consumer<String> letters;
    private final Runnable gap;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    /**
     * Does not listen yet.
     *
     * @param letters takes each letter
     * @param gap called when letters may have been missed, and when listening begins
     */
    Ear(Database database, Consumer<String> letters, Runnable gap) {
        this.database = database;
        this.letters = letters;
        this.gap = gap;
    }

    /** Whether a database brings notifications: CockroachDB knows none, and a pooler may keep them to itself. */
    static boolean works(Database database) {
        try (Connection probe = database.apart()) {
            listen(probe);
            try (Statement statement = probe.createStatement()) {
                statement.execute("SELECT pg_notify('" + CHANNEL + "', '')");
            }
            PGNotification[] heard = probe.unwrap(PGConnection.class).getNotifications(PROBE_MILLIS);
            return heard != null && heard.length > 0;
        } catch (SQLException e) {
            LOG.debug("the database brings no notifications", e);
            return false;
        }
    }

    private static void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
    }

    /** Listens from now on. */
    void start(Executor executor) {
        executor.execute(() -> {
            try {
                while (!closed) {
                    listenUntilItBreaks();
                }
            } finally {
                ended.countDown();
            }
        });
    }

    private void listenUntilItBreaks() {
        try (Connection present = database.apart()) {
            connection = present;
            listen(present);
            gap.run();
            PGConnection notified = present.unwrap(PGConnection.class);
            while (!closed) {
                PGNotification[] heard = notified.getNotifications(LISTENING_MILLIS);
                for (PGNotification notification : heard == null ? new PGNotification[0] : heard) {
                    letters.accept(notification.getParameter());
                }
            }
        } catch (SQLException e) {
            if (!closed) {
                LOG.warn("this node does not hear the others until it has its connection back: {}", e.getMessage());
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Connection present = connection;
        if (present != null) {
            try {
                present.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("a connection that was broken already", e);
            }
        }
    }
}
