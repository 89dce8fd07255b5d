package cloudjar.services.lambda;

import cloudjar.api.cloudwatch.StandardUnit;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.world.World;
import cloudjar.services.MetricData;
import cloudjar.services.MetricData.Metric;
import java.util.Map;

/**
 * Counts the invocations that were stopped because they went in a loop.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types of metrics</a>
 */
final class DroppedLoops {
    private static final Metric DROPPED = new Metric("RecursiveInvocationsDropped", StandardUnit.COUNT);

    private final MetricData data;

    DroppedLoops(MetricData data) {
        this.data = data;
    }

    /** One more of a function. */
    void count(World world, FunctionName name) {
        Scope scope = new Scope(name.account(), name.region());
        boolean unused = data.minute(
                        world, scope, world.clock().now(), "AWS/Lambda", Map.of("FunctionName", name.name()))
                .add(DROPPED, 1);
        data.write();
    }
}
