package cloudjar.services.dynamodb;

import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import java.time.Instant;

/** Tells whoever is to hear of them about the changes of items, in the transactions that make them. */
final class Telling {
    private Telling() {}

    /**
     * Tells of a change.
     *
     * @param feeds the table's, which are not empty
     */
    static void of(Tx tx, Scope scope, DynamoTable table, Feeds feeds, TableChange change, Instant now) {
        if (change.isNone()) {
            return;
        }
        String stream = feeds.stream();
        if (stream != null) {
            TableStreams.append(tx, scope, table, stream, change, now);
        }
        if (feeds.history()) {
            TableHistory.append(tx, scope, table, change, now);
        }
        if (!feeds.destinations().isEmpty()) {
            KinesisDelivery.append(tx, scope, table, change, now);
        }
        if (!feeds.replicas().isEmpty()) {
            Replicas.apply(tx, scope, table, change, now);
        }
    }
}
