package cloudjar.kernel.blob.postgres;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.BlobHome;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.postgres.Database;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content in parts of {@value #PART_BYTES} bytes, each a row of a table and written in a transaction of its own, so that a slow
 * caller holds none open; nobody knows the number before the last of them is there.
 *
 * <p>Deleting only marks it: another node may have forked a world that holds it, and readers may be at it. {@link #collect} deletes
 * what was marked some minutes ago, or never came to be held, and is in no world.
 */
public final class PostgresBlobs implements BlobHome {
    /** Large enough for few round trips, small enough for many callers at once. */
    static final int PART_BYTES = 256 * 1024;

    /** How long what was deleted stays readable. */
    static final String MARKED_MIN = "10 minutes";

    /** How long content may be there before the row that holds it is: longer than any upload takes. */
    private static final String UNHELD_MIN = "1 day";

    private static final int BATCH = 100;
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBlobs.class);

    private final Database database;
    private final String markedMin;
    private final String unheldMin;

    /** Content in a database, whose tables are there; it stays the caller's to close. */
    public PostgresBlobs(Database database) {
        this(database, MARKED_MIN, UNHELD_MIN);
    }

    PostgresBlobs(Database database, String markedMin, String unheldMin) {
        this.database = database;
        this.markedMin = markedMin;
        this.unheldMin = unheldMin;
    }

    @Override
    public Blob.Stored write(byte[] buffer, int filled, InputStream rest) throws IOException {
        byte[] part = new byte[PART_BYTES];
        System.arraycopy(buffer, 0, part, 0, filled);
        int count = filled + rest.readNBytes(part, filled, PART_BYTES - filled);
        long number = begin(Arrays.copyOf(part, count));
        boolean whole = false;
        try {
            long length = count;
            for (int i = 1; count == PART_BYTES; i++) {
                count = rest.readNBytes(part, 0, PART_BYTES);
                if (count > 0) {
                    byte[] bytes = Arrays.copyOf(part, count);
                    int index = i;
                    database.transact("content could not be kept", c -> insertPart(c, number, index, bytes));
                    length += count;
                }
            }
            whole = true;
            return new Blob.Stored(number, length);
        } finally {
            if (!whole) {
                discard(number);
            }
        }
    }

    private long begin(byte[] first) {
        return database.transact("content could not be kept", c -> {
            try (PreparedStatement statement = c.prepareStatement("INSERT INTO cloudjar_contents (number, written)"
                            + " VALUES (nextval('cloudjar_ids'), now()) RETURNING number");
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                long number = rows.getLong(1);
                insertPart(c, number, 0, first);
                return number;
            }
        });
    }

    private static int insertPart(Connection c, long number, int part, byte[] bytes) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement("INSERT INTO cloudjar_parts VALUES (?, ?, ?)")) {
            statement.setLong(1, number);
            statement.setInt(2, part);
            statement.setBytes(3, bytes);
            return statement.executeUpdate();
        }
    }

    /** Marks what was not written to its end; where that fails it is collected all the same, later. */
    private void discard(long number) {
        try {
            delete(number);
        } catch (StoreFailedException e) {
            LOG.debug("content {} stays until it is collected", number, e);
        }
    }

    @Override
    public BlobContent open(Blob.Stored blob) throws IOException {
        boolean there = database.transact("content could not be read", c -> {
            try (PreparedStatement statement = c.prepareStatement("SELECT 1 FROM cloudjar_contents WHERE number = ?")) {
                statement.setLong(1, blob.number());
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
        if (!there) {
            throw new BlobGoneException(blob);
        }
        return new PartsContent(this, blob);
    }

    @Override
    public Blob.Stored find(long number) throws IOException {
        long length = database.transact("content could not be found", c -> {
            try (PreparedStatement statement = c.prepareStatement(
                    "SELECT COALESCE(SUM(octet_length(bytes)), -1) FROM cloudjar_parts WHERE number = ?")) {
                statement.setLong(1, number);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
        if (length < 0) {
            throw new BlobGoneException(number, null);
        }
        return new Blob.Stored(number, length);
    }

    /**
     * Numbers are a sequence's, which knows no transactions: the row of the format is written so that nodes take turns, and a
     * number that another node draws meanwhile is below the one that is set.
     */
    @Override
    public void passOver(long number) {
        database.transact("content could not be numbered", c -> {
            try (Statement statement = c.createStatement()) {
                statement.executeUpdate("UPDATE cloudjar_format SET announced = announced");
                try (ResultSet rows = statement.executeQuery("SELECT nextval('cloudjar_ids')")) {
                    rows.next();
                    if (rows.getLong(1) > number) {
                        return number;
                    }
                }
                statement.execute("SELECT setval('cloudjar_ids', " + number + ")");
                return number;
            }
        });
    }

    /** The bytes of a part. */
    byte[] part(Blob.Stored blob, int part) throws IOException {
        Optional<byte[]> bytes = database.transact("content could not be read", c -> {
            try (PreparedStatement statement =
                    c.prepareStatement("SELECT bytes FROM cloudjar_parts WHERE number = ? AND part = ?")) {
                statement.setLong(1, blob.number());
                statement.setInt(2, part);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
                }
            }
        });
        return bytes.orElseThrow(() -> new BlobGoneException(blob));
    }

    @Override
    public void delete(long number) {
        database.transact(
                "content could not be deleted",
                c -> update(c, "UPDATE cloudjar_contents SET dropped = now() WHERE number = ?", number));
    }

    @Override
    public long nextNumber() {
        return database.transact("content could not be numbered", c -> {
            try (Statement statement = c.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT nextval('cloudjar_ids')")) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    /** Other nodes may be about to hold what nobody holds yet: {@link #collect} knows how long that takes. */
    @Override
    public void sweep(LongPredicate held) {
        collect();
    }

    /** What is in doubt is looked at when it is collected, whoever collects it. */
    @Override
    public void leaveUnswept() {}

    /** Deletes content that nobody wants any more; safe to be called by several nodes at once. */
    public void collect() {
        List<Long> numbers = unwanted();
        while (!numbers.isEmpty()) {
            for (long number : numbers) {
                database.transact("content could not be deleted", c -> forget(c, number));
            }
            numbers = unwanted();
        }
    }

    /** What is marked, and what is so old that the row that was to hold it must have come; a batch of them. */
    private List<Long> unwanted() {
        return database.transact("content could not be looked through", c -> {
            List<Long> numbers = new ArrayList<>();
            try (Statement statement = c.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT number FROM cloudjar_contents WHERE dropped < now() - interval '"
                                    + markedMin + "' OR (NOT checked AND written < now() - interval '" + unheldMin
                                    + "') ORDER BY number LIMIT " + BATCH)) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
            return numbers;
        });
    }

    /**
     * Deletes a content unless a world holds it. The transaction is serializable, as is that of a fork: one that brings another holder
     * meanwhile conflicts with it.
     */
    static int forget(Connection c, long number) throws SQLException {
        if (PostgresHolders.hold(c, number)) {
            return update(c, "UPDATE cloudjar_contents SET dropped = NULL, checked = TRUE WHERE number = ?", number);
        }
        return update(c, "DELETE FROM cloudjar_parts WHERE number = ?", number)
                + update(c, "DELETE FROM cloudjar_contents WHERE number = ?", number);
    }

    private static int update(Connection c, String sql, long number) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            statement.setLong(1, number);
            return statement.executeUpdate();
        }
    }

    @Override
    public void close() {}
}
