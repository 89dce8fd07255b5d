package cloudjar.services.cloudwatchlogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PolicyType;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResultField;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Policies of an account that hold for its groups. */
class AccountPoliciesAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private CloudWatchLogsClient logs;
    private long now;

    @BeforeEach
    void open(TestWorld world) {
        logs = world.client(CloudWatchLogsClient.builder());
        world.clock().freeze();
        now = world.clock().now().toEpochMilli();
        for (String group : List.of("app/one", "app/two", "audit")) {
            logs.createLogGroup(create -> create.logGroupName(group));
            logs.createLogStream(create -> create.logGroupName(group).logStreamName("s"));
        }
    }

    private void put(String group, String message) {
        logs.putLogEvents(put -> put.logGroupName(group)
                .logStreamName("s")
                .logEvents(
                        InputLogEvent.builder().timestamp(now).message(message).build()));
    }

    private void policy(PolicyType type, String name, String document, String criteria) {
        logs.putAccountPolicy(put ->
                put.policyType(type).policyName(name).policyDocument(document).selectionCriteria(criteria));
    }

    private List<List<String>> query(String text, String... groups) {
        String id = logs.startQuery(start -> start.logGroupNames(groups)
                        .startTime(now / 1000 - 60)
                        .endTime(now / 1000 + 60)
                        .queryString(text))
                .queryId();
        return logs.getQueryResults(get -> get.queryId(id)).results().stream()
                .map(row -> row.stream()
                        .filter(field -> !field.field().equals("@ptr"))
                        .map(ResultField::value)
                        .toList())
                .toList();
    }

    private static List<String> received(KinesisClient kinesis) {
        String shard = kinesis.listShards(list -> list.streamName("lines"))
                .shards()
                .getFirst()
                .shardId();
        String iterator = kinesis.getShardIterator(
                        get -> get.streamName("lines").shardId(shard).shardIteratorType("TRIM_HORIZON"))
                .shardIterator();
        return kinesis.getRecords(get -> get.shardIterator(iterator)).records().stream()
                .map(record -> unpacked(record.data().asByteArray()))
                .toList();
    }

    private static String unpacked(byte[] data) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(data))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("not compressed", e);
        }
    }

    @Test
    void anAccountsFilterTakesFromEveryGroupButThoseThatItLeavesOut(TestWorld world) {
        KinesisClient kinesis = world.client(KinesisClient.builder());
        kinesis.createStream(create -> create.streamName("lines").shardCount(1));
        String role = world.client(IamClient.builder())
                .createRole(create -> create.roleName("logs").assumeRolePolicyDocument("""
                        {"Statement":[{"Effect":"Allow","Principal":{"Service":"logs.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""))
                .role()
                .arn();
        String document = "{\"DestinationArn\":\"arn:aws:kinesis:us-east-1:000000000000:stream/lines\","
                + "\"RoleArn\":\"" + role + "\",\"FilterPattern\":\"ERROR\"}";
        policy(PolicyType.SUBSCRIPTION_FILTER_POLICY, "all", document, "LogGroupName NOT IN [\"audit\"]");
        put("app/one", "ERROR 1");
        put("app/one", "fine");
        put("audit", "ERROR 2");
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(received(kinesis)).singleElement().asString().contains("app/one", "[\"all\"]", "ERROR 1");
        assertThatThrownBy(() -> policy(PolicyType.SUBSCRIPTION_FILTER_POLICY, "second", document, ""))
                .isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() -> policy(PolicyType.SUBSCRIPTION_FILTER_POLICY, "all", "{}", ""))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> policy(PolicyType.SUBSCRIPTION_FILTER_POLICY, "all", document, "all of them"))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aQueryWithAnIndexLooksOnlyAtGroupsThatHaveIt() {
        put("app/one", "{\"order\":\"7\"}");
        put("audit", "{\"order\":\"7\"}");
        assertThat(query("fields @log | filterIndex order = '7'", "app/one", "audit"))
                .isEmpty();
        policy(PolicyType.FIELD_INDEX_POLICY, "orders", "{\"Fields\":[\"order\"]}", "LogGroupNamePrefix IN [\"app/\"]");
        assertThat(query("fields @log | filterIndex order = '7'", "app/one", "audit"))
                .containsExactly(List.of("000000000000:app/one"));
    }

    @Test
    void aQueryMayNameItsSources() {
        put("app/one", "1");
        put("app/two", "2");
        put("audit", "3");
        assertThat(query("SOURCE \"app/one\", \"audit\" | fields @message | sort @message asc"))
                .containsExactly(List.of("1"), List.of("3"));
        assertThat(query("SOURCE logGroups(namePrefix: [\"app/\"]) | fields @message | sort @message desc"))
                .containsExactly(List.of("2"), List.of("1"));
        assertThatThrownBy(() -> query("SOURCE \"none\" | fields @message")).hasMessageContaining("none");
    }

    @Test
    void whatAPolicyFindsIsWrittenToItsAudit() {
        logs.putDataProtectionPolicy(put -> put.logGroupIdentifier("app/one").policyDocument("""
                {"Name": "p", "Version": "2021-06-01", "Statement": [
                 {"DataIdentifier": ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
                  "Operation": {"Audit": {"FindingsDestination": {"CloudWatchLogs": {"LogGroup": "audit"}}}}},
                 {"DataIdentifier": ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
                  "Operation": {"Deidentify": {"MaskConfig": {}}}}]}"""));
        put("app/one", "nothing here");
        put("app/one", "to ann@example.com");
        assertThat(logs.getLogEvents(get -> get.logGroupName("audit").logStreamName("data-protection-audit"))
                        .events())
                .singleElement()
                .extracting(OutputLogEvent::message)
                .asString()
                .contains(
                        "\"resourceArn\":\"arn:aws:logs:us-east-1:000000000000:log-group:app/one:*\"",
                        "{\"name\":\"EmailAddress\",\"count\":1,\"detections\":[{\"start\":3,\"end\":18}]}")
                .doesNotContain("ann@");
        assertThat(query("fields unmask(@message) as m | filter @message like 'to'", "app/one"))
                .containsExactly(List.of("to ann@example.com"));
    }
}
