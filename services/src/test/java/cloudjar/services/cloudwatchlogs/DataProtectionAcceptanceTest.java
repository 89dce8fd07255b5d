package cloudjar.services.cloudwatchlogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DataProtectionStatus;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PolicyType;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** AWS's SDK for Java. */
class DataProtectionAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String IDENTIFIERS =
            "[\"arn:aws:dataprotection::aws:data-identifier/EmailAddress\", \"EmployeeId\"]";
    private static final String AUDIT =
            "{\"DataIdentifier\": " + IDENTIFIERS + ", \"Operation\": {\"Audit\": {\"FindingsDestination\": {}}}}";
    private static final String HIDE =
            "{\"DataIdentifier\": " + IDENTIFIERS + ", \"Operation\": {\"Deidentify\": {\"MaskConfig\": {}}}}";

    private CloudWatchLogsClient logs;
    private long now;

    @BeforeEach
    void open(TestWorld world) {
        logs = world.client(CloudWatchLogsClient.builder());
        world.clock().freeze();
        now = world.clock().now().toEpochMilli();
        logs.createLogGroup(create -> create.logGroupName("app"));
        logs.createLogStream(create -> create.logGroupName("app").logStreamName("s"));
    }

    private static String policy(String statements) {
        return "{\"Name\": \"p\", \"Version\": \"2021-06-01\", \"Configuration\": {\"CustomDataIdentifier\":"
                + " [{\"Name\": \"EmployeeId\", \"Regex\": \"E-[0-9]{4}\"}]}, \"Statement\": [" + statements + "]}";
    }

    private void put(String message) {
        logs.putLogEvents(put -> put.logGroupName("app")
                .logStreamName("s")
                .logEvents(InputLogEvent.builder()
                        .timestamp(now++)
                        .message(message)
                        .build()));
    }

    private List<String> read(boolean unmask) {
        return logs
                .getLogEvents(get -> get.logGroupName("app")
                        .logStreamName("s")
                        .startFromHead(true)
                        .unmask(unmask))
                .events()
                .stream()
                .map(OutputLogEvent::message)
                .toList();
    }

    @Test
    void whatAPolicyNamesIsHiddenFromWhoeverDoesNotAskForIt(TestWorld world) {
        put("before: ann@example.com");
        String policy = policy(AUDIT + "," + HIDE);
        assertThat(logs.putDataProtectionPolicy(
                                put -> put.logGroupIdentifier("app").policyDocument(policy))
                        .policyDocument())
                .isEqualTo(policy);
        put("E-1234 is ann@example.com, not E-12");
        put("nothing to hide");

        assertThat(read(false))
                .containsExactly("before: ann@example.com", "****** is ***************, not E-12", "nothing to hide");
        assertThat(read(true)).contains("E-1234 is ann@example.com, not E-12");
        assertThat(logs.filterLogEvents(filter ->
                                filter.logGroupName("app").filterPattern("ann").unmask(true))
                        .events())
                .hasSize(2);
        assertThat(logs.filterLogEvents(filter -> filter.logGroupName("app").filterPattern("is"))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("****** is ***************, not E-12");
        world.clock().advance(Duration.ofSeconds(1));
        String query = logs.startQuery(start -> start.logGroupName("app")
                        .startTime(0L)
                        .endTime(now / 1000 + 1)
                        .queryString("fields @message | filter @message like /is/"))
                .queryId();
        assertThat(logs.getQueryResults(get -> get.queryId(query)).results().toString())
                .contains("****** is ***************, not E-12");
    }

    /** Metric filters see what everybody sees. */
    @Test
    void filtersOfTheGroupDoNotSeeWhatIsHidden(TestWorld world) {
        logs.putMetricFilter(put -> put.logGroupName("app")
                .filterName("f")
                .filterPattern("ann")
                .metricTransformations(MetricTransformation.builder()
                        .metricNamespace("hidden")
                        .metricName("m")
                        .metricValue("1")
                        .build()));
        logs.putDataProtectionPolicy(put -> put.logGroupIdentifier("app").policyDocument(policy(AUDIT + "," + HIDE)));
        put("ann@example.com");
        CloudWatchClient metrics = world.client(CloudWatchClient.builder());
        assertThat(metrics.listMetrics(list -> list.namespace("hidden")).metrics())
                .isEmpty();
        put("ann");
        assertThat(metrics.listMetrics(list -> list.namespace("hidden")).metrics())
                .hasSize(1);
    }

    @Test
    void aPolicyIsReadBackAndWhenItIsGoneNewEventsAreNotHidden() {
        assertThat(logs.getDataProtectionPolicy(get -> get.logGroupIdentifier("app"))
                        .policyDocument())
                .isNull();
        String policy = policy(HIDE + "," + AUDIT);
        logs.putDataProtectionPolicy(put -> put.logGroupIdentifier("app").policyDocument(policy));
        assertThat(logs.getDataProtectionPolicy(get -> get.logGroupIdentifier("app"))
                        .policyDocument())
                .isEqualTo(policy);
        assertThat(logs.describeLogGroups().logGroups().getFirst().dataProtectionStatus())
                .isEqualTo(DataProtectionStatus.ACTIVATED);
        put("E-1234");
        logs.deleteDataProtectionPolicy(delete -> delete.logGroupIdentifier("app"));
        put("E-5678");
        assertThat(read(false)).containsExactly("******", "E-5678");
        assertThat(logs.describeLogGroups().logGroups().getFirst().dataProtectionStatus())
                .isEqualTo(DataProtectionStatus.DELETED);
        assertThatThrownBy(() -> logs.getDataProtectionPolicy(get -> get.logGroupIdentifier("none")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void anAccountsPolicyHidesInAllItsGroups() {
        logs.putAccountPolicy(put -> put.policyName("all")
                .policyType(PolicyType.DATA_PROTECTION_POLICY)
                .policyDocument(policy(AUDIT + "," + HIDE)));
        put("E-1234");
        assertThat(read(false)).containsExactly("******");
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        String broken = policy(AUDIT + "," + HIDE).replace("[0-9]{4}", "(");
        String unknown = policy((AUDIT + "," + HIDE).replace("EmployeeId", "Nobody"));
        String older = policy(AUDIT + "," + HIDE).replace("2021-06-01", "2020-01-01");
        for (String document :
                List.of("{", "{}", policy(AUDIT), policy(HIDE), policy(HIDE + "," + HIDE), broken, unknown, older)) {
            assertThatThrownBy(() -> logs.putDataProtectionPolicy(
                            put -> put.logGroupIdentifier("app").policyDocument(document)))
                    .as(document)
                    .isInstanceOf(InvalidParameterException.class);
        }
    }

    /** Detectors learn nothing, so none has found an anomaly. */
    @Test
    void detectorsHaveFoundNoAnomalies() {
        String detector = logs.createLogAnomalyDetector(create -> create.logGroupArnList(
                        logs.describeLogGroups().logGroups().getFirst().logGroupArn()))
                .anomalyDetectorArn();
        assertThat(logs.listAnomalies(list -> list.anomalyDetectorArn(detector)).anomalies())
                .isEmpty();
        assertThatThrownBy(() -> logs.listAnomalies(list -> list.anomalyDetectorArn(detector + "x")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> logs.updateAnomaly(update ->
                        update.anomalyDetectorArn(detector).anomalyId("11111111-1111-1111-1111-111111111111")))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
