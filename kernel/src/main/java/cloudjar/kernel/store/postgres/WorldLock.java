package cloudjar.kernel.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock on a world that nodes take, one after the other, while their writes conflict: a row lock in the database, which goes
 * with the connection of a node that dies. It makes conflicts rare and is not needed to find them, so that whoever
 * cannot have it goes on without. For one thread at a time.
 */
final class WorldLock {
    private static final int WAIT_MAX_SECONDS = 2;
    private static final int CLOSING_MAX_MILLIS = (int) TimeUnit.SECONDS.toMillis(5);
    private static final Logger LOG = LoggerFactory.getLogger(WorldLock.class);

    private final Database database;
    private final long world;
    private @Nullable Connection connection;

    WorldLock(Database database, long world) {
        this.database = database;
        this.world = world;
    }

    /** Waits for the lock, not for long. */
    void take() {
        try {
            Connection present = connection;
            if (present == null) {
                present = database.apart();
                present.setAutoCommit(false);
                present.setNetworkTimeout(Runnable::run, CLOSING_MAX_MILLIS);
                connection = present;
            }
            try (PreparedStatement statement =
                    present.prepareStatement("SELECT id FROM cloudjar_worlds WHERE id = ? FOR UPDATE")) {
                statement.setQueryTimeout(WAIT_MAX_SECONDS);
                statement.setLong(1, world);
                statement.execute();
            }
        } catch (SQLException e) {
            LOG.debug("world {} goes on without its lock", world, e);
            close();
        }
    }

    /** Lets the next one have it. */
    void release() {
        try {
            Connection present = connection;
            if (present != null) {
                present.commit();
            }
        } catch (SQLException e) {
            LOG.debug("the lock of world {} went with its connection", world, e);
            close();
        }
    }

    /** Gives the connection back to the database; it is made again when it is needed. */
    void close() {
        Connection present = connection;
        connection = null;
        if (present != null) {
            try {
                present.close();
            } catch (SQLException e) {
                LOG.debug("a connection that was broken already", e);
            }
        }
    }
}
