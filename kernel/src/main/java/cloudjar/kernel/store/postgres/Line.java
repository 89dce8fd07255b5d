package cloudjar.kernel.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection beside the pools, for what must not wait for a free one: each statement is a transaction. It is made again when it
 * breaks. Thread-safe; those who use it take turns.
 */
final class Line implements AutoCloseable {
    private final Database database;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Connection connection;

    Line(Database database) {
        this.database = database;
    }

    /**
     * Does something with it; twice, when the connection turns out to be broken: what is done here may be.
     *
     * @throws SqlFailure when it cannot be done
     */
    <T> T ask(Database.Work<T> work) {
        turn.lock();
        try {
            boolean used = connection != null;
            try {
                return once(work);
            } catch (SqlFailure e) {
                if (used && e.disconnected()) {
                    return once(work);
                }
                throw e;
            }
        } finally {
            turn.unlock();
        }
    }

    private <T> T once(Database.Work<T> work) {
        try {
            Connection present = connection;
            if (present == null) {
                present = database.apart();
                connection = present;
            }
            return work.on(present);
        } catch (SQLException e) {
            hangUp();
            throw new SqlFailure(e);
        }
    }

    private void hangUp() {
        Connection broken = connection;
        connection = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException e) {
                throw new SqlFailure(e);
            }
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            hangUp();
        } finally {
            turn.unlock();
        }
    }
}
