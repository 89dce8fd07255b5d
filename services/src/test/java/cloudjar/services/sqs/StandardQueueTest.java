package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.sqs.ChangeMessageVisibilityRequest;
import cloudjar.api.sqs.DeleteQueueRequest;
import cloudjar.api.sqs.InvalidParameterValueException;
import cloudjar.api.sqs.Message;
import cloudjar.api.sqs.OverLimit;
import cloudjar.api.sqs.PurgeQueueInProgress;
import cloudjar.api.sqs.PurgeQueueRequest;
import cloudjar.api.sqs.QueueDeletedRecently;
import cloudjar.api.sqs.QueueDoesNotExist;
import cloudjar.api.sqs.QueueNameExists;
import cloudjar.api.sqs.ReceiptHandleIsInvalid;
import cloudjar.api.sqs.ReceiveMessageRequest;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.MemoryEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandardQueueTest {
    private final TestCloud cloud = new TestCloud();

    @AfterEach
    void close() {
        cloud.close();
    }

    /** [SQS-7], [SQS-10] */
    @Test
    void aMessageIsReceivedOnceAndGoneWhenDeleted() {
        String url = cloud.queue("q");
        String id = cloud.send(url, "hello").messageId();
        List<Message> received = cloud.receive(url, 10);
        assertThat(received).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo(id);
            assertThat(message.body()).isEqualTo("hello");
            assertThat(message.md5OfBody()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
            assertThat(message.attributes())
                    .containsEntry("ApproximateReceiveCount", "1")
                    .containsEntry("SenderId", "000000000000")
                    .containsEntry("SentTimestamp", Long.toString(TestCloud.START.toEpochMilli()));
        });
        assertThat(cloud.receive(url, 10)).isEmpty();
        cloud.delete(url, received.getFirst());
        cloud.advance(Duration.ofHours(1));
        assertThat(cloud.receive(url, 10)).isEmpty();
        assertThat(cloud.counts(url)).containsExactly("0", "0", "0");
    }

    @Test
    void theUrlIsBuiltOnTheCallersEndpoint() {
        assertThat(cloud.queue("q")).isEqualTo("http://localhost:4566/000000000000/q");
    }

    /** [SQS-1], [SQS-8] */
    @Test
    void aMessageNotDeletedReturnsAfterItsVisibilityTimeout() {
        String url = cloud.queue("q");
        cloud.send(url, "a");
        cloud.receive(url, 1);
        cloud.advance(Duration.ofMillis(29_999));
        assertThat(cloud.receive(url, 1)).isEmpty();
        cloud.advance(Duration.ofMillis(1));
        assertThat(cloud.receive(url, 1)).singleElement().satisfies(message -> assertThat(message.attributes())
                .containsEntry("ApproximateReceiveCount", "2"));
    }

    /** [SQS-1] */
    @Test
    void messagesComeInTheOrderOfSending() {
        String url = cloud.queue("q");
        List.of("a", "b", "c", "d").forEach(body -> cloud.send(url, body));
        assertThat(cloud.receiveBodies(url, 3)).containsExactly("a", "b", "c");
        assertThat(cloud.receiveBodies(url, 3)).containsExactly("d");
    }

    @Test
    void countsFollowMessagesThroughDelayFlightAndReturn() {
        String url = cloud.queue("q");
        cloud.send(url, "a");
        cloud.send(url, "b", 10);
        assertThat(cloud.counts(url)).containsExactly("1", "0", "1");
        cloud.receive(url, 1);
        assertThat(cloud.counts(url)).containsExactly("0", "1", "1");
        cloud.advanceSeconds(10);
        assertThat(cloud.counts(url)).containsExactly("1", "1", "0");
        cloud.advanceSeconds(20);
        assertThat(cloud.counts(url)).containsExactly("2", "0", "0");
    }

    /** [SQS-9] */
    @Test
    void aDelayedMessageIsPassedOverAndComesWhenItsTimeHasCome() {
        String url = cloud.queue("q", Map.of("DelaySeconds", "5"));
        cloud.send(url, "slow");
        cloud.send(url, "fast", 0);
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("fast");
        cloud.advanceSeconds(5);
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("slow");
    }

    @Test
    void aVisibilityTimeoutOfZeroLeavesTheMessageVisible() {
        String url = cloud.queue("q", Map.of("VisibilityTimeout", "0"));
        cloud.send(url, "a");
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("a");
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("a");
        assertThat(cloud.counts(url)).containsExactly("1", "0", "0");
    }

    @Test
    void visibilityCanBeEndedAndExtended() {
        String url = cloud.queue("q");
        cloud.send(url, "a");
        Message first = cloud.receive(url, 1).getFirst();
        changeVisibility(url, first, 0);
        Message second = cloud.receive(url, 1).getFirst();
        changeVisibility(url, second, 100);
        cloud.advanceSeconds(99);
        assertThat(cloud.receive(url, 1)).isEmpty();
        cloud.advanceSeconds(1);
        assertThat(cloud.receive(url, 1)).hasSize(1);
    }

    /** [SQS-8] */
    @Test
    void visibilityCannotBeExtendedBeyondTwelveHoursInAll() {
        String url = cloud.queue("q", Map.of("VisibilityTimeout", "43200"));
        cloud.send(url, "a");
        Message message = cloud.receive(url, 1).getFirst();
        cloud.advanceSeconds(10);
        assertThatThrownBy(() -> changeVisibility(url, message, 43_191))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessage(
                        "Value 43191 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for"
                                + " the message is beyond the limit [43200 seconds]");
        changeVisibility(url, message, 43_190);
    }

    @Test
    void anOldHandleStillDeletes() {
        String url = cloud.queue("q");
        cloud.send(url, "a");
        Message first = cloud.receive(url, 1).getFirst();
        cloud.advanceSeconds(31);
        cloud.delete(url, first);
        cloud.delete(url, first);
        assertThat(cloud.counts(url)).containsExactly("0", "0", "0");
    }

    @Test
    void aDeletedMessageCannotBeHidden() {
        String url = cloud.queue("q");
        cloud.send(url, "a");
        Message message = cloud.receive(url, 1).getFirst();
        cloud.delete(url, message);
        assertThatThrownBy(() -> changeVisibility(url, message, 5))
                .hasMessage("Value " + message.receiptHandle() + " for parameter ReceiptHandle is invalid. Reason:"
                        + " Message does not exist or is not available for visibility timeout change.");
    }

    @Test
    void whatIsNoHandleIsRefused() {
        String url = cloud.queue("q");
        assertThatThrownBy(() -> cloud.delete(
                        url, Message.builder().receiptHandle("garbage").build()))
                .isInstanceOf(ReceiptHandleIsInvalid.class)
                .hasMessage("The input receipt handle \"garbage\" is not a valid receipt handle.");
    }

    /** [SQS-3] */
    @Test
    void messagesExpireAfterTheRetentionPeriodWhoeverLooks() {
        String url = cloud.queue("q", Map.of("MessageRetentionPeriod", "1209600"));
        for (int i = 0; i < 2500; i++) {
            cloud.send(url, "m" + i);
        }
        cloud.receive(url, 10);
        cloud.advance(Duration.ofDays(13));
        assertThat(cloud.counts(url)).containsExactly("2500", "0", "0");
        cloud.advance(Duration.ofDays(1));
        assertThat(cloud.receive(url, 10)).isEmpty();
        assertThat(cloud.counts(url)).containsExactly("0", "0", "0");
        // The queue, its backlog and the last number remain; no timer and no message does.
        assertThat(cloud.rows()).isEqualTo(3);
    }

    @Test
    void aShorterRetentionPeriodHoldsForWhatIsThere() {
        String url = cloud.queue("q");
        cloud.send(url, "old");
        cloud.advanceSeconds(100);
        cloud.send(url, "new");
        cloud.set(url, "MessageRetentionPeriod", "60");
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("new");
        cloud.advanceSeconds(60);
        assertThat(cloud.counts(url)).containsExactly("0", "0", "0");
    }

    /** [SQS-19] */
    @Test
    void aPurgedQueueIsEmptyAndItsRowsAreClearedAway() {
        String url = cloud.queue("q");
        for (int i = 0; i < 1200; i++) {
            cloud.send(url, "m" + i);
        }
        cloud.receive(url, 10);
        cloud.sqs.purgeQueue(PurgeQueueRequest.builder().queueUrl(url).build(), cloud.call());
        assertThat(cloud.counts(url)).containsExactly("0", "0", "0");
        assertThatThrownBy(() -> cloud.sqs.purgeQueue(
                        PurgeQueueRequest.builder().queueUrl(url).build(), cloud.call()))
                .isInstanceOf(PurgeQueueInProgress.class)
                .hasMessage("Only one PurgeQueue operation on q is allowed every 60 seconds.");
        cloud.advanceSeconds(60);
        cloud.sqs.purgeQueue(PurgeQueueRequest.builder().queueUrl(url).build(), cloud.call());
        cloud.send(url, "after");
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("after");
        cloud.advance(Duration.ofDays(5));
        assertThat(cloud.rows()).isEqualTo(3);
    }

    /** [SQS-19] */
    @Test
    void aDeletedQueueIsGoneAndItsNameFreeAfterSixtySeconds() {
        String url = cloud.queue("q");
        cloud.send(url, "a");
        cloud.sqs.deleteQueue(DeleteQueueRequest.builder().queueUrl(url).build(), cloud.call());
        assertThatThrownBy(() -> cloud.send(url, "b"))
                .isInstanceOf(QueueDoesNotExist.class)
                .hasMessage("The specified queue does not exist.");
        assertThatThrownBy(() -> cloud.queue("q"))
                .isInstanceOf(QueueDeletedRecently.class)
                .hasMessage(
                        "You must wait 60 seconds after deleting a queue before you can create another with the same"
                                + " name.");
        cloud.advanceSeconds(60);
        cloud.queue("q");
        assertThat(cloud.receive(url, 10)).isEmpty();
    }

    @Test
    void creatingAgainFindsTheQueueUnlessAnAttributeDiffers() {
        String url = cloud.queue("q", Map.of("DelaySeconds", "1"));
        assertThat(cloud.queue("q")).isEqualTo(url);
        assertThat(cloud.queue("q", Map.of("DelaySeconds", "1"))).isEqualTo(url);
        assertThatThrownBy(() -> cloud.queue("q", Map.of("DelaySeconds", "2")))
                .isInstanceOf(QueueNameExists.class)
                .hasMessage(
                        "A queue already exists with the same name and a different value for attribute DelaySeconds");
    }

    /** [SQS-13] */
    @Test
    void tooManyMessagesInFlightAreRefused() {
        try (TestCloud fast = new TestCloud(new MemoryEngine(), LimitProfile.CURRENT)) {
            String url = fast.queue("q");
            for (int i = 0; i < 12_001; i++) {
                fast.sendTen(url);
            }
            for (int i = 0; i < 12_000; i++) {
                fast.receive(url, 10);
            }
            assertThatThrownBy(() -> fast.receive(url, 10)).isInstanceOf(OverLimit.class);
            fast.advanceSeconds(30);
            assertThat(fast.receive(url, 10)).hasSize(10);
        }
    }

    private void changeVisibility(String url, Message message, int seconds) {
        cloud.sqs.changeMessageVisibility(
                ChangeMessageVisibilityRequest.builder()
                        .queueUrl(url)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(seconds)
                        .build(),
                cloud.call());
    }

    /** [SQS-7] */
    @Test
    void theNumberOfMessagesAskedForHasItsBounds() {
        String url = cloud.queue("q");
        assertThatThrownBy(() -> cloud.receive(url, 11))
                .hasMessage(
                        "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if"
                                + " provided.");
        assertThatThrownBy(() -> cloud.receive(
                        ReceiveMessageRequest.builder().queueUrl(url).waitTimeSeconds(21)))
                .hasMessage("Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if"
                        + " provided.");
    }
}
