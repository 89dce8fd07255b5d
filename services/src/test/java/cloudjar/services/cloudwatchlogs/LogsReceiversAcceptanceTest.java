package cloudjar.services.cloudwatchlogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.AccessDeniedException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTaskStatusCode;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.MalformedQueryException;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilterMatchRecord;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResultField;
import software.amazon.awssdk.services.s3.S3Client;

/** Queries, exports, and who else gets events. The codes in brackets are those of the checks that a test proves. */
class LogsReceiversAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private CloudWatchLogsClient logs;
    private long now;

    @BeforeEach
    void open(TestWorld world) {
        logs = world.client(CloudWatchLogsClient.builder());
        world.clock().freeze();
        now = world.clock().now().toEpochMilli();
    }

    private void write(String group, String... messages) {
        logs.createLogGroup(create -> create.logGroupName(group));
        logs.createLogStream(create -> create.logGroupName(group).logStreamName("s"));
        logs.putLogEvents(put -> put.logGroupName(group)
                .logStreamName("s")
                .logEvents(List.of(messages).stream()
                        .map(message -> InputLogEvent.builder()
                                .timestamp(now)
                                .message(message)
                                .build())
                        .toList()));
    }

    private GetQueryResultsResponse query(String text, String... groups) {
        String id = logs.startQuery(start -> start.logGroupNames(groups)
                        .startTime(now / 1000 - 60)
                        .endTime(now / 1000 + 60)
                        .queryString(text))
                .queryId();
        return logs.getQueryResults(get -> get.queryId(id));
    }

    /** [CWL-4] */
    @Test
    void aQueryLooksAtSeveralGroupsAndItsRecordsCanBeHad(TestWorld world) {
        write("one", "{\"level\":\"error\"}", "noise");
        write("two", "{\"level\":\"error\"}");
        GetQueryResultsResponse counted = query("filter level = 'error' | stats count(*) as n by @log", "one", "two");
        assertThat(counted.results()).hasSize(2).allSatisfy(row -> assertThat(row)
                .extracting(ResultField::field)
                .containsExactly("@log", "n"));
        assertThat(counted.statistics().recordsMatched()).isEqualTo(2);
        assertThat(counted.statistics().recordsScanned()).isEqualTo(3);
        GetQueryResultsResponse found = query("fields @message, @logStream | filter @message like /noise/", "one");
        ResultField pointer = found.results().getFirst().getLast();
        assertThat(pointer.field()).isEqualTo("@ptr");
        assertThat(logs.getLogRecord(get -> get.logRecordPointer(pointer.value()))
                        .logRecord())
                .containsEntry("@message", "noise")
                .containsEntry("@logStream", "s");
        assertThatThrownBy(() -> query("fields @message | nonsense", "one"))
                .isInstanceOfSatisfying(MalformedQueryException.class, e -> assertThat(
                                e.queryCompileError().location().startCharOffset())
                        .isEqualTo(18));
        assertThatThrownBy(() -> query("fields @message", "three")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(logs.describeQueries().queries()).hasSize(2);
        world.clock().advance(Duration.ofDays(8));
        assertThat(logs.describeQueries().queries()).isEmpty();
    }

    /** [CWL-3] */
    @Test
    void exportsGoToABucketInCompressedObjects(TestWorld world) throws IOException {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        write("out", "first", "second");
        assertThatThrownBy(() -> logs.createExportTask(create ->
                        create.logGroupName("out").from(now - 1).to(now + 1).destination("nowhere")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The given bucket does not exist");
        s3.createBucket(create -> create.bucket("exports"));
        String id = logs.createExportTask(create -> create.logGroupName("out")
                        .from(now - 1)
                        .to(now + 1)
                        .destination("exports")
                        .destinationPrefix("logs"))
                .taskId();
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(logs.describeExportTasks(describe -> describe.taskId(id))
                        .exportTasks()
                        .getFirst()
                        .status()
                        .code())
                .isEqualTo(ExportTaskStatusCode.COMPLETED);
        byte[] object = s3.getObjectAsBytes(get -> get.bucket("exports").key("logs/" + id + "/s/000000.gz"))
                .asByteArray();
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(object))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(" first\n")
                    .contains(" second\n");
        }
    }

    @Test
    void filtersAreCheckedBeforeTheyAreKept() {
        write("filtered", "x");
        assertThatThrownBy(() -> logs.putSubscriptionFilter(put -> put.logGroupName("filtered")
                        .filterName("f")
                        .filterPattern("")
                        .destinationArn("arn:aws:lambda:us-east-1:111122223333:function:f")))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> logs.putSubscriptionFilter(put -> put.logGroupName("filtered")
                        .filterName("f")
                        .filterPattern("")
                        .destinationArn("arn:aws:kinesis:us-east-1:000000000000:stream/s")))
                .hasMessageContaining("cannot be used without roleArn");
        assertThatThrownBy(() -> logs.putSubscriptionFilter(put -> put.logGroupName("filtered")
                        .filterName("f")
                        .filterPattern("")
                        .destinationArn("arn:aws:lambda:us-east-1:000000000000:function:none")))
                .hasMessageContaining("Could not execute the lambda function");
        assertThat(logs.describeSubscriptionFilters(describe -> describe.logGroupName("filtered"))
                        .subscriptionFilters())
                .isEmpty();
        assertThat(logs.testMetricFilter(test ->
                                test.filterPattern("[ip, status = 4*]").logEventMessages("1.2.3.4 404", "1.2.3.4 200"))
                        .matches())
                .extracting(MetricFilterMatchRecord::extractedValues)
                .containsExactly(Map.of("$ip", "1.2.3.4", "$status", "404"));
    }
}
