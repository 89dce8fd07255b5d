package cloudjar.services.dax;

import cloudjar.api.dax.SourceType;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import java.time.Instant;

/** Writes down what happens, in one transaction. Used by one thread. */
final class Events {
    private final Tx tx;
    private final Scope scope;
    private final String id;
    private final Instant time;
    private int written;

    private Events(Tx tx, Scope scope, String id, Instant time) {
        this.tx = tx;
        this.scope = scope;
        this.id = id;
        this.time = time;
    }

    /** @param id tells events of one time from those of others */
    static Events of(Tx tx, Scope scope, String id, Instant time) {
        return new Events(tx, scope, id, time);
    }

    void cluster(DaxCluster cluster, String message) {
        write(cluster.name(), SourceType.CLUSTER, message);
    }

    void parameterGroup(String name, String message) {
        write(name, SourceType.PARAMETER_GROUP, message);
    }

    void subnetGroup(String name, String message) {
        write(name, SourceType.SUBNET_GROUP, message);
    }

    private void write(String source, String type, String message) {
        DaxEvent.Key key = new DaxEvent.Key(time, id + "/" + (char) ('a' + written++));
        DaxTables.EVENTS.in(scope).put(tx, key, new DaxEvent(source, type, message, time));
    }
}
