package cloudjar.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import software.amazon.awssdk.services.cloudwatch.model.GetInsightRuleReportResponse;
import software.amazon.awssdk.services.cloudwatch.model.InsightRuleContributor;
import software.amazon.awssdk.services.cloudwatch.model.InsightRuleMetricDatapoint;
import software.amazon.awssdk.services.cloudwatch.model.ManagedRule;
import software.amazon.awssdk.services.cloudwatch.model.PartialFailure;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** AWS's SDK for Java. */
class ContributorInsightsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

    private CloudWatchClient cloudWatch;
    private CloudWatchLogsClient logs;

    @BeforeEach
    void open(TestWorld world) {
        cloudWatch = world.client(CloudWatchClient.builder());
        logs = world.client(CloudWatchLogsClient.builder());
        world.clock().freeze();
        world.clock().set(NOW);
        for (String group : List.of("access-a", "access-b", "other")) {
            logs.createLogGroup(create -> create.logGroupName(group));
            logs.createLogStream(create -> create.logGroupName(group).logStreamName("s"));
        }
        put("access-a", line("ann", "PUT", 10), line("ann", "PUT", 30), line("bob", "PUT", 25), line("ann", "GET", 99));
        put("access-b", line("bob", "PUT", 5), "no JSON", "{\"user\": \"eve\"}");
        put("other", line("eve", "PUT", 1000));
    }

    private static String line(String user, String method, int bytes) {
        return "{\"user\": \"" + user + "\", \"request\": {\"method\": \"" + method + "\"}, \"bytes\": " + bytes + "}";
    }

    private void put(String group, String... messages) {
        logs.putLogEvents(put -> put.logGroupName(group)
                .logStreamName("s")
                .logEvents(IntStream.range(0, messages.length)
                        .mapToObj(i -> InputLogEvent.builder()
                                .timestamp(NOW.plusSeconds(60L * i).toEpochMilli())
                                .message(messages[i])
                                .build())
                        .toList()));
    }

    private void rule(String name, String aggregate) {
        cloudWatch.putInsightRule(
                put -> put.ruleName(name).ruleState("ENABLED").ruleDefinition("""
                    {"Schema": {"Name": "CloudWatchLogRule", "Version": 1}, "LogGroupNames": ["access-*"], "LogFormat": "JSON",
                     "Contribution": {"Keys": ["$.user"], "ValueOf": "$.bytes",
                                      "Filters": [{"Match": "$.request.method", "In": ["PUT"]}]},
                     "AggregateOn": "%s"}\
                    """.formatted(aggregate)));
    }

    private GetInsightRuleReportResponse report(String rule) {
        return cloudWatch.getInsightRuleReport(get -> get.ruleName(rule)
                .startTime(NOW)
                .endTime(NOW.plus(Duration.ofHours(1)))
                .period(60)
                .metrics("UniqueContributors", "Sum", "Maximum"));
    }

    @Test
    void aReportShowsWhoContributesMost() {
        rule("bytes", "Sum");
        GetInsightRuleReportResponse report = report("bytes");
        assertThat(report.keyLabels()).containsExactly("$.user");
        assertThat(report.aggregateValue()).isEqualTo(70.0);
        assertThat(report.approximateUniqueCount()).isEqualTo(2);
        assertThat(report.contributors())
                .extracting(InsightRuleContributor::keys)
                .containsExactly(List.of("ann"), List.of("bob"));
        assertThat(report.contributors())
                .extracting(InsightRuleContributor::approximateAggregateValue)
                .containsExactly(40.0, 30.0);
        assertThat(report.metricDatapoints())
                .extracting(InsightRuleMetricDatapoint::sum)
                .containsExactly(15.0, 30.0, 25.0);
        assertThat(report.metricDatapoints().getFirst().uniqueContributors()).isEqualTo(2.0);
        assertThat(report.metricDatapoints().getFirst().average()).isNull();
    }

    @Test
    void aRuleMayCountEvents() {
        rule("calls", "Count");
        assertThat(report("calls").contributors())
                .extracting(InsightRuleContributor::approximateAggregateValue)
                .containsExactly(2.0, 2.0);
    }

    @Test
    void thereIsNoReportOfARuleThatIsNotThere() {
        assertThatThrownBy(() -> report("none")).isInstanceOf(ResourceNotFoundException.class);
        cloudWatch.putInsightRule(put -> put.ruleName("empty")
                .ruleDefinition(
                        "{\"Schema\": {\"Name\": \"CloudWatchLogRule\", \"Version\": 1}, \"LogFormat\": \"JSON\"}"));
        assertThatThrownBy(() -> report("empty")).isInstanceOf(CloudWatchException.class);
    }

    @Test
    void aRuleMayBeAboutTheCommonLogFormat() {
        put(
                "other",
                "10.0.0.1 - ann [01/Jan/2030:12:00:00 +0000] \"GET /a HTTP/1.1\" 404 10",
                "10.0.0.2 - bob [01/Jan/2030:12:00:00 +0000] \"GET /a b HTTP/1.1\" 200 20",
                "10.0.0.1 - ann [01/Jan/2030:12:00:00 +0000] \"GET /c HTTP/1.1\" 500 30",
                "10.0.0.3 - eve [01/Jan/2030:12:00:00 +0000] \"GET /c HTTP/1.1\" 503 7");
        cloudWatch.putInsightRule(put -> put.ruleName("common").ruleDefinition("""
                    {"Schema": {"Name": "CloudWatchLogRule", "Version": 1}, "LogGroupNames": ["other"], "LogFormat": "CLF",
                     "Fields": {"1": "Address", "6": "Status", "7": "Bytes"},
                     "Contribution": {"Keys": ["Address", "3"], "ValueOf": "Bytes",
                                      "Filters": [{"Match": "Status", "GreaterThan": 399}]},
                     "AggregateOn": "Sum"}\
                    """));
        GetInsightRuleReportResponse report = report("common");
        assertThat(report.contributors())
                .extracting(InsightRuleContributor::keys)
                .containsExactly(List.of("10.0.0.1", "ann"), List.of("10.0.0.3", "eve"));
        assertThat(report.contributors().getFirst().approximateAggregateValue()).isEqualTo(40.0);
    }

    private static ManagedRule managed(String resource, String template) {
        return ManagedRule.builder()
                .resourceARN(resource)
                .templateName(template)
                .build();
    }

    @Test
    void managedRulesAreThoseOfEndpointServices() {
        String service = "arn:aws:ec2:us-east-1:000000000000:vpc-endpoint-service/vpce-svc-1";
        String template = "VpcEndpointService-BytesByEndpointId-v1";
        assertThat(cloudWatch
                        .putManagedInsightRules(
                                put -> put.managedRules(managed(service, template), managed(service, "nothing")))
                        .failures())
                .extracting(PartialFailure::failureResource)
                .containsExactly("nothing");
        cloudWatch.disableInsightRules(disable -> disable.ruleNames(template + "-vpce-svc-1"));
        assertThat(cloudWatch
                        .listManagedInsightRules(list -> list.resourceARN(service))
                        .managedRules())
                .hasSize(4)
                .filteredOn(rule -> rule.ruleState() != null)
                .extracting(rule -> rule.templateName() + " " + rule.ruleState().state())
                .containsExactly(template + " DISABLED");
        assertThatThrownBy(() -> rule(template + "-vpce-svc-1", "Sum")).hasMessageContaining("cannot be edited");
        assertThatThrownBy(() -> report(template + "-vpce-svc-1"))
                .isInstanceOfSatisfying(CloudWatchException.class, e -> assertThat(e.statusCode())
                        .isEqualTo(501));
        assertThatThrownBy(() -> cloudWatch.listManagedInsightRules(
                        list -> list.resourceARN("arn:aws:sqs:us-east-1:000000000000:q")))
                .hasMessageContaining("no managed rules");
    }
}
