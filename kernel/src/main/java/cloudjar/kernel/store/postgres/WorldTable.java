package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/** The worlds that the database holds: their names and ids. An id is never used again. */
final class WorldTable {
    /** Rows of a world that goes are deleted so many at a time, since a transaction is to end soon. */
    private static final int ROWS_PER_DELETION = 20_000;

    /** Stands before the number of a node; no world has it in its name. */
    private static final char NODE = '@';

    private final Database database;
    private volatile Map<String, Long> seen = Map.of();
    private volatile Set<Long> retiredBefore = Set.of();

    WorldTable(Database database) {
        this.database = database;
    }

    /** The worlds that are there, with their ids. */
    Map<String, Long> all() {
        Map<String, Long> all = list();
        seen = all;
        return all;
    }

    /** Whether a world was there under this id when all were listed last. */
    boolean wasThere(String name, long id) {
        return Long.valueOf(id).equals(seen.get(name));
    }

    private Map<String, Long> list() {
        return database.transact("the worlds could not be listed", c -> {
            Map<String, Long> worlds = new HashMap<>();
            try (Statement statement = c.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT name, id FROM cloudjar_worlds WHERE NOT retired")) {
                while (rows.next()) {
                    worlds.put(rows.getString(1), rows.getLong(2));
                }
            }
            return worlds;
        });
    }

    /** The id of the world of that name, which is made when it is not there. */
    long open(String name) {
        return database.transact("the world " + name + " could not be opened", c -> {
            Optional<Long> there = find(c, name);
            return there.isPresent() ? there.get() : insert(c, name);
        });
    }

    /** Makes a world of what another one holds now, by copying its rows within the database. */
    long fork(long source, String name) {
        return database.transact("the world " + name + " could not be made", c -> {
            // Copying takes as long as it takes.
            c.setNetworkTimeout(Runnable::run, 0);
            long id = insert(c, name);
            try (PreparedStatement statement = c.prepareStatement("INSERT INTO cloudjar_rows (world, key, value)"
                    + " SELECT ?, key, value FROM cloudjar_rows WHERE world = ?")) {
                statement.setLong(1, id);
                statement.setLong(2, source);
                statement.executeUpdate();
            }
            return id;
        });
    }

    private static Optional<Long> find(Connection c, String name) throws SQLException {
        try (PreparedStatement statement =
                c.prepareStatement("SELECT id FROM cloudjar_worlds WHERE name = ? AND NOT retired")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
            }
        }
    }

    private static long insert(Connection c, String name) throws SQLException {
        long id = nextId(c);
        try (PreparedStatement statement = c.prepareStatement("INSERT INTO cloudjar_worlds VALUES (?, ?, FALSE)")) {
            statement.setLong(1, id);
            statement.setString(2, name);
            statement.executeUpdate();
        }
        return id;
    }

    static long nextId(Connection c) throws SQLException {
        try (Statement statement = c.createStatement();
                ResultSet rows = statement.executeQuery("SELECT nextval('cloudjar_ids')")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Takes a world's name away: nobody opens it any more, and its rows can go. */
    void retire(long id) {
        database.transact("the world could not be dropped", c -> rename(c, id, retiredName(id), true));
    }

    /**
     * Gives a world's name to a draft; the one that had it is retired in the same transaction.
     *
     * @throws StoreFailedException when the draft is not there any more
     */
    void replace(long draft, String name) {
        database.transact("the world " + name + " could not be replaced", c -> {
            if (!isThere(c, draft)) {
                throw new StoreFailedException(
                        Reason.CLOSED,
                        "the draft of the world " + name + " was given up, for its node was not heard of",
                        null);
            }
            Optional<Long> old = find(c, name);
            if (old.isPresent()) {
                rename(c, old.get(), retiredName(old.get()), true);
            }
            return rename(c, draft, name, false);
        });
    }

    private static boolean isThere(Connection c, long id) throws SQLException {
        try (PreparedStatement statement =
                c.prepareStatement("SELECT id FROM cloudjar_worlds WHERE id = ? AND NOT retired")) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** What a node's draft is called here. */
    static String draftName(String draft, long node) {
        return draft + NODE + node;
    }

    /** Retires the drafts of nodes that are dead; those of older programs bear no node's number and stay. */
    void retireDrafts(LongPredicate dead) {
        list().forEach((name, id) -> {
            int node = name.lastIndexOf(NODE);
            if (name.startsWith(".") && node >= 0 && dead.test(Long.parseLong(name.substring(node + 1)))) {
                retire(id);
            }
        });
    }

    private static int rename(Connection c, long id, String name, boolean retired) throws SQLException {
        try (PreparedStatement statement =
                c.prepareStatement("UPDATE cloudjar_worlds SET retired = ?, name = ? WHERE id = ?")) {
            statement.setBoolean(1, retired);
            statement.setString(2, name);
            statement.setLong(3, id);
            return statement.executeUpdate();
        }
    }

    /** No world has a slash in its name. */
    private static String retiredName(long id) {
        return "/" + id;
    }

    /** Deletes what a retired world held. */
    void delete(long id) {
        int deleted = ROWS_PER_DELETION;
        while (deleted == ROWS_PER_DELETION) {
            deleted = database.transact("the rows of a world could not be deleted", c -> {
                try (PreparedStatement statement = c.prepareStatement("DELETE FROM cloudjar_rows WHERE world = ?"
                        + " AND key IN (SELECT key FROM cloudjar_rows WHERE world = ? ORDER BY key LIMIT ?)")) {
                    statement.setLong(1, id);
                    statement.setLong(2, id);
                    statement.setInt(3, ROWS_PER_DELETION);
                    return statement.executeUpdate();
                }
            });
        }
        database.transact("a world could not be forgotten", c -> {
            try (PreparedStatement statement = c.prepareStatement("DELETE FROM cloudjar_worlds WHERE id = ?")) {
                statement.setLong(1, id);
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Deletes what is left of worlds whose deletion was cut off: to be called now and then. Those that were not there the last time
     * may be on their way out by another node's hands.
     */
    void deleteRetired() {
        Set<Long> retired = database.transact("the worlds could not be listed", c -> {
            Set<Long> ids = new HashSet<>();
            try (Statement statement = c.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT id FROM cloudjar_worlds WHERE retired")) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        });
        retired.stream().filter(retiredBefore::contains).forEach(this::delete);
        retiredBefore = retired;
    }
}
