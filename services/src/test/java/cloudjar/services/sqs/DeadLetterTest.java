package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.sqs.CancelMessageMoveTaskRequest;
import cloudjar.api.sqs.DeleteQueueRequest;
import cloudjar.api.sqs.ListDeadLetterSourceQueuesRequest;
import cloudjar.api.sqs.ListMessageMoveTasksRequest;
import cloudjar.api.sqs.ListMessageMoveTasksResultEntry;
import cloudjar.api.sqs.Message;
import cloudjar.api.sqs.ReceiveMessageRequest;
import cloudjar.api.sqs.ResourceNotFoundException;
import cloudjar.api.sqs.StartMessageMoveTaskRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final String DEAD_ARN = "arn:aws:sqs:us-east-1:000000000000:dead";

    private final TestCloud cloud = new TestCloud();
    private final String dead = cloud.queue("dead");
    private final String url = cloud.queue("q", Map.of("RedrivePolicy", policy("dead", 1), "VisibilityTimeout", "0"));

    @AfterEach
    void close() {
        cloud.close();
    }

    private static String policy(String target, int count) {
        return "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:%s\",\"maxReceiveCount\":%d}"
                .formatted(target, count);
    }

    /** [SQS-12] */
    @Test
    void aMessageReceivedTooOftenMovesWithItsIdItsAgeAndItsCount() {
        String id = cloud.send(url, "a").messageId();
        cloud.advanceSeconds(5);
        assertThat(cloud.receive(url, 1)).hasSize(1);
        cloud.advanceSeconds(5);
        assertThat(cloud.receive(url, 1)).isEmpty();
        assertThat(cloud.receive(dead, 1)).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo(id);
            assertThat(message.attributes())
                    .containsEntry("ApproximateReceiveCount", "2")
                    .containsEntry("SentTimestamp", Long.toString(TestCloud.START.toEpochMilli()))
                    .containsEntry(
                            "ApproximateFirstReceiveTimestamp",
                            Long.toString(TestCloud.START.plusSeconds(5).toEpochMilli()))
                    .containsEntry("DeadLetterQueueSourceArn", "arn:aws:sqs:us-east-1:000000000000:q");
        });
        assertThat(cloud.counts(url)).containsExactly("0", "0", "0");
    }

    @Test
    void aDeadLetterExpiresByItsFirstSending() {
        cloud.send(url, "a");
        cloud.advance(Duration.ofDays(3));
        cloud.receive(url, 1);
        cloud.receive(url, 1);
        assertThat(cloud.counts(dead)).containsExactly("1", "0", "0");
        cloud.advance(Duration.ofDays(1));
        assertThat(cloud.counts(dead)).containsExactly("0", "0", "0");
    }

    @Test
    void deadLettersMoveFromQueueToQueueInAChain() {
        cloud.queue("last");
        cloud.set(dead, "RedrivePolicy", policy("last", 1));
        cloud.set(dead, "VisibilityTimeout", "0");
        cloud.send(url, "a");
        assertThat(cloud.receive(url, 1)).hasSize(1);
        assertThat(cloud.receive(url, 1)).isEmpty();
        assertThat(cloud.receive(dead, 1)).hasSize(1);
        assertThat(cloud.receive(dead, 1)).isEmpty();
        assertThat(cloud.counts("last")).containsExactly("1", "0", "0");
    }

    @Test
    void anOrderedGroupGoesOnBehindItsDeadLetter() {
        cloud.queue("dead.fifo", Map.of("FifoQueue", "true"));
        String fifo = cloud.queue(
                "q.fifo",
                Map.of(
                        "FifoQueue",
                        "true",
                        "ContentBasedDeduplication",
                        "true",
                        "RedrivePolicy",
                        policy("dead.fifo", 1)));
        cloud.sendToGroup(fifo, "g", "1");
        cloud.sendToGroup(fifo, "g", "2");
        assertThat(cloud.receiveBodies(fifo, 1)).containsExactly("1");
        cloud.advanceSeconds(31);
        assertThat(cloud.receiveBodies(fifo, 1)).containsExactly("2");
        assertThat(cloud.receiveBodies("dead.fifo", 10)).containsExactly("1");
    }

    @Test
    void aMissingDeadLetterQueueLeavesMessagesWhereTheyAre() {
        cloud.send(url, "a");
        cloud.sqs.deleteQueue(DeleteQueueRequest.builder().queueUrl(dead).build(), cloud.call());
        cloud.receive(url, 1);
        assertThat(cloud.receive(url, 1)).hasSize(1);
    }

    /** [SQS-12] */
    @Test
    void redrivePoliciesAreChecked() {
        assertRefused(
                "{\"maxReceiveCount\":1}", "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
        assertRefused(
                "{\"deadLetterTargetArn\":\"" + DEAD_ARN + "\"}",
                "Redrive policy does not contain mandatory attribute: maxReceiveCount.");
        assertRefused(
                policy("dead", 1001),
                "Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both inclusive.");
        assertRefused("[]", "Redrive policy is not a valid JSON map.");
        assertRefused(policy("nowhere", 1), "Dead letter target does not exist.");
        cloud.queue("x.fifo", Map.of("FifoQueue", "true"));
        assertRefused(policy("x.fifo", 1), "Dead-letter queue must be same type of queue as the source.");
        cloud.set(dead, "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
        assertThatThrownBy(() -> cloud.set(url, "RedrivePolicy", policy("dead", 2)))
                .hasMessageContaining("does not allow");
    }

    private void assertRefused(String policy, String reason) {
        assertThatThrownBy(() -> cloud.set(url, "RedrivePolicy", policy))
                .hasMessage("Value " + policy + " for parameter RedrivePolicy is invalid. Reason: " + reason);
    }

    @Test
    void theCountMayBeAStringAndComesBackAsANumber() {
        cloud.set(url, "RedrivePolicy", policy("dead", 42).replace("42", "\"42\""));
        assertThat(cloud.attributes(url)).containsEntry("RedrivePolicy", policy("dead", 42));
        cloud.set(url, "RedrivePolicy", "");
        assertThat(cloud.attributes(url)).doesNotContainKey("RedrivePolicy");
    }

    @Test
    void theSourcesOfADeadLetterQueueAreListed() {
        assertThat(sources()).containsExactly(url);
        cloud.set(url, "RedrivePolicy", "");
        assertThat(sources()).isEmpty();
    }

    private List<String> sources() {
        return cloud.sqs
                .listDeadLetterSourceQueues(
                        ListDeadLetterSourceQueuesRequest.builder()
                                .queueUrl(dead)
                                .build(),
                        cloud.call())
                .queueUrls();
    }

    private void deadLetters(int count) {
        for (int i = 0; i < count; i++) {
            cloud.send(url, "m" + i);
        }
        for (int i = 0; i < 2 * count; i++) {
            cloud.receive(url, 1);
        }
        assertThat(cloud.counts(dead)).containsExactly(Integer.toString(count), "0", "0");
    }

    private String start(@Nullable String destination, @Nullable Integer rate) {
        StartMessageMoveTaskRequest request = StartMessageMoveTaskRequest.builder()
                .sourceArn(DEAD_ARN)
                .destinationArn(destination)
                .maxNumberOfMessagesPerSecond(rate)
                .build();
        return Objects.requireNonNull(
                cloud.sqs.startMessageMoveTask(request, cloud.call()).taskHandle());
    }

    private ListMessageMoveTasksResultEntry latest() {
        return cloud.sqs
                .listMessageMoveTasks(
                        ListMessageMoveTasksRequest.builder()
                                .sourceArn(DEAD_ARN)
                                .build(),
                        cloud.call())
                .results()
                .getFirst();
    }

    @Test
    void aTaskMovesDeadLettersBackAsNewMessages() {
        deadLetters(250);
        start(null, null);
        cloud.advance(Duration.ofMillis(1));
        assertThat(latest()).satisfies(task -> {
            assertThat(task.status_()).isEqualTo("COMPLETED");
            assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(250);
            assertThat(task.approximateNumberOfMessagesToMove()).isEqualTo(250);
            assertThat(task.taskHandle()).isNull();
            assertThat(task.destinationArn()).isNull();
        });
        assertThat(cloud.counts(dead)).containsExactly("0", "0", "0");
        Message back =
                cloud.receive(ReceiveMessageRequest.builder().queueUrl(url)).getFirst();
        assertThat(back.attributes()).containsEntry("ApproximateReceiveCount", "1");
        assertThat(back.attributes()).doesNotContainKey("DeadLetterQueueSourceArn");
    }

    @Test
    void aTaskKeepsItsRateAndCanBeCancelled() {
        deadLetters(10);
        cloud.queue("elsewhere");
        String handle = start("arn:aws:sqs:us-east-1:000000000000:elsewhere", 2);
        assertThatThrownBy(() -> start(null, null))
                .hasMessage(
                        "There is already a task running. Only one active task is allowed for a source queue arn at a"
                                + " given time.");
        cloud.advance(Duration.ofMillis(1100));
        assertThat(cloud.counts("elsewhere")).containsExactly("3", "0", "0");
        assertThat(latest().status_()).isEqualTo("RUNNING");
        assertThat(latest().taskHandle()).isEqualTo(handle);
        assertThat(cloud.sqs
                        .cancelMessageMoveTask(
                                CancelMessageMoveTaskRequest.builder()
                                        .taskHandle(handle)
                                        .build(),
                                cloud.call())
                        .approximateNumberOfMessagesMoved())
                .isEqualTo(3);
        cloud.advanceSeconds(10);
        assertThat(latest().status_()).isEqualTo("CANCELLED");
        assertThat(cloud.counts(dead)).containsExactly("7", "0", "0");
    }

    @Test
    void aTaskFailsWhereItsDestinationGoes() {
        deadLetters(10);
        String elsewhere = cloud.queue("elsewhere");
        start("arn:aws:sqs:us-east-1:000000000000:elsewhere", 1);
        cloud.advanceSeconds(2);
        cloud.sqs.deleteQueue(DeleteQueueRequest.builder().queueUrl(elsewhere).build(), cloud.call());
        cloud.advanceSeconds(2);
        assertThat(latest().status_()).isEqualTo("FAILED");
        assertThat(latest().failureReason()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(cloud.receive(dead, 1)).hasSize(1);
    }

    @Test
    void aTaskNeedsADeadLetterQueueAndADestinationThatExists() {
        deadLetters(1);
        assertThatThrownBy(() -> start(DEAD_ARN + "x", null))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessage("The resource that you specified for the DestinationArn parameter doesn't exist.");
        cloud.set(url, "RedrivePolicy", "");
        assertThatThrownBy(() -> start(null, null))
                .hasMessage("Source queue must be configured as a Dead Letter Queue.");
        assertThatThrownBy(() -> cloud.sqs.cancelMessageMoveTask(
                        CancelMessageMoveTaskRequest.builder()
                                .taskHandle("foobared")
                                .build(),
                        cloud.call()))
                .hasMessage("Value for parameter TaskHandle is invalid.");
    }
}
