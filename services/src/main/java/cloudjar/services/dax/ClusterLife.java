package cloudjar.services.dax;

import cloudjar.kernel.call.Pace;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;

/** How clusters pass through their states: at once, or in about AWS's time. */
record ClusterLife(Pace pace) {
    /** What AWS takes to make a cluster, or to let one go. */
    static final Duration CREATION = Duration.ofMinutes(8);

    /** What AWS takes to add, take away or start anew a node. */
    static final Duration CHANGE = Duration.ofMinutes(4);

    private static final String NEXT = "dax.cluster";
    private static final String EVENT_ID = "timer";

    /** Registers the handlers. */
    static void register(TimerHandlers handlers) {
        handlers.register(NEXT, ClusterLife::fire);
        handlers.register(
                DaxTables.EVENTS_EXPIRY.handler(),
                (world, timer, due) -> DaxTables.EVENTS_EXPIRY.fire(world.store(), timer, due, (tx, scope, row) -> {}));
    }

    /** Puts a cluster that is about to become something. */
    void pass(Tx tx, Scope scope, DaxCluster cluster, Instant now) {
        if (pace != Pace.REAL) {
            settle(tx, scope, cluster, now);
            return;
        }
        DaxTables.CLUSTERS.in(scope).put(tx, cluster.name(), cluster);
        boolean whole =
                cluster.status() == DaxCluster.Status.CREATING || cluster.status() == DaxCluster.Status.DELETING;
        tx.at(
                now.plus(whole ? CREATION : CHANGE),
                Timer.of(NEXT, scope.account() + "/" + scope.region() + "/" + cluster.name()));
    }

    private static void settle(Tx tx, Scope scope, DaxCluster cluster, Instant now) {
        if (cluster.status() == DaxCluster.Status.DELETING) {
            DaxTables.CLUSTERS.in(scope).delete(tx, cluster.name());
            Events.of(tx, scope, cluster.name() + EVENT_ID, now).cluster(cluster, "Cluster deleted.");
            return;
        }
        DaxTables.CLUSTERS.in(scope).put(tx, cluster.name(), cluster.settled());
        Events events = Events.of(tx, scope, cluster.name() + EVENT_ID, now);
        for (DaxNode node : cluster.nodes()) {
            switch (node.state()) {
                case CREATING -> events.cluster(cluster, "Added node " + node.id() + ".");
                case DELETING -> events.cluster(cluster, "Removed node " + node.id() + ".");
                case REBOOTING -> events.cluster(cluster, "Node " + node.id() + " restarted.");
                case AVAILABLE -> {}
            }
        }
        if (cluster.status() == DaxCluster.Status.CREATING) {
            events.cluster(cluster, "Cluster created.");
        }
    }

    private static void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/");
        Scope scope = new Scope(parts[0], parts[1]);
        boolean unused = world.store().write(tx -> {
            DaxTables.CLUSTERS.in(scope).get(tx, parts[2]).ifPresent(cluster -> settle(tx, scope, cluster, due));
            return true;
        });
    }
}
