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
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.kms.KmsClient;

/** Events of groups with a key of KMS. */
class GroupKeysAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private CloudWatchLogsClient logs;
    private KmsClient kms;
    private String key;
    private long now;

    @BeforeEach
    void open(TestWorld world) {
        logs = world.client(CloudWatchLogsClient.builder());
        kms = world.client(KmsClient.builder());
        world.clock().freeze();
        now = world.clock().now().toEpochMilli();
        key = kms.createKey(create -> create.policy("""
                        {"Version":"2012-10-17","Statement":[
                         {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"kms:*","Resource":"*"},
                         {"Effect":"Allow","Principal":{"Service":"logs.us-east-1.amazonaws.com"},"Action":"kms:*",
                          "Resource":"*"}]}""")).keyMetadata().arn();
        logs.createLogGroup(create -> create.logGroupName("g"));
        logs.createLogStream(create -> create.logGroupName("g").logStreamName("s"));
    }

    private void put(String message) {
        logs.putLogEvents(put -> put.logGroupName("g")
                .logStreamName("s")
                .logEvents(InputLogEvent.builder()
                        .timestamp(now++)
                        .message(message)
                        .build()));
    }

    private List<String> read() {
        return logs.getLogEvents(get -> get.logGroupName("g").logStreamName("s").startFromHead(true)).events().stream()
                .map(OutputLogEvent::message)
                .toList();
    }

    private List<Event> kept(TestWorld world) {
        return world.world().store().read(snapshot -> LogsTables.in("000000000000", "us-east-1")
                .events
                .rows(snapshot)
                .values());
    }

    /** [CWL-1] */
    @Test
    void eventsAreSealedFromTheAssociationOnAndReadAsTheyCame(TestWorld world) {
        put("plain");
        logs.associateKmsKey(associate -> associate.logGroupName("g").kmsKeyId(key));
        put("secret ü");
        put("{\"level\":\"error\"}");
        assertThat(kept(world)).extracting(Event::message).contains("plain").noneMatch(text -> text.contains("secret"));
        assertThat(read()).containsExactly("plain", "secret ü", "{\"level\":\"error\"}");
        assertThat(logs.filterLogEvents(filter -> filter.logGroupName("g").filterPattern("secret"))
                        .events())
                .hasSize(1);
        String query = logs.startQuery(start -> start.logGroupName("g")
                        .startTime(now / 1000 - 60)
                        .endTime(now / 1000 + 60)
                        .queryString("fields level | filter level = 'error'"))
                .queryId();
        assertThat(logs.getQueryResults(get -> get.queryId(query)).results()).hasSize(1);
        logs.disassociateKmsKey(disassociate -> disassociate.logGroupName("g"));
        put("plain again");
        assertThat(read()).hasSize(4).last().isEqualTo("plain again");
        assertThat(kept(world)).extracting(Event::key).containsExactly(0L, 1L, 1L, 0L);
    }

    /** [CWL-1] */
    @Test
    void aKeyThatIsDisabledLocksEventsWithinFiveMinutes(TestWorld world) {
        logs.associateKmsKey(associate -> associate.logGroupName("g").kmsKeyId(key));
        put("secret");
        assertThat(read()).containsExactly("secret");
        kms.disableKey(disable -> disable.keyId(key));
        assertThat(read()).as("the data key is in use").containsExactly("secret");
        world.clock().advance(Duration.ofMinutes(5));
        assertThatThrownBy(this::read).hasMessageContaining("KMS key");
        assertThatThrownBy(() -> put("more")).hasMessageContaining("KMS key");
        kms.enableKey(enable -> enable.keyId(key));
        assertThat(read()).containsExactly("secret");
    }
}
