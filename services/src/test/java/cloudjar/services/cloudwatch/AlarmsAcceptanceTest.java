package cloudjar.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class AlarmsAcceptanceTest {
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

    private static PutMetricAlarmRequest.Builder alarm(String name, double threshold) {
        return PutMetricAlarmRequest.builder()
                .alarmName(name)
                .namespace("watched")
                .metricName("m")
                .statistic(Statistic.AVERAGE)
                .period(60)
                .evaluationPeriods(1)
                .threshold(threshold)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD);
    }

    private StateValue state(String name) {
        return described(name).stateValue();
    }

    private MetricAlarm described(String name) {
        return cloudWatch
                .describeAlarms(describe -> describe.alarmNames(name))
                .metricAlarms()
                .getFirst();
    }

    /** [CWA-1], [CWA-2] */
    @Test
    void alarmsAreOkOrInAlarmOrWithoutData(TestWorld world) {
        cloudWatch.putMetricAlarm(alarm("plain", 5).build());
        assertThat(state("plain")).isEqualTo(StateValue.INSUFFICIENT_DATA);
        put("watched", "m", now, 9);
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(state("plain")).isEqualTo(StateValue.ALARM);
        assertThat(described("plain").stateReason())
                .isEqualTo("Threshold Crossed: 1 datapoint [9.0 (01/01/30 12:00:00)] was greater than the threshold"
                        + " (5.0).");
        put("watched", "m", world.clock().now(), 1);
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(state("plain")).isEqualTo(StateValue.OK);
        world.clock().advance(Duration.ofMinutes(5));
        assertThat(state("plain")).isEqualTo(StateValue.INSUFFICIENT_DATA);
        assertThat(cloudWatch
                        .describeAlarmHistory(
                                history -> history.alarmName("plain").historyItemType(HistoryItemType.STATE_UPDATE))
                        .alarmHistoryItems())
                .extracting(AlarmHistoryItem::historySummary)
                .containsExactly(
                        "Alarm updated from OK to INSUFFICIENT_DATA",
                        "Alarm updated from ALARM to OK",
                        "Alarm updated from INSUFFICIENT_DATA to ALARM");
        cloudWatch.putMetricAlarm(alarm("fast", 5).period(10).build());
        cloudWatch.putMetricData(fast -> fast.namespace("watched")
                .metricData(MetricDatum.builder()
                        .metricName("m")
                        .timestamp(world.clock().now())
                        .value(9.0)
                        .storageResolution(1)
                        .build()));
        world.clock().advance(Duration.ofSeconds(10));
        assertThat(state("fast")).isEqualTo(StateValue.ALARM);
    }

    @Test
    void someOfSeveralDataPointsAndMissingOnesCount(TestWorld world) {
        cloudWatch.putMetricAlarm(alarm("some", 5)
                .evaluationPeriods(3)
                .datapointsToAlarm(2)
                .treatMissingData("notBreaching")
                .build());
        cloudWatch.putMetricAlarm(alarm("silent", 5)
                .metricName("none")
                .treatMissingData("breaching")
                .build());
        put("watched", "m", now, 9);
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(state("some")).isEqualTo(StateValue.OK);
        assertThat(state("silent")).isEqualTo(StateValue.ALARM);
        put("watched", "m", world.clock().now(), 9);
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(state("some")).isEqualTo(StateValue.ALARM);
        cloudWatch.putMetricAlarm(put -> put.alarmName("math")
                .evaluationPeriods(1)
                .threshold(17.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .metrics(
                        MetricDataQuery.builder()
                                .id("m1")
                                .returnData(false)
                                .metricStat(stat -> stat.metric(Metric.builder()
                                                .namespace("watched")
                                                .metricName("m")
                                                .build())
                                        .period(60)
                                        .stat("p99"))
                                .build(),
                        MetricDataQuery.builder().id("e1").expression("m1 * 2").build()));
        put("watched", "m", world.clock().now(), 9);
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(state("math")).isEqualTo(StateValue.ALARM);
    }

    /** [CWA-3] */
    @Test
    void alarmsTellTopicsAndCompositeAlarmsFollowThem(TestWorld world) {
        SnsClient sns = world.client(SnsClient.builder());
        SqsClient sqs = world.client(SqsClient.builder());
        String topic = sns.createTopic(create -> create.name("alarms")).topicArn();
        String url = sqs.createQueue(create -> create.queueName("told")).queueUrl();
        sns.subscribe(subscribe ->
                subscribe.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:told"));
        cloudWatch.putMetricAlarm(alarm("a", 5).alarmActions(topic).build());
        cloudWatch.putMetricAlarm(alarm("b", 5).build());
        cloudWatch.putCompositeAlarm(put -> put.alarmName("both").alarmRule("ALARM(a) AND NOT OK(\"b\")"));
        cloudWatch.setAlarmState(
                set -> set.alarmName("a").stateValue(StateValue.ALARM).stateReason("by hand"));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url))
                        .messages()
                        .getFirst()
                        .body())
                .contains("\\\"NewStateValue\\\":\\\"ALARM\\\"")
                .contains("\\\"NewStateReason\\\":\\\"by hand\\\"");
        assertThat(composite("both")).isEqualTo(StateValue.ALARM);
        assertThat(cloudWatch
                        .describeAlarms(describe -> describe.alarmNames("both"))
                        .compositeAlarms()
                        .getFirst()
                        .stateReasonData())
                .contains("\"arn\":\"arn:aws:cloudwatch:us-east-1:000000000000:alarm:a\"");
        cloudWatch.setAlarmState(
                set -> set.alarmName("b").stateValue(StateValue.OK).stateReason("by hand"));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(composite("both")).isEqualTo(StateValue.OK);
        assertThatThrownBy(() -> cloudWatch.deleteAlarms(delete -> delete.alarmNames("a")))
                .hasMessageContaining("composite alarm");
        cloudWatch.deleteAlarms(delete -> delete.alarmNames("a", "b", "both"));
        assertThat(cloudWatch.describeAlarms().metricAlarms()).isEmpty();
        assertThatThrownBy(() ->
                        cloudWatch.putCompositeAlarm(put -> put.alarmName("x").alarmRule("ALARM(nobody)")))
                .hasMessageContaining("do not exist");
        assertThatThrownBy(() ->
                        cloudWatch.putCompositeAlarm(put -> put.alarmName("x").alarmRule("ALARM(a")))
                .isInstanceOf(CloudWatchException.class);
    }

    @Test
    void aCompositeAlarmFollowsTheFirstOfTwoChangesAndTheCircleThatItIsInEnds(TestWorld world) {
        cloudWatch.putMetricAlarm(alarm("a", 5).build());
        cloudWatch.putMetricAlarm(alarm("b", 5).build());
        cloudWatch.putCompositeAlarm(put -> put.alarmName("either").alarmRule("ALARM(a) OR ALARM(b)"));
        cloudWatch.putCompositeAlarm(put -> put.alarmName("above").alarmRule("ALARM(either)"));
        cloudWatch.putCompositeAlarm(put -> put.alarmName("circle").alarmRule("ALARM(a)"));
        cloudWatch.putCompositeAlarm(put -> put.alarmName("back").alarmRule("ALARM(circle)"));
        cloudWatch.putCompositeAlarm(put -> put.alarmName("circle").alarmRule("ALARM(a) AND NOT ALARM(back)"));
        for (String name : new String[] {"b", "a"}) {
            cloudWatch.setAlarmState(
                    set -> set.alarmName(name).stateValue(StateValue.ALARM).stateReason("by hand"));
        }
        assertThat(composite("either")).isEqualTo(StateValue.ALARM);
        assertThat(composite("above")).isEqualTo(StateValue.ALARM);
        assertThat(cloudWatch
                        .describeAlarms(describe -> describe.alarmNames("either"))
                        .compositeAlarms()
                        .getFirst()
                        .stateReason())
                .startsWith("arn:aws:cloudwatch:us-east-1:000000000000:alarm:b transitioned to ALARM at ");
        assertThat(composite("circle")).isNotEqualTo(StateValue.INSUFFICIENT_DATA);
        world.clock().advance(Duration.ofSeconds(59));
        assertThat(state("a")).isEqualTo(StateValue.ALARM);
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(state("a")).isEqualTo(StateValue.INSUFFICIENT_DATA);
        assertThat(composite("above")).isEqualTo(StateValue.OK);
    }

    /** [CWA-3] What there is not yet is called for, and the history says so. */
    @Test
    void actionsOfServicesThatAreNotThereAreNoted(TestWorld world) {
        cloudWatch.putMetricAlarm(alarm("a", 5)
                .alarmActions(
                        "arn:aws:automate:us-east-1:ec2:stop",
                        "arn:aws:autoscaling:us-east-1:000000000000:scalingPolicy:p:autoScalingGroupName/g:policyName/p")
                .build());
        cloudWatch.setAlarmState(
                set -> set.alarmName("a").stateValue(StateValue.ALARM).stateReason("by hand"));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(cloudWatch
                        .describeAlarmHistory(
                                describe -> describe.alarmName("a").historyItemType("Action"))
                        .alarmHistoryItems())
                .extracting(AlarmHistoryItem::historySummary)
                .anyMatch(summary -> summary.startsWith("Failed to execute action arn:aws:automate:us-east-1:ec2:stop.")
                        && summary.contains("NotImplemented"))
                .anyMatch(summary -> summary.contains("ExecutePolicy of autoscaling"));
    }

    @Test
    void anAlarmAboutOneSeriesHasNoContributors() {
        cloudWatch.putMetricAlarm(alarm("a", 5).build());
        assertThat(cloudWatch
                        .describeAlarmContributors(describe -> describe.alarmName("a"))
                        .alarmContributors())
                .isEmpty();
        assertThatThrownBy(() -> cloudWatch.describeAlarmContributors(describe -> describe.alarmName("none")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private StateValue composite(String name) {
        return cloudWatch
                .describeAlarms(describe -> describe.alarmNames(name))
                .compositeAlarms()
                .getFirst()
                .stateValue();
    }
}
