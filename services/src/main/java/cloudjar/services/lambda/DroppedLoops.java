package cloudjar.services.lambda;

import cloudjar.api.cloudwatch.CloudWatch;
import cloudjar.api.cloudwatch.Dimension;
import cloudjar.api.cloudwatch.MetricDatum;
import cloudjar.api.cloudwatch.PutMetricDataInput;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.world.World;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the invocations that were stopped because they went in a loop: the metric {@code RecursiveInvocationsDropped}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types of metrics</a>
 */
final class DroppedLoops {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedLoops.class);

    private final Cloud cloud;

    DroppedLoops(Cloud cloud) {
        this.cloud = cloud;
    }

    /** One more of a function. */
    void count(World world, FunctionName name) {
        MetricDatum one = MetricDatum.builder()
                .metricName("RecursiveInvocationsDropped")
                .dimensions(List.of(Dimension.builder()
                        .name("FunctionName")
                        .value(name.name())
                        .build()))
                .timestamp(world.clock().now())
                .value(1.0)
                .unit("Count")
                .build();
        try {
            var unused = cloud.client(CloudWatch.API)
                    .putMetricData(
                            PutMetricDataInput.builder()
                                    .namespace("AWS/Lambda")
                                    .metricData(List.of(one))
                                    .build(),
                            ServiceCalls.of(world, name));
        } catch (ApiException e) {
            LOG.info("A loop that was stopped is not counted: function={}, code={}", name.arn(), e.code());
        }
    }
}
