package cloudjar.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.MetricStreamFilter;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.iam.IamClient;

/** What flows in metric streams. */
class MetricStreamsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final Instant START = Instant.parse("2030-01-01T12:00:30Z");

    private CloudWatchClient cloudWatch;

    @BeforeEach
    void open(TestWorld world) {
        cloudWatch = world.client(CloudWatchClient.builder());
        world.clock().freeze();
        world.clock().set(START);
        String role = world.client(IamClient.builder())
                .createRole(create -> create.roleName("flow").assumeRolePolicyDocument("""
                        {"Statement":[{"Effect":"Allow","Principal":{"Service":"streams.metrics.cloudwatch.amazonaws.com"},
                        "Action":"sts:AssumeRole"}]}"""))
                .role()
                .arn();
        cloudWatch.putMetricStream(put -> put.name("river")
                .firehoseArn("arn:aws:firehose:us-east-1:000000000000:deliverystream/sea")
                .roleArn(role)
                .outputFormat("json")
                .includeFilters(MetricStreamFilter.builder()
                        .namespace("app")
                        .metricNames("m")
                        .build()));
    }

    private void put(String metric) {
        cloudWatch.putMetricData(put -> put.namespace("app")
                .metricData(MetricDatum.builder().metricName(metric).value(1.0).build()));
    }

    private List<Double> sums(String metric) {
        return cloudWatch
                .getMetricStatistics(get -> get.namespace("AWS/CloudWatch/MetricStreams")
                        .metricName(metric)
                        .dimensions(Dimension.builder()
                                .name("MetricStreamName")
                                .value("river")
                                .build())
                        .startTime(START.minusSeconds(600))
                        .endTime(START.plusSeconds(600))
                        .period(60)
                        .statistics(Statistic.SUM))
                .datapoints()
                .stream()
                .map(point -> point.sum())
                .toList();
    }

    @Test
    void whatAMinuteMeasuredIsSentAndThatFirehoseIsNotThereIsSeen(TestWorld world) {
        put("m");
        put("other");
        world.clock().set(START.plusSeconds(60));
        assertThat(sums("MetricUpdate")).containsExactly(1.0);
        assertThat(sums("PublishErrorRate"))
                .as("Firehose answers 501 as long as it is not there")
                .containsExactly(1.0);
    }

    @Test
    void nothingFlowsWhereNothingIsMeasuredOrTheStreamIsStopped(TestWorld world) {
        world.clock().set(START.plusSeconds(60));
        cloudWatch.stopMetricStreams(stop -> stop.names("river"));
        put("m");
        world.clock().set(START.plusSeconds(120));
        assertThat(sums("MetricUpdate")).isEmpty();
        cloudWatch.startMetricStreams(start -> start.names("river"));
        put("m");
        world.clock().set(START.plusSeconds(180));
        assertThat(sums("MetricUpdate")).containsExactly(1.0);
    }
}
