package cloudjar.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.store.Row;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class CloudWatchAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private CloudWatchClient cloudWatch;
    private Instant now;

    @BeforeEach
    void open(TestWorld world) {
        cloudWatch = world.client(CloudWatchClient.builder());
        world.clock().freeze();
        world.clock().set(Instant.parse("2030-01-01T12:00:30Z"));
        now = world.clock().now();
    }

    private void put(String namespace, String metric, Instant time, double... values) {
        cloudWatch.putMetricData(put -> put.namespace(namespace)
                .metricData(IntStream.range(0, values.length)
                        .mapToObj(i -> MetricDatum.builder()
                                .metricName(metric)
                                .timestamp(time)
                                .value(values[i])
                                .build())
                        .toList()));
    }

    private List<Datapoint> statistics(String namespace, String metric, int period, Duration back) {
        return cloudWatch
                .getMetricStatistics(get -> get.namespace(namespace)
                        .metricName(metric)
                        .startTime(now.minus(back))
                        .endTime(now.plusSeconds(120))
                        .period(period)
                        .statistics(
                                Statistic.SUM,
                                Statistic.AVERAGE,
                                Statistic.MINIMUM,
                                Statistic.MAXIMUM,
                                Statistic.SAMPLE_COUNT))
                .datapoints();
    }

    /** [CWM-1], [CWM-2], [CWM-6] */
    @Test
    void namespacesKeepMetricsApartAndStatisticsAreOfAPeriod() {
        put("one", "m", now, 1, 2, 6);
        put("two", "m", now, 100);
        Datapoint point = statistics("one", "m", 60, Duration.ofHours(1)).getFirst();
        assertThat(point.sum()).isEqualTo(9);
        assertThat(point.average()).isEqualTo(3);
        assertThat(point.minimum()).isEqualTo(1);
        assertThat(point.maximum()).isEqualTo(6);
        assertThat(point.sampleCount()).isEqualTo(3);
        assertThat(point.timestamp()).isEqualTo("2030-01-01T12:00:00Z");
        assertThat(cloudWatch.listMetrics(list -> list.namespace("two")).metrics())
                .extracting(Metric::metricName)
                .containsExactly("m");
        assertThatThrownBy(() -> cloudWatch.putMetricData(put -> put.metricData(
                        MetricDatum.builder().metricName("m").value(1.0).build())))
                .isInstanceOf(CloudWatchException.class);
    }

    /** [CWM-2], [CWM-5] */
    @Test
    void dimensionsTellMetricsApartAndPointsCanBeSetsOrBySecond() {
        Dimension a = Dimension.builder().name("a").value("1").build();
        Dimension b = Dimension.builder().name("b").value("2").build();
        cloudWatch.putMetricData(put -> put.namespace("app")
                .metricData(
                        MetricDatum.builder()
                                .metricName("m")
                                .dimensions(a, b)
                                .timestamp(now)
                                .values(1.0, 5.0)
                                .counts(9.0, 1.0)
                                .storageResolution(1)
                                .build(),
                        MetricDatum.builder()
                                .metricName("set")
                                .timestamp(now)
                                .statisticValues(set -> set.sampleCount(4.0)
                                        .sum(10.0)
                                        .minimum(1.0)
                                        .maximum(4.0))
                                .build()));
        List<Datapoint> fine = cloudWatch
                .getMetricStatistics(get -> get.namespace("app")
                        .metricName("m")
                        .dimensions(b, a)
                        .startTime(now)
                        .endTime(now.plusSeconds(10))
                        .period(1)
                        .extendedStatistics("p50", "p95", "tm(:5)"))
                .datapoints();
        assertThat(fine.getFirst().timestamp()).isEqualTo(now);
        assertThat(fine.getFirst().extendedStatistics())
                .containsEntry("p50", 1.0)
                .containsEntry("p95", 5.0);
        assertThat(statistics("app", "m", 60, Duration.ofHours(1))).isEmpty();
        assertThat(statistics("app", "set", 60, Duration.ofHours(1)).getFirst().average())
                .isEqualTo(2.5);
        List<Dimension> many = IntStream.range(0, 31)
                .mapToObj(i -> Dimension.builder().name("d" + i).value("v").build())
                .toList();
        assertThatThrownBy(() -> cloudWatch.putMetricData(put -> put.namespace("app")
                        .metricData(MetricDatum.builder()
                                .metricName("m")
                                .dimensions(many)
                                .value(1.0)
                                .build())))
                .isInstanceOf(CloudWatchException.class);
        assertThatThrownBy(() -> put("app", "m", now.minus(Duration.ofDays(15)), 1))
                .hasMessageContaining("no more than two weeks in the past");
    }

    @Test
    void pointsAreRolledUpAsTheyAge(TestWorld world) {
        put("age", "m", now, 1);
        put("age", "m", now.plusSeconds(60), 2);
        world.clock().advance(Duration.ofDays(16));
        assertThat(statistics("age", "m", 60, Duration.ofMinutes(1))).isEmpty();
        assertThat(statistics("age", "m", 300, Duration.ofMinutes(5)).getLast().sum())
                .isEqualTo(3);
        world.clock().advance(Duration.ofDays(60));
        assertThat(statistics("age", "m", 300, Duration.ofMinutes(5))).isEmpty();
        assertThat(statistics("age", "m", 3600, Duration.ofMinutes(5)).getLast().sum())
                .isEqualTo(3);
        assertThat(cloudWatch.listMetrics().metrics()).isEmpty();
        world.clock().advance(Duration.ofDays(400));
        assertThat(statistics("age", "m", 3600, Duration.ofMinutes(5))).isEmpty();
    }

    private static MetricDataQuery metric(String id, String name) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.metric(Metric.builder()
                                .namespace("math")
                                .metricName(name)
                                .build())
                        .period(60)
                        .stat("Sum"))
                .build();
    }

    private List<List<Double>> math(String... expressions) {
        MetricDataQuery[] queries = new MetricDataQuery[expressions.length + 2];
        queries[0] = metric("a", "errors").toBuilder().returnData(false).build();
        queries[1] = metric("b", "calls").toBuilder().returnData(false).build();
        for (int i = 0; i < expressions.length; i++) {
            queries[i + 2] = MetricDataQuery.builder()
                    .id("e" + i)
                    .expression(expressions[i])
                    .build();
        }
        GetMetricDataResponse answer = cloudWatch.getMetricData(get -> get.startTime(now.minusSeconds(240))
                .endTime(now.plusSeconds(120))
                .scanBy("TimestampAscending")
                .metricDataQueries(queries));
        return answer.metricDataResults().stream()
                .map(result -> result.values())
                .toList();
    }

    @Test
    void metricMathComputesOverSeries() {
        for (int i = 0; i < 3; i++) {
            put("math", "errors", now.minusSeconds(60L * (2 - i)), i + 1);
            put("math", "calls", now.minusSeconds(60L * (2 - i)), 10 * (i + 1));
        }
        assertThat(math("100 * a / b", "a + b", "SUM([a, b])", "MAX(METRICS()) - 1", "RUNNING_SUM(a)", "DIFF(a)"))
                .containsExactly(
                        List.of(10.0, 10.0, 10.0),
                        List.of(11.0, 22.0, 33.0),
                        List.of(11.0, 22.0, 33.0),
                        List.of(9.0, 19.0, 29.0),
                        List.of(1.0, 3.0, 6.0),
                        List.of(1.0, 1.0));
        assertThat(math("IF(a > 1, b, 0)", "a - AVG(a)", "RATE(b)", "SEARCH('{math} MetricName=\"calls\"', 'Sum', 60)"))
                .containsExactly(
                        List.of(0.0, 20.0, 30.0),
                        List.of(-1.0, 0.0, 1.0),
                        List.of(10 / 60.0, 10 / 60.0),
                        List.of(10.0, 20.0, 30.0));
        assertThat(math("FILL(a, 7)").getFirst()).startsWith(7.0, 7.0).contains(1.0, 2.0, 3.0);
        for (String bad : List.of("nope", "a +", "UNKNOWN(a)", "1 + 2", "a b")) {
            assertThatThrownBy(() -> math(bad))
                    .isInstanceOf(CloudWatchException.class)
                    .hasMessageContaining("Error in expression");
        }
    }

    /** [CWM-7], [CWM-9] */
    @Test
    void dashboardsAreKeptAndPicturesOfMetricsDrawn() {
        String body = "{\"widgets\":[{\"type\":\"metric\",\"x\":0,\"y\":0,\"width\":6,\"height\":6,\"properties\":{"
                + "\"metrics\":[[\"drawn\",\"m\"]],\"region\":\"us-east-1\"}}]}";
        cloudWatch.putDashboard(put -> put.dashboardName("mine").dashboardBody(body));
        assertThat(cloudWatch.getDashboard(get -> get.dashboardName("mine")).dashboardBody())
                .isEqualTo(body);
        assertThat(cloudWatch.listDashboards().dashboardEntries().getFirst().size())
                .isEqualTo(body.length());
        assertThatThrownBy(() -> cloudWatch.putDashboard(
                        put -> put.dashboardName("no good").dashboardBody(body)))
                .hasMessageContaining("contains invalid characters");
        put("drawn", "m", now, 5);
        byte[] picture = cloudWatch
                .getMetricWidgetImage(
                        get -> get.metricWidget(
                                "{\"metrics\":[[\"drawn\",\"m\"]],\"width\":300,\"height\":200,\"period\":60,\"title\":\"Drawn\"}"))
                .metricWidgetImage()
                .asByteArray();
        assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
        byte[] empty = cloudWatch
                .getMetricWidgetImage(get -> get.metricWidget(
                        "{\"metrics\":[],\"width\":300,\"height\":200,\"period\":60,\"title\":\"Drawn\"}"))
                .metricWidgetImage()
                .asByteArray();
        assertThat(picture).isNotEqualTo(empty);
        cloudWatch.deleteDashboards(delete -> delete.dashboardNames("mine"));
        assertThat(cloudWatch.listDashboards().dashboardEntries()).isEmpty();
    }

    /** [CWM-8] */
    @Test
    void servicesHaveMetricsByThemselves(TestWorld world) {
        SqsClient sqs = world.client(SqsClient.builder());
        String url = sqs.createQueue(create -> create.queueName("measured")).queueUrl();
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("12345"));
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("12345"));
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("1234567"));
        sqs.receiveMessage(receive -> receive.queueUrl(url));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(cloudWatch.listMetrics(list -> list.namespace("AWS/SQS")).metrics())
                .extracting(Metric::metricName)
                .contains("NumberOfMessagesSent", "SentMessageSize", "NumberOfMessagesReceived");
        Datapoint sizes = cloudWatch
                .getMetricStatistics(get -> get.namespace("AWS/SQS")
                        .metricName("SentMessageSize")
                        .dimensions(Dimension.builder()
                                .name("QueueName")
                                .value("measured")
                                .build())
                        .startTime(now.minusSeconds(60))
                        .endTime(now.plusSeconds(60))
                        .period(60)
                        .statistics(Statistic.SUM, Statistic.MAXIMUM, Statistic.SAMPLE_COUNT))
                .datapoints()
                .getFirst();
        assertThat(sizes.sum()).isEqualTo(17);
        assertThat(sizes.maximum()).isEqualTo(7);
        assertThat(sizes.sampleCount()).isEqualTo(3);
    }

    /** Each new point once put off the hour at which old ones go. */
    @Test
    void oldPointsGoThoughNewOnesKeepComing(TestWorld world) {
        for (int i = 0; i < 40; i++) {
            put("app", "m", world.clock().now(), i);
            world.clock().advance(Duration.ofHours(12));
        }
        List<Instant> minutes = world.world()
                .store()
                .read(snapshot ->
                        CloudWatchTables.in(TestWorld.ACCOUNT, TestWorld.REGION.id()).points.rows(snapshot).stream()
                                .map(Row::key)
                                .filter(place -> place.seconds() == 60)
                                .map(place -> Instant.ofEpochSecond(place.start()))
                                .toList());
        assertThat(minutes).hasSizeBetween(28, 34).allSatisfy(minute -> assertThat(minute)
                .isAfter(world.clock().now().minus(Duration.ofDays(17))));
    }

    /** [CWL-3] */
    @Test
    void metricFiltersMakeMetricsOfLogEvents(TestWorld world) {
        CloudWatchLogsClient logs = world.client(CloudWatchLogsClient.builder());
        logs.createLogGroup(create -> create.logGroupName("g"));
        logs.createLogStream(create -> create.logGroupName("g").logStreamName("s"));
        logs.putMetricFilter(put -> put.logGroupName("g")
                .filterName("slow")
                .filterPattern("{ $.ms > 100 }")
                .metricTransformations(MetricTransformation.builder()
                        .metricName("Slow")
                        .metricNamespace("app")
                        .metricValue("$.ms")
                        .build()));
        logs.putLogEvents(put -> put.logGroupName("g").logStreamName("s").logEvents(event(50), event(150), event(250)));
        Datapoint point = statistics("app", "Slow", 60, Duration.ofHours(1)).getFirst();
        assertThat(point.sum()).isEqualTo(400);
        assertThat(point.sampleCount()).isEqualTo(2);
    }

    private InputLogEvent event(int ms) {
        return InputLogEvent.builder()
                .timestamp(now.toEpochMilli())
                .message("{\"ms\":" + ms + "}")
                .build();
    }
}
