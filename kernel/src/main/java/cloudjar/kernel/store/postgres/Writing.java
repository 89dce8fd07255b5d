package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.overlay.Change;
import cloudjar.kernel.store.overlay.Overlay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The changes of an overlay as statements; the last of them travel together with the commit. */
final class Writing {
    private static final String ERASE = "DELETE FROM cloudjar_rows WHERE world = ? AND key >= ? AND key < ?";
    private static final String DELETE = "DELETE FROM cloudjar_rows WHERE world = ? AND key = ANY (?)";
    private static final String PUT = "INSERT INTO cloudjar_rows (world, key, value)"
            + " SELECT ?, given.key, given.value FROM unnest(?, ?) AS given (key, value)"
            + " ON CONFLICT (world, key) DO UPDATE SET value = excluded.value";
    private static final String COMMIT = "COMMIT";

    private static final int ROWS_MAX = 5_000;
    private static final long BYTES_MAX = 8 << 20;

    private final View view;
    private final List<byte[]> deleted = new ArrayList<>();
    private final List<byte[]> keys = new ArrayList<>();
    private final List<byte[]> values = new ArrayList<>();
    private final NavigableMap<Key, NavigableMap<Key, byte[]>> buckets = new TreeMap<>();
    private long bytes;

    private Writing(View view) {
        this.view = view;
    }

    /** Writes the changes and commits. */
    static void commit(View view, Overlay overlay) {
        SqlFailure failure = view.failure();
        if (failure != null) {
            throw failure;
        }
        if (view.begun() || !overlay.isEmpty()) {
            new Writing(view).write(overlay);
        }
    }

    private void write(Overlay overlay) {
        for (Map.Entry<Key, Key> erased : overlay.erased().ends().entrySet()) {
            erase(erased.getKey(), erased.getValue());
        }
        for (Map.Entry<Key, Change> change : overlay.changes().entrySet()) {
            Key key = change.getKey();
            if (view.layout().isLong(key)) {
                change(bucketOf(key, overlay), key, change.getValue());
            } else {
                switch (change.getValue()) {
                    case Change.Written written -> put(key.toBytes(), written.bytes());
                    case Change.Deleted gone -> deleted.add(key.toBytes());
                }
            }
        }
        buckets.forEach((key, rows) -> {
            if (rows.isEmpty()) {
                deleted.add(key.toBytes());
            } else {
                put(key.toBytes(), Bucket.encode(rows));
            }
        });
        view.beforeCommit();
        flush(COMMIT);
    }

    private static void change(NavigableMap<Key, byte[]> bucket, Key key, Change change) {
        switch (change) {
            case Change.Written written -> bucket.put(key, written.bytes());
            case Change.Deleted gone -> bucket.remove(key);
        }
    }

    /** Erases a stretch; of buckets at its ends only the rows that lie in it. */
    private void erase(Key from, Key to) {
        KeyLayout layout = view.layout();
        for (Key end : List.of(from, to)) {
            if (layout.isLong(end)) {
                bucketOf(end).subMap(from, true, to, false).clear();
            }
        }
        byte[] lowest = layout.isLong(from) ? KeyLayout.after(layout.stored(from)) : from.toBytes();
        execute(ERASE, statement -> {
            statement.setLong(1, view.world());
            statement.setBytes(2, lowest);
            statement.setBytes(3, layout.stored(to));
        });
    }

    /** The rows of the bucket that a key belongs to, without those that were erased. */
    private NavigableMap<Key, byte[]> bucketOf(Key key, Overlay overlay) {
        NavigableMap<Key, byte[]> rows = bucketOf(key);
        rows.keySet().removeIf(row -> overlay.erased().of(row) != null);
        return rows;
    }

    private NavigableMap<Key, byte[]> bucketOf(Key key) {
        byte[] stored = view.layout().stored(key);
        return buckets.computeIfAbsent(Key.fromBytes(stored), unseen -> {
            byte[] rows = view.getStored(stored);
            return rows == null ? new TreeMap<>() : Bucket.decode(rows);
        });
    }

    private void put(byte[] key, byte[] value) {
        keys.add(key);
        values.add(value);
        bytes += key.length + value.length;
        if (keys.size() == ROWS_MAX || bytes > BYTES_MAX) {
            flush("");
        }
    }

    /** Sends what has gathered, in one trip with another statement. */
    private void flush(String last) {
        StringBuilder statements = new StringBuilder();
        if (!deleted.isEmpty()) {
            statements.append(DELETE).append(';');
        }
        if (!keys.isEmpty()) {
            statements.append(PUT).append(';');
        }
        execute(statements.append(last).toString(), statement -> {
            Connection connection = statement.getConnection();
            int at = 1;
            if (!deleted.isEmpty()) {
                statement.setLong(at++, view.world());
                statement.setArray(at++, connection.createArrayOf("bytea", deleted.toArray(new byte[0][])));
            }
            if (!keys.isEmpty()) {
                statement.setLong(at++, view.world());
                statement.setArray(at++, connection.createArrayOf("bytea", keys.toArray(new byte[0][])));
                statement.setArray(at, connection.createArrayOf("bytea", values.toArray(new byte[0][])));
            }
        });
        deleted.clear();
        keys.clear();
        values.clear();
        bytes = 0;
    }

    private void execute(String sql, Parameters parameters) {
        view.ask(c -> {
            try (PreparedStatement statement = c.prepareStatement(sql)) {
                parameters.set(statement);
                return statement.execute();
            }
        });
    }

    /** Gives a statement its parameters. */
    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }
}
