package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How full queues are, as CloudWatch shows it. */
class QueueGaugesAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final Instant START = Instant.parse("2030-01-01T12:00:30Z");

    private CloudWatchClient cloudWatch;
    private SqsClient sqs;
    private String queue;

    @BeforeEach
    void open(TestWorld world) {
        cloudWatch = world.client(CloudWatchClient.builder());
        sqs = world.client(SqsClient.builder());
        world.clock().freeze();
        world.clock().set(START);
        queue = sqs.createQueue(create -> create.queueName("work")).queueUrl();
    }

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            sqs.sendMessage(send -> send.queueUrl(queue).messageBody("m"));
        }
    }

    private List<Double> maxima(String metric, Instant from, Duration length) {
        return cloudWatch
                .getMetricStatistics(get -> get.namespace("AWS/SQS")
                        .metricName(metric)
                        .dimensions(dimension())
                        .startTime(from)
                        .endTime(from.plus(length))
                        .period(60)
                        .statistics(Statistic.MAXIMUM))
                .datapoints()
                .stream()
                .sorted(Comparator.comparing(Datapoint::timestamp))
                .map(Datapoint::maximum)
                .toList();
    }

    private static Dimension dimension() {
        return Dimension.builder().name("QueueName").value("work").build();
    }

    /** [SQS-1], [CWM-8] */
    @Test
    void eachMinuteSaysHowManyMessagesThereAre(TestWorld world) {
        send(3);
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody("later").delaySeconds(600));
        sqs.receiveMessage(receive -> receive.queueUrl(queue).visibilityTimeout(300));
        world.clock().set(START.plusSeconds(60));
        Instant minute = Instant.parse("2030-01-01T12:00:00Z");
        Duration one = Duration.ofMinutes(1);
        assertThat(maxima("ApproximateNumberOfMessagesVisible", minute, one)).containsExactly(2.0);
        assertThat(maxima("ApproximateNumberOfMessagesNotVisible", minute, one)).containsExactly(1.0);
        assertThat(maxima("ApproximateNumberOfMessagesDelayed", minute, one)).containsExactly(1.0);
        assertThat(maxima("ApproximateAgeOfOldestMessage", minute, one)).containsExactly(29.0);
        world.clock().set(START.plusSeconds(400));
        assertThat(maxima("ApproximateNumberOfMessagesVisible", minute.plusSeconds(60), Duration.ofMinutes(9)))
                .as("the message in flight comes back on the way")
                .containsExactly(2.0, 2.0, 2.0, 2.0, 3.0, 3.0);
    }

    @Test
    void anAlarmAboutTheDepthOfAQueueGoesOff(TestWorld world) {
        cloudWatch.putMetricAlarm(alarm -> alarm.alarmName("deep")
                .namespace("AWS/SQS")
                .metricName("ApproximateNumberOfMessagesVisible")
                .dimensions(dimension())
                .statistic(Statistic.AVERAGE)
                .period(60)
                .evaluationPeriods(1)
                .threshold(4.0)
                .comparisonOperator("GreaterThanThreshold"));
        send(5);
        world.clock().set(START.plusSeconds(60));
        assertThat(state()).isEqualTo(StateValue.ALARM);
        sqs.purgeQueue(purge -> purge.queueUrl(queue));
        world.clock().set(START.plusSeconds(120));
        assertThat(state()).isEqualTo(StateValue.OK);
    }

    private StateValue state() {
        return cloudWatch
                .describeAlarms(describe -> describe.alarmNames("deep"))
                .metricAlarms()
                .getFirst()
                .stateValue();
    }

    @Test
    void anEmptyQueueThatNobodyUsesIsSilentAfterSixHours(TestWorld world) {
        send(1);
        world.clock().set(START.plusSeconds(60));
        sqs.purgeQueue(purge -> purge.queueUrl(queue));
        world.clock().advance(Duration.ofHours(7));
        Instant later = world.clock().now();
        world.clock().advance(Duration.ofMinutes(3));
        assertThat(maxima("ApproximateNumberOfMessagesVisible", later, Duration.ofMinutes(5)))
                .isEmpty();
        send(1);
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(maxima("ApproximateNumberOfMessagesVisible", later, Duration.ofMinutes(5)))
                .containsExactly(1.0);
    }

    @Test
    void gaugesOfIdleQueuesPauseUntilAnAlarmWatches(TestWorld world) {
        send(1);
        world.clock().advance(Duration.ofHours(5));
        Instant later = world.clock().now();
        world.clock().advance(Duration.ofMinutes(60));
        assertThat(maxima("ApproximateNumberOfMessagesVisible", later, Duration.ofHours(1)))
                .hasSize(1);
        cloudWatch.putMetricAlarm(alarm -> alarm.alarmName("deep")
                .namespace("AWS/SQS")
                .metricName("ApproximateNumberOfMessagesVisible")
                .dimensions(dimension())
                .statistic(Statistic.MAXIMUM)
                .period(60)
                .evaluationPeriods(5)
                .threshold(0.0)
                .comparisonOperator("GreaterThanThreshold"));
        world.clock().advance(Duration.ofMinutes(10));
        assertThat(state()).isEqualTo(StateValue.ALARM);
        assertThat(maxima("ApproximateNumberOfMessagesVisible", later.plus(Duration.ofHours(1)), Duration.ofHours(1)))
                .hasSize(10);
    }
}
