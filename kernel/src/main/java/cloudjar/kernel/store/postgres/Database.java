package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.StoreFailedException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The connections of this process to a database: a pool for writes and one for reads, so that neither waits for the other.
 * Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final long WAIT_MAX_MILLIS = TimeUnit.SECONDS.toMillis(5);
    private static final String WRITING = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE";
    private static final String READING =
            "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE READ ONLY";

    /** PostgreSQL alone: scans go through the primary key whatever the statistics say, and an answered commit is on the disk. */
    private static final String PLANNING =
            "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off;"
                    + " SET jit = off; SELECT set_config('synchronous_commit', 'on', false)"
                    + " WHERE current_setting('synchronous_commit') = 'off'; ";

    private final PostgresAddress address;
    private final LongSupplier random;
    private final HikariDataSource writes;
    private final HikariDataSource reads;

    private Database(PostgresAddress address, LongSupplier random, String preparation) {
        this.address = address;
        this.random = random;
        int forWrites = Math.max(2, address.connections() / 4);
        this.writes = pool("writes", forWrites, preparation + WRITING);
        this.reads = pool("reads", address.connections() - forWrites, preparation + READING);
    }

    /**
     * Connects to a database.
     *
     * @param random any numbers
     * @throws StoreFailedException when it cannot be reached or refuses us, with the reason
     */
    public static Database open(PostgresAddress address, LongSupplier random) {
        try (Connection first = DriverManager.getConnection(address.url(), address.properties());
                Statement statement = first.createStatement();
                ResultSet answer = statement.executeQuery("SELECT version()")) {
            answer.next();
            // Those who speak PostgreSQL's protocol name themselves behind its name, or do not name it.
            String version = answer.getString(1);
            boolean postgres = version.startsWith("PostgreSQL") && !version.contains("-YB-");
            return new Database(address, random, postgres ? PLANNING : "");
        } catch (SQLException e) {
            throw new SqlFailure(e).toStoreFailure("cannot open " + address);
        } catch (HikariPool.PoolInitializationException e) {
            throw new StoreFailedException(
                    StoreFailedException.Reason.UNREACHABLE, "cannot open " + address + ": " + e.getMessage(), e);
        }
    }

    private HikariDataSource pool(String name, int connections, String preparation) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("cloudjar-" + name);
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(address.properties());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MAX_MILLIS);
        config.setConnectionInitSql(preparation);
        // What the preparation sets is undone with its transaction, unless that is committed.
        config.setIsolateInternalQueries(true);
        return new HikariDataSource(config);
    }

    /** Where it is, without the password. */
    PostgresAddress address() {
        return address;
    }

    LongSupplier random() {
        return random;
    }

    /** A connection whose transactions are serializable; to be closed. */
    Connection toWrite() throws SQLException {
        return writes.getConnection();
    }

    /** A connection whose transactions are serializable and write nothing; to be closed. */
    Connection toRead() throws SQLException {
        return reads.getConnection();
    }

    /** A connection beside the pools, each statement of which is a transaction; to be closed. */
    Connection apart() throws SQLException {
        return DriverManager.getConnection(address.url(), address.properties());
    }

    /**
     * Does something in one serializable transaction, again where others came in between.
     *
     * @param what the beginning of the sentence that says what could not be done
     * @throws StoreFailedException when it cannot be done
     */
    public <T> T transact(String what, Work<T> work) {
        Patience patience = new Patience(random);
        while (true) {
            try {
                return once(work);
            } catch (SqlFailure e) {
                if (e.kind() != SqlFailure.Kind.CONFLICT || !patience.again()) {
                    throw e.toStoreFailure(what);
                }
            }
        }
    }

    /** Something done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; may be called again. */
        T on(Connection connection) throws SQLException;
    }

    private <T> T once(Work<T> work) {
        // What is not committed is rolled back when the pool gets the connection back.
        try (Connection connection = toWrite()) {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    @Override
    public void close() {
        reads.close();
        writes.close();
    }
}
