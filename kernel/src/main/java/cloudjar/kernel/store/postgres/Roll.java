package cloudjar.kernel.store.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The table of nodes: who has renewed its entry of late. All times are the database's. */
final class Roll {
    /** How long an entry lasts without being renewed. */
    static final int LEASE_SECONDS = 5;

    /** How long dead entries stay, for no other reason than that somebody may want to see them. */
    private static final int DEAD_SECONDS = 60;

    private static final String FROM_NOW = "now() + interval '" + LEASE_SECONDS + " seconds'";

    /**
     * What the table says.
     *
     * @param alive the numbers of the nodes at work
     * @param announced how often it was announced that all look again
     * @param news how much was signalled in all, where that is counted
     */
    record Sight(SortedSet<Long> alive, long announced, long news) {}

    /**
     * An entry.
     *
     * @param slot the smallest number that no other node at work has
     */
    record Entry(long node, int slot) {}

    private final Line line;
    private final Database database;

    Roll(Database database, Line line) {
        this.database = database;
        this.line = line;
    }

    Entry enter() {
        return database.transact("this node could not be entered", c -> {
            TreeSet<Integer> taken = new TreeSet<>();
            try (Statement statement = c.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT slot FROM cloudjar_nodes WHERE expires > now()")) {
                while (rows.next()) {
                    taken.add(rows.getInt(1));
                }
            }
            int slot = 0;
            while (taken.contains(slot)) {
                slot++;
            }
            long node = WorldTable.nextId(c);
            try (PreparedStatement statement = c.prepareStatement("INSERT INTO cloudjar_nodes" + " SELECT ?, ?, "
                    + FROM_NOW + ", announced, 0 FROM cloudjar_format")) {
                statement.setLong(1, node);
                statement.setInt(2, slot);
                statement.executeUpdate();
            }
            return new Entry(node, slot);
        });
    }

    /** Renews an entry; false when the node was taken for dead meanwhile. */
    boolean renew(long node) {
        return update("UPDATE cloudjar_nodes SET expires = " + FROM_NOW + " WHERE id = ? AND expires > now()", node)
                == 1;
    }

    void leave(long node) {
        update("DELETE FROM cloudjar_nodes WHERE id = ?", node);
    }

    void forgetDead() {
        line.ask(c -> {
            try (Statement statement = c.createStatement()) {
                return statement.executeUpdate(
                        "DELETE FROM cloudjar_nodes WHERE expires < now() - interval '" + DEAD_SECONDS + " seconds'");
            }
        });
    }

    Sight look() {
        return line.ask(c -> {
            SortedSet<Long> alive = new TreeSet<>();
            long announced = 0;
            long news = 0;
            try (Statement statement = c.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT n.id, n.expires > now(), n.news, f.announced"
                            + " FROM cloudjar_format f LEFT JOIN cloudjar_nodes n ON TRUE")) {
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        alive.add(rows.getLong(1));
                    }
                    news += rows.getLong(3);
                    announced = rows.getLong(4);
                }
            }
            return new Sight(alive, announced, news);
        });
    }

    /** Counts an announcement and returns its number. */
    long announce() {
        return line.ask(c -> {
            try (Statement statement = c.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "UPDATE cloudjar_format SET announced = announced + 1 RETURNING announced")) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    /** Says that a node has looked again after that announcement. */
    void seen(long node, long announcement) {
        line.ask(c -> {
            try (PreparedStatement statement =
                    c.prepareStatement("UPDATE cloudjar_nodes SET seen = ? WHERE id = ? AND seen < ?")) {
                statement.setLong(1, announcement);
                statement.setLong(2, node);
                statement.setLong(3, announcement);
                return statement.executeUpdate();
            }
        });
    }

    /** Which nodes at work, other than the given one, have not looked again after that announcement. */
    List<Long> blind(long self, long announcement) {
        return line.ask(c -> {
            List<Long> nodes = new ArrayList<>();
            try (PreparedStatement statement = c.prepareStatement(
                    "SELECT id FROM cloudjar_nodes WHERE id <> ? AND seen < ? AND expires > now()")) {
                statement.setLong(1, self);
                statement.setLong(2, announcement);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        nodes.add(rows.getLong(1));
                    }
                }
            }
            return nodes;
        });
    }

    /** Counts what a node has signalled, for those who look at the count. */
    void countNews(long node) {
        update("UPDATE cloudjar_nodes SET news = news + 1 WHERE id = ?", node);
    }

    private int update(String sql, long node) {
        return line.ask(c -> {
            try (PreparedStatement statement = c.prepareStatement(sql)) {
                statement.setLong(1, node);
                return statement.executeUpdate();
            }
        });
    }
}
