package cloudjar.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmContributor;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Searches, labels and queries of Metrics Insights, with AWS's SDK for Java. */
class MetricQueriesAcceptanceTest {
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

    private void put(String name, Instant time, double value, Map<String, String> dimensions) {
        cloudWatch.putMetricData(put -> put.namespace("shop")
                .metricData(MetricDatum.builder()
                        .metricName(name)
                        .timestamp(time)
                        .value(value)
                        .dimensions(dimensions.entrySet().stream()
                                .map(one -> Dimension.builder()
                                        .name(one.getKey())
                                        .value(one.getValue())
                                        .build())
                                .toList())
                        .build()));
    }

    private List<MetricDataResult> query(String expression, @Nullable String label) {
        return cloudWatch
                .getMetricData(get -> get.startTime(now.minusSeconds(600))
                        .endTime(now.plusSeconds(60))
                        .labelOptions(options -> options.timezone("+0130"))
                        .metricDataQueries(MetricDataQuery.builder()
                                .id("q")
                                .period(60)
                                .expression(expression)
                                .label(label)
                                .build()))
                .metricDataResults();
    }

    private List<String> found(String search) {
        return query("SEARCH('" + search + "', 'Sum', 60)", "${PROP('MetricName')} ${PROP('Dim.till')}").stream()
                .map(MetricDataResult::label)
                .toList();
    }

    @Test
    void searchesCombineTermsAndKnowPhrases() {
        put("Sales", now, 1, Map.of("till", "north-1"));
        put("Sales", now, 1, Map.of("till", "north-2"));
        put("Refunds", now, 1, Map.of("till", "south"));
        put("Refunds", now, 1, Map.of("till", "south", "clerk", "ann"));
        assertThat(found("{shop,till} MetricName=\"Sales\"")).containsExactly("Sales north-1", "Sales north-2");
        assertThat(found("{shop,till} Sale")).hasSize(2);
        assertThat(found("{shop,till} \"Sale\"")).isEmpty();
        assertThat(found("{shop,till} NOT Sales")).containsExactly("Refunds south");
        assertThat(found("{shop,till} till=(\"north-1\" OR \"south\")"))
                .containsExactly("Sales north-1", "Refunds south");
        assertThat(found("{shop,till} Sales AND north-2 OR Refunds NOT north"))
                .containsExactly("Sales north-2", "Refunds south");
        assertThat(found("clerk=ann")).containsExactly("Refunds south");
        assertThat(found("{shop,till} NOT (north OR south)")).isEmpty();
        assertThatThrownBy(() -> found("{shop,till} (north OR"))
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("ends too early");
    }

    @Test
    void labelsSayWhatTheSeriesHolds() {
        put("Sales", now.minusSeconds(120), 4, Map.of("till", "north"));
        put("Sales", now.minusSeconds(60), 1, Map.of("till", "north"));
        put("Sales", now, 2.5, Map.of("till", "north"));
        String search = "SEARCH('{shop,till} Sales', 'Maximum', 60)";
        assertThat(query(search, "${PROP('Dim.till')} in ${PROP('Region')}, ${PROP('Stat')} by ${PROP('Period')}")
                        .getFirst()
                        .label())
                .isEqualTo("north in us-east-1, Maximum by 60");
        assertThat(query(search, "${MIN} ${MAX} ${AVG} ${SUM} ${FIRST} ${LAST} ${DATAPOINT_COUNT} ${MIN_MAX_RANGE}")
                        .getFirst()
                        .label())
                .isEqualTo("1 4 2.5 7.5 4 2.5 3 3");
        assertThat(query(search, "${LABEL} at ${MAX_TIME}, ${LAST_TIME_RELATIVE} ago, ${FIRST_LAST_TIME_RANGE} ${WHAT}")
                        .getFirst()
                        .label())
                .isEqualTo("north Sales at 2030-01-01 13:28:00, 30s ago, 2m ${WHAT}");
        assertThat(query("TIME_SERIES(3)", "${MIN").getFirst().label()).isEqualTo("${MIN");
        assertThatThrownBy(() -> cloudWatch.getMetricData(get -> get.startTime(now.minusSeconds(600))
                        .endTime(now)
                        .labelOptions(options -> options.timezone("Mars"))
                        .metricDataQueries(MetricDataQuery.builder()
                                .id("q")
                                .expression("TIME_SERIES(1)")
                                .build())))
                .hasMessageContaining("Mars");
    }

