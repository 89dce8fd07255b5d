package cloudjar.services.dynamodb;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;

/** Tells whoever is to hear of them about the changes of items, in the transactions that make them. */
final class Telling {
    private Telling() {}

    /**
     * Tells of a change.
     *
     * @param feeds the table's, which are not empty
     */
    static void of(Tx tx, Call call, Scope scope, DynamoTable table, Feeds feeds, TableChange change) {
        if (change.isNone()) {
            return;
        }
        String stream = feeds.stream();
        if (stream != null) {
            TableStreams.append(tx, call, scope, table, stream, change);
        }
        if (feeds.history()) {
            TableHistory.append(tx, call, scope, table, change);
        }
        if (!feeds.destinations().isEmpty()) {
            KinesisDelivery.append(tx, call, scope, table, change);
        }
        if (!feeds.replicas().isEmpty()) {
            Replicas.apply(tx, call, scope, table, change);
        }
    }
}
