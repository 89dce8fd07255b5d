package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The version of a database, in its table {@code cloudjar_format}.
 *
 * @param migrations the way to the present version: the first one leads from version 1 to 2
 */
record Format(List<Migration> migrations) {
    /** What this program writes. */
    static final Format PRESENT = new Format(List.of());

    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS cloudjar_format (one INT PRIMARY KEY, version INT NOT NULL,"
                    + " announced BIGINT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS cloudjar_worlds (id BIGINT PRIMARY KEY, name VARCHAR(100) NOT NULL UNIQUE,"
                    + " retired BOOLEAN NOT NULL)",
            "CREATE TABLE IF NOT EXISTS cloudjar_rows (world BIGINT NOT NULL, key BYTEA NOT NULL, value BYTEA NOT NULL,"
                    + " PRIMARY KEY (world, key))",
            "CREATE TABLE IF NOT EXISTS cloudjar_nodes (id BIGINT PRIMARY KEY, slot INT NOT NULL,"
                    + " expires TIMESTAMPTZ NOT NULL, seen BIGINT NOT NULL, news BIGINT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS cloudjar_contents (number BIGINT PRIMARY KEY, written TIMESTAMPTZ NOT NULL,"
                    + " dropped TIMESTAMPTZ, checked BOOLEAN NOT NULL DEFAULT FALSE)",
            "CREATE TABLE IF NOT EXISTS cloudjar_parts (number BIGINT NOT NULL, part INT NOT NULL, bytes BYTEA NOT NULL,"
                    + " PRIMARY KEY (number, part))",
            "CREATE SEQUENCE IF NOT EXISTS cloudjar_ids");

    private static final int BEGINNINGS_MAX = 20;

    int version() {
        return 1 + migrations.size();
    }

    /**
     * Makes the tables in a database that has none, or brings those of an older version up to the present one.
     *
     * @throws StoreFailedException when a newer program wrote them
     */
    void adopt(Database database) {
        begin(database);
        database.transact("the database could not be brought up to date", connection -> {
            int found = version(connection);
            for (int from = found; from < version(); from++) {
                migrations.get(from - 1).migrate(connection);
            }
            if (found < version()) {
                execute(connection, "UPDATE cloudjar_format SET version = " + version());
            }
            return found;
        });
    }

    /** Several nodes may do so at once, which PostgreSQL has them notice as conflicts of several kinds. */
    private void begin(Database database) {
        for (int tries = 1; true; tries++) {
            try {
                database.transact("the tables could not be made", connection -> {
                    if (!hasTables(connection)) {
                        for (String table : TABLES) {
                            execute(connection, table);
                        }
                        execute(
                                connection,
                                "INSERT INTO cloudjar_format VALUES (1, " + version() + ", 0)"
                                        + " ON CONFLICT (one) DO NOTHING");
                    }
                    return true;
                });
                return;
            } catch (StoreFailedException e) {
                if (e.reason() != Reason.BROKEN || tries == BEGINNINGS_MAX) {
                    throw e;
                }
            }
        }
    }

    private static boolean hasTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM information_schema.tables"
                        + " WHERE table_name = 'cloudjar_format' AND table_schema = current_schema()")) {
            return rows.next();
        }
    }

    /** The version of the tables; refused, when it is newer than the present one. */
    int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version FROM cloudjar_format")) {
            if (!rows.next()) {
                throw new StoreFailedException(
                        Reason.DAMAGED, "the table cloudjar_format does not say which format the data has", null);
            }
            int found = rows.getInt(1);
            if (found > version()) {
                throw new StoreFailedException(
                        Reason.NEWER_FORMAT,
                        "the data has format " + found + ", and this cloudjar knows formats up to " + version()
                                + ": use a newer one",
                        null);
            }
            return found;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
