package cloudjar.kernel.blob.postgres;

import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.store.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Who holds content, among all worlds and drafts of all nodes over a database at one moment: whatever was there long enough to be
 * held and is not, will not be held again, since a holder is made of another one.
 *
 * @param database where the rows are
 */
public record PostgresHolders(Database database) {
    /** Whether any row holds the content of that number. */
    public boolean hold(long number) {
        return database.transact("content could not be looked through", c -> hold(c, number));
    }

    static boolean hold(Connection c, long number) throws SQLException {
        try (PreparedStatement held = c.prepareStatement("SELECT 1 FROM cloudjar_worlds w JOIN cloudjar_rows r"
                + " ON r.world = w.id WHERE NOT w.retired AND r.key = ? LIMIT 1")) {
            held.setBytes(1, Blobs.keyOf(number).toBytes());
            try (ResultSet rows = held.executeQuery()) {
                return rows.next();
            }
        }
    }
}
