package cloudjar.kernel.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** Turns a database of one format into one of the next. */
@FunctionalInterface
interface Migration {
    /** Does it, in a transaction that is rolled back when it fails; it may be run again. */
    void migrate(Connection connection) throws SQLException;
}
