package cloudjar.services.cloudwatchlogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kms.KmsClient;

/** AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class LogsAcceptanceTest {
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

    private void stream(String group, String stream) {
        try {
            logs.createLogGroup(create -> create.logGroupName(group));
        } catch (ResourceAlreadyExistsException there) {
            assertThat(there.getMessage()).startsWith("The specified log group already exists");
        }
        logs.createLogStream(create -> create.logGroupName(group).logStreamName(stream));
    }

    private PutLogEventsResponse put(String group, String stream, long millis, String... messages) {
        List<InputLogEvent> events = IntStream.range(0, messages.length)
                .mapToObj(i -> InputLogEvent.builder()
                        .timestamp(millis + i)
                        .message(messages[i])
                        .build())
                .toList();
        return logs.putLogEvents(
                put -> put.logGroupName(group).logStreamName(stream).logEvents(events));
    }

    private List<String> filter(String group, String pattern) {
        return logs.filterLogEvents(filter -> filter.logGroupName(group).filterPattern(pattern)).events().stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    /** [CWL-1] */
    @Test
    void groupsKeepEventsForAsLongAsTheirRetentionSays(TestWorld world) {
        stream("/app", "one");
        put("/app", "one", now, "old");
        logs.putRetentionPolicy(put -> put.logGroupName("/app").retentionInDays(30));
        world.clock().advance(Duration.ofDays(29));
        assertThat(filter("/app", "")).containsExactly("old");
        world.clock().advance(Duration.ofDays(2));
        assertThat(filter("/app", "")).isEmpty();
        assertThat(logs.describeLogGroups().logGroups().getFirst().retentionInDays())
                .isEqualTo(30);
        logs.deleteRetentionPolicy(delete -> delete.logGroupName("/app"));
        assertThat(logs.describeLogGroups().logGroups().getFirst().retentionInDays())
                .isNull();
        assertThatThrownBy(() ->
                        logs.putRetentionPolicy(put -> put.logGroupName("/app").retentionInDays(2)))
                .isInstanceOf(InvalidParameterException.class);
    }

    /** [CWL-6]: what {@code aws logs tail --follow} asks for, again and again from the time of its last line. */
    @Test
    void aTailThatFollowsShowsEveryLineOnce() {
        stream("/app", "one");
        stream("/app", "two");
        put("/app", "one", now, "first", "third");
        put("/app", "two", now + 1, "second");
        Map<String, String> shown = new LinkedHashMap<>();
        assertThat(tail(now, shown)).isEqualTo(now + 1);
        assertThat(shown.values()).startsWith("first").containsExactlyInAnyOrder("first", "second", "third");
        put("/app", "two", now + 1, "at the time of the last", "later");
        assertThat(tail(now + 1, shown)).isEqualTo(now + 2);
        assertThat(shown.values())
                .containsExactlyInAnyOrder("first", "second", "third", "at the time of the last", "later");
    }

    /** The time of the last line. */
    private long tail(long from, Map<String, String> shown) {
        List<FilteredLogEvent> events = logs
                .filterLogEventsPaginator(
                        filter -> filter.logGroupName("/app").startTime(from).limit(1))
                .events()
                .stream()
                .toList();
        events.forEach(event -> shown.put(event.eventId(), event.message()));
        return events.getLast().timestamp();
    }

    /** [CWL-1] */
    @Test
    void aGroupsKeyMustBeOneThatKmsKnows(TestWorld world) {
        String key = world.client(KmsClient.builder()).createKey().keyMetadata().arn();
        logs.createLogGroup(create -> create.logGroupName("sealed").kmsKeyId(key));
        assertThat(logs.describeLogGroups().logGroups().getFirst().kmsKeyId()).isEqualTo(key);
        logs.disassociateKmsKey(one -> one.logGroupName("sealed"));
        assertThat(logs.describeLogGroups().logGroups().getFirst().kmsKeyId()).isNull();
        String unknown = key.substring(0, key.lastIndexOf('/') + 1) + "00000000-0000-0000-0000-000000000000";
        assertThatThrownBy(() ->
                        logs.associateKmsKey(one -> one.logGroupName("sealed").kmsKeyId(unknown)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(
                        "The specified KMS key does not exist or is not allowed to be used with LogGroup");
    }

    @Test
    void aProtectedGroupIsNotDeletedAndADeletedOneIsGoneWithItsEvents() {
        logs.createLogGroup(create ->
                create.logGroupName("kept").deletionProtectionEnabled(true).tags(Map.of("a", "b")));
        assertThatThrownBy(() -> logs.deleteLogGroup(delete -> delete.logGroupName("kept")))
                .hasMessageContaining("protected");
        logs.putLogGroupDeletionProtection(put -> put.logGroupIdentifier("kept").deletionProtectionEnabled(false));
        logs.createLogStream(create -> create.logGroupName("kept").logStreamName("s"));
        put("kept", "s", now, "gone");
        logs.deleteLogGroup(delete -> delete.logGroupName("kept"));
        assertThatThrownBy(() -> filter("kept", "")).isInstanceOf(ResourceNotFoundException.class);
        stream("kept", "s");
        assertThat(filter("kept", "")).isEmpty();
    }

    @Test
    void batchesKeepTheRulesOfTheirTimes() {
        stream("rules", "s");
        assertThatThrownBy(() -> logs.putLogEvents(put ->
                        put.logGroupName("rules").logStreamName("s").logEvents(event(now, "b"), event(now - 1, "a"))))
                .hasMessageContaining("Log events in a single PutLogEvents request must be in chronological order.");
        long day = Duration.ofDays(1).toMillis();
        assertThatThrownBy(() -> logs.putLogEvents(put -> put.logGroupName("rules")
                        .logStreamName("s")
                        .logEvents(event(now - day - 1, "a"), event(now, "b"))))
                .hasMessageContaining("cannot span more than 24 hours");
        assertThatThrownBy(() -> put("rules", "s", now, "x".repeat(1_048_551)))
                .hasMessageContaining("Upload too large: 1048577 bytes exceeds limit of 1048576");
        PutLogEventsResponse mixed = logs.putLogEvents(put -> put.logGroupName("rules")
                .logStreamName("s")
                .logEvents(event(now - 14 * day - 5, "old"), event(now - 14 * day + 5, "kept")));
        assertThat(mixed.rejectedLogEventsInfo().tooOldLogEventEndIndex()).isEqualTo(1);
        PutLogEventsResponse ahead = logs.putLogEvents(put -> put.logGroupName("rules")
                .logStreamName("s")
                .logEvents(event(now, "now"), event(now + day / 12 + 1, "ahead")));
        assertThat(ahead.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isEqualTo(1);
        assertThat(filter("rules", "")).containsExactly("kept", "now");
    }

    private static InputLogEvent event(long millis, String message) {
        return InputLogEvent.builder().timestamp(millis).message(message).build();
    }

    @Test
    void readingAStreamGoesBothWaysAndTheLastTokenComesBack() {
        stream("pages", "s");
        put("pages", "s", now, "1", "2", "3", "4", "5");
        GetLogEventsResponse tail = logs.getLogEvents(
                get -> get.logGroupName("pages").logStreamName("s").limit(2));
        assertThat(tail.events()).extracting(OutputLogEvent::message).containsExactly("4", "5");
        GetLogEventsResponse before = logs.getLogEvents(
                get -> get.logGroupName("pages").logStreamName("s").limit(2).nextToken(tail.nextBackwardToken()));
        assertThat(before.events()).extracting(OutputLogEvent::message).containsExactly("2", "3");
        GetLogEventsResponse head = logs.getLogEvents(
                get -> get.logGroupName("pages").logStreamName("s").startFromHead(true));
        assertThat(head.events()).hasSize(5);
        GetLogEventsResponse end = logs.getLogEvents(
                get -> get.logGroupName("pages").logStreamName("s").nextToken(head.nextForwardToken()));
        assertThat(end.events()).isEmpty();
        assertThat(end.nextForwardToken()).isEqualTo(head.nextForwardToken());
        put("pages", "s", now + 10, "6");
        assertThat(logs.getLogEvents(get ->
                                get.logGroupName("pages").logStreamName("s").nextToken(head.nextForwardToken()))
                        .events())
                .extracting(OutputLogEvent::message)
                .containsExactly("6");
        assertThatThrownBy(() -> logs.getLogEvents(
                        get -> get.logGroupName("pages").logStreamName("s").nextToken("x")))
                .hasMessageContaining("The specified nextToken is invalid.");
    }

    @Test
    void eventsOfSeveralStreamsComeInTheOrderOfTheirTimesInPages() {
        stream("merge", "a");
        stream("merge", "b");
        put("merge", "a", now, "1", "2", "5");
        put("merge", "b", now, "1b", "2b", "3");
        List<String> messages =
                logs
                        .filterLogEventsPaginator(
                                filter -> filter.logGroupName("merge").limit(2))
                        .events()
                        .stream()
                        .map(FilteredLogEvent::message)
                        .toList();
        assertThat(messages).containsExactly("1", "1b", "2", "2b", "5", "3");
        FilterLogEventsResponse one = logs.filterLogEvents(
                filter -> filter.logGroupName("merge").logStreamNamePrefix("b").startTime(now + 1));
        assertThat(one.events()).extracting(FilteredLogEvent::message).containsExactly("2b", "3");
        assertThat(logs.describeLogStreams(
                                describe -> describe.logGroupName("merge").orderBy("LastEventTime"))
                        .logStreams())
                .hasSize(2)
                .allMatch(stream -> stream.lastEventTimestamp() == now + 2);
    }

    /** [CWL-3] */
    @Test
    void patternsFindTermsFieldsAndMembers() {
        stream("find", "s");
        put(
                "find",
                "s",
                now,
                "[ERROR] disk full",
                "WARN disk slow",
                "{\"level\":\"error\",\"code\":503,\"user\":{\"id\":null}}",
                "127.0.0.1 - frank [10/Oct/2000] \"GET /index.html\" 404 1534");
        assertThat(filter("find", "disk -WARN")).containsExactly("[ERROR] disk full");
        assertThat(filter("find", "?ERROR ?WARN")).hasSize(2);
        assertThat(filter("find", "%d.sk [fs]%")).hasSize(2);
        assertThat(filter("find", "{ $.level = \"err*\" && ($.code >= 500 || $.code NOT EXISTS) }"))
                .hasSize(1);
        assertThat(filter("find", "{ $.user.id IS NULL }")).hasSize(1);
        assertThat(filter("find", "[ip, id, user, time, request = *html*, status = 4*, size > 1000]"))
                .hasSize(1);
        assertThat(filter("find", "[ip, ..., status = 5*, size]")).isEmpty();
        assertThatThrownBy(() -> filter("find", "{ $.level = }")).isInstanceOf(InvalidParameterException.class);
    }
}
