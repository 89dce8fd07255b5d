package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.overlay.Committed;
import cloudjar.kernel.store.overlay.CommittedCursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a world in one transaction of the database, which begins with the first question. Rows it was asked for it
 * remembers, since they do not change. For one thread; to be closed, which rolls back whatever was not committed.
 */
final class View implements Committed, AutoCloseable {
    private static final String GET = "SELECT value FROM cloudjar_rows WHERE world = ? AND key = ?";
    private static final String COUNT = "SELECT count(*), sum(CASE WHEN octet_length(key) > ? THEN 1 ELSE 0 END) FROM"
            + " (SELECT key FROM cloudjar_rows WHERE world = ? AND key >= ? AND key < ? LIMIT ?) AS found";

    /** Where connections come from. */
    @FunctionalInterface
    interface Source {
        Connection take() throws SQLException;
    }

    /** A connection that was closed by the other side shows it when it is used: others of the pool may be closed as well. */
    private static final int STALE_MAX = 100;

    /** Not all that a long body ever looked at. */
    private static final int REMEMBERED_MAX = 10_000;

    private final Source source;
    private final long world;
    private final KeyLayout layout;
    private final Map<Key, Optional<byte[]>> remembered = new HashMap<>();
    private @Nullable Connection connection;
    private boolean begun;
    private boolean committing;
    private @Nullable SqlFailure failure;

    View(Source source, long world, KeyLayout layout) {
        this.source = source;
        this.world = world;
        this.layout = layout;
    }

    long world() {
        return world;
    }

    KeyLayout layout() {
        return layout;
    }

    /** Whether anything was asked, so that there is a transaction. */
    boolean begun() {
        return begun;
    }

    /** Whether the commit was sent. */
    boolean committing() {
        return committing;
    }

    /**
     * Says that the next question commits. Once it is sent a broken connection cannot be replaced: whether that one works is
     * found out before.
     */
    void beforeCommit() {
        if (!begun) {
            ask(c -> {
                try (PreparedStatement statement = c.prepareStatement("SELECT 1")) {
                    return statement.execute();
                }
            });
        }
        committing = true;
    }

    /**
     * Ends a reading with a commit: only then is it sure that what was read fits among the transactions of others.
     *
     * @throws SqlFailure when it does not, or a question had no answer
     */
    void end() {
        SqlFailure before = failure;
        if (before != null) {
            throw before;
        }
        if (begun) {
            ask(c -> {
                c.commit();
                return true;
            });
        }
    }

    /** What a question met, whatever the body made of it. */
    @Nullable
    SqlFailure failure() {
        return failure;
    }

    /**
     * Asks the database. Until the first answer nothing has been seen, so that a broken connection is replaced.
     *
     * @throws SqlFailure when there is no answer; the transaction is over
     */
    <T> T ask(Database.Work<T> question) {
        SqlFailure before = failure;
        if (before != null) {
            throw before;
        }
        for (int stale = 0; true; stale++) {
            try {
                Connection present = connection;
                if (present == null) {
                    present = source.take();
                    connection = present;
                }
                T answer = question.on(present);
                begun = true;
                return answer;
            } catch (SQLException e) {
                SqlFailure failed = new SqlFailure(e);
                boolean hadOne = connection != null;
                if (begun || !hadOne || !failed.disconnected() || stale == STALE_MAX) {
                    failure = failed;
                    throw failed;
                }
                giveBack();
            }
        }
    }

    @Override
    public byte @Nullable [] get(Key key) {
        Optional<byte[]> known = remembered.get(key);
        if (known == null) {
            known = Optional.ofNullable(read(key));
            if (remembered.size() < REMEMBERED_MAX) {
                remembered.put(key, known);
            }
        }
        return known.orElse(null);
    }

    private byte @Nullable [] read(Key key) {
        byte[] stored = getStored(layout.stored(key));
        return stored == null || !layout.isLong(key)
                ? stored
                : Bucket.decode(stored).get(key);
    }

    /** The value of a row of the database. */
    byte @Nullable [] getStored(byte[] key) {
        return this.<Optional<byte[]>>ask(c -> {
                    try (PreparedStatement statement = c.prepareStatement(GET)) {
                        statement.setLong(1, world);
                        statement.setBytes(2, key);
                        try (ResultSet rows = statement.executeQuery()) {
                            return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
                        }
                    }
                })
                .orElse(null);
    }

    @Override
    public boolean contains(Key key) {
        return get(key) != null;
    }

    @Override
    public CommittedCursor cursor(Range range) {
        return new PageCursor(this, range);
    }

    @Override
    public long count(Range range) {
        long[] counted = ask(c -> {
            try (PreparedStatement statement = c.prepareStatement(COUNT)) {
                statement.setInt(1, layout.longest());
                statement.setLong(2, world);
                statement.setBytes(3, layout.from(range.from()));
                statement.setBytes(4, layout.to(range.to()));
                statement.setLong(5, range.limit());
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return new long[] {rows.getLong(1), rows.getLong(2)};
                }
            }
        });
        // A bucket holds several rows, not all of which need lie in the range.
        return counted[1] == 0 ? counted[0] : Committed.super.count(range);
    }

    private void giveBack() {
        try {
            Connection present = connection;
            connection = null;
            if (present != null) {
                present.close();
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    @Override
    public void close() {
        giveBack();
    }
}
