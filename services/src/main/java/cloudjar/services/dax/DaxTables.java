package cloudjar.services.dax;

import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Table;
import java.util.List;
import java.util.Optional;

/**
 * What DAX keeps of an account in a region.
 *
 * <pre>
 * dax
 *   clusters     name                DaxCluster      also by parameter group and by subnet group
 *   parameters   name                DaxParameters   (but for the default group, which everybody has)
 *   subnets      name                DaxSubnets
 *   events       time, id            DaxEvent        for 14 days
 * </pre>
 */
final class DaxTables {
    private static final String SERVICE = "dax";

    static final Table<String, DaxCluster> CLUSTERS =
            Table.of(SERVICE, "clusters", KeyCodec.STRING, RecordCodec.of(DaxCluster.class));

    static final Index<String, String, DaxCluster> BY_PARAMETERS = CLUSTERS.index(
            "by-parameters",
            KeyCodec.STRING,
            cluster -> List.of(cluster.settings().parameterGroup()));

    static final Index<String, String, DaxCluster> BY_SUBNETS =
            CLUSTERS.index("by-subnets", KeyCodec.STRING, cluster -> List.of(cluster.subnetGroup()));

    static final Table<String, DaxParameters> PARAMETERS =
            Table.of(SERVICE, "parameters", KeyCodec.STRING, RecordCodec.of(DaxParameters.class));

    static final Table<String, DaxSubnets> SUBNETS =
            Table.of(SERVICE, "subnets", KeyCodec.STRING, RecordCodec.of(DaxSubnets.class));

    static final Table<DaxEvent.Key, DaxEvent> EVENTS =
            Table.of(SERVICE, "events", KeyCodec.of(DaxEvent.Key.class), RecordCodec.of(DaxEvent.class));

    static final Expiry<DaxEvent.Key, DaxEvent> EVENTS_EXPIRY =
            EVENTS.expiry(event -> Optional.of(event.time().plus(DaxLimits.EVENTS_KEPT)));

    private DaxTables() {}
}