    @Test
    void queriesOfMetricsInsightsAggregateByGroups() {
        put("Sales", now, 1, Map.of("till", "a", "town", "Ulm"));
        put("Sales", now, 3, Map.of("till", "b", "town", "Ulm"));
        put("Sales", now, 10, Map.of("till", "c", "town", "Bonn"));
        put("Sales", now, 50, Map.of("till", "d"));
        assertThat(query("SELECT SUM(Sales) FROM shop", null).getFirst().values())
                .containsExactly(64.0);
        assertThat(query("select avg(Sales) from schema(shop, till, town)", null)
                        .getFirst()
                        .values()
                        .getFirst())
                .isEqualTo(14.0 / 3);
        List<MetricDataResult> towns =
                query("SELECT MAX(Sales) FROM \"shop\" GROUP BY town ORDER BY SUM() DESC LIMIT 5", null);
        assertThat(towns).extracting(MetricDataResult::label).containsExactly("Bonn", "Ulm");
        assertThat(towns.get(1).values()).containsExactly(3.0);
        assertThat(query("SELECT COUNT(Sales) FROM shop WHERE town = 'Ulm' AND till != 'a' GROUP BY till", "")
                        .getFirst()
                        .values())
                .containsExactly(1.0);
        assertThat(query("SELECT SUM(Sales) FROM shop GROUP BY till LIMIT 2", null))
                .extracting(MetricDataResult::label)
                .containsExactly("a", "b");
        for (String wrong : List.of(
                "SELECT MEDIAN(Sales) FROM shop",
                "SELECT SUM(Sales)",
                "SELECT SUM(Sales) FROM shop WHERE town = Ulm",
                "SELECT SUM(Sales) FROM shop LIMIT 0",
                "SELECT SUM(Sales) FROM shop nonsense",
                "SELECT SUM(Sales) FROM \"shop")) {
            assertThatThrownBy(() -> query(wrong, null)).as(wrong).isInstanceOf(CloudWatchException.class);
        }
    }

    @Test
    void eachGroupOfAnAlarmHasAStateAndTellsOfIt(TestWorld world) {
        SqsClient sqs = world.client(SqsClient.builder());
        String queue = sqs.createQueue(create -> create.queueName("heard")).queueUrl();
        String topic = topic(world.client(SnsClient.builder()));
        cloudWatch.putMetricAlarm(alarm -> alarm.alarmName("busy")
                .evaluationPeriods(1)
                .comparisonOperator("GreaterThanThreshold")
                .threshold(5.0)
                .alarmActions(topic)
                .metrics(MetricDataQuery.builder()
                        .id("q")
                        .period(60)
                        .expression("SELECT SUM(Sales) FROM shop GROUP BY till")
                        .returnData(true)
                        .build()));
        put("Sales", now, 10, Map.of("till", "a"));
        put("Sales", now, 1, Map.of("till", "b"));
        world.clock().set(now.plusSeconds(60));
        assertThat(state()).isEqualTo(StateValue.ALARM);
        AlarmContributor contributor = contributors().getFirst();
        assertThat(contributor.contributorAttributes()).isEqualTo(Map.of("till", "a"));
        assertThat(contributor.stateReason()).contains("[10.0 (01/01/30 12:00:00)]");
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(queue)).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body())
                        .contains("\"AlarmContributorAttributes\":{\"till\":\"a\"}", "\"NewStateValue\":\"ALARM\""));

        put("Sales", now.plusSeconds(60), 1, Map.of("till", "a"));
        put("Sales", now.plusSeconds(60), 20, Map.of("till", "b"));
        world.clock().set(now.plusSeconds(120));
        assertThat(state()).isEqualTo(StateValue.ALARM);
        assertThat(contributors())
                .extracting(one -> one.contributorAttributes().get("till"))
                .containsExactly("b");
        world.clock().set(now.plusSeconds(600));
        assertThat(state()).isEqualTo(StateValue.INSUFFICIENT_DATA);
        assertThat(contributors()).isEmpty();
        assertThat(cloudWatch.describeAlarmHistory(history -> history.alarmName("busy")).alarmHistoryItems().stream()
                        .filter(item -> "AlarmContributorStateUpdate".equals(item.historyItemTypeAsString()))
                        .filter(item ->
                                "b".equals(item.alarmContributorAttributes().get("till")))
                        .map(AlarmHistoryItem::historySummary))
                .containsExactly(
                        "Alarm contributor updated from ALARM to INSUFFICIENT_DATA",
                        "Alarm contributor updated from OK to ALARM",
                        "Alarm contributor updated from INSUFFICIENT_DATA to OK");
    }

    private static String topic(SnsClient sns) {
        String topic = sns.createTopic(create -> create.name("bells")).topicArn();
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("sqs")
                .endpoint("arn:aws:sqs:us-east-1:000000000000:heard")
                .attributes(Map.of("RawMessageDelivery", "true")));
        return topic;
    }

    private StateValue state() {
        return cloudWatch.describeAlarms(describe -> describe.alarmNames("busy")).metricAlarms().stream()
                .map(MetricAlarm::stateValue)
                .findFirst()
                .orElseThrow();
    }

    private List<AlarmContributor> contributors() {
        return cloudWatch
                .describeAlarmContributors(describe -> describe.alarmName("busy"))
                .alarmContributors();
    }
}
