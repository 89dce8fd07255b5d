package cloudjar.services.dax;

import cloudjar.kernel.limit.Limit;
import java.time.Duration;

/** DAX's quotas. */
final class DaxLimits {
    private static final String QUOTAS =
            "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#limits-dax";
    private static final String API = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/";

    static final Limit NODES_PER_CLUSTER = new Limit(11, 10, "nodes per cluster", QUOTAS);
    static final Limit NODES = Limit.of(50, "nodes per region", QUOTAS);
    static final Limit PARAMETER_GROUPS = Limit.of(20, "parameter groups per region", QUOTAS);
    static final Limit SUBNET_GROUPS = Limit.of(50, "subnet groups per region", QUOTAS);
    static final Limit SUBNETS = Limit.of(20, "subnets per subnet group", QUOTAS);
    static final Limit TAGS = Limit.of(50, "tags per cluster", API + "API_dax_TagResource.html");
    static final Limit PAGE = Limit.of(100, "entries of a page", API + "API_dax_DescribeClusters.html");
    static final Limit NAME = Limit.of(20, "characters of a cluster's name", API + "API_dax_CreateCluster.html");

    /** For how long events can be looked up: as their page says of DescribeEvents. */
    static final Duration EVENTS_KEPT = Duration.ofDays(14);

    /** Of which events are shown where nothing is said. */
    static final Duration EVENTS_SHOWN = Duration.ofHours(24);

    private DaxLimits() {}
}
