package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.sqs.ChangeMessageVisibilityRequest;
import cloudjar.api.sqs.InvalidParameterValueException;
import cloudjar.api.sqs.Message;
import cloudjar.api.sqs.MissingRequiredParameterException;
import cloudjar.api.sqs.ReceiveMessageRequest;
import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.SendMessageResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The orders of groups are those that AWS recorded in localstack's tests/aws/services/sqs/test_sqs.py, March 2026. */
class FifoQueueTest {
    private final TestCloud cloud = new TestCloud();
    private final String url = cloud.queue("q.fifo", Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));

    @AfterEach
    void close() {
        cloud.close();
    }

    private void send(String... bodies) {
        for (String body : bodies) {
            cloud.sendToGroup(url, body.substring(0, 2), body);
        }
    }

    /** [SQS-14], [SQS-16] */
    @Test
    void messagesComeGroupByGroup() {
        send("g1-m1", "g2-m1", "g1-m2", "g1-m3");
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("g1-m1", "g1-m2", "g1-m3", "g2-m1");
    }

    /** [SQS-16] */
    @Test
    void aGroupIsLockedWhileItsMessagesAreInFlight() {
        send("g1-m1", "g1-m2", "g1-m3", "g2-m1", "g3-m1");
        assertThat(cloud.receiveBodies(url, 2)).containsExactly("g1-m1", "g1-m2");
        assertThat(cloud.receiveBodies(url, 1)).containsExactly("g2-m1");
        cloud.advanceSeconds(31);
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("g3-m1", "g1-m1", "g1-m2", "g1-m3", "g2-m1");
    }

    @Test
    void deletingWhatIsInFlightUnlocksTheGroup() {
        send("g1-m1", "g2-m1", "g1-m2", "g2-m2", "g1-m3", "g1-m4", "g3-m1");
        List<Message> received = cloud.receive(url, 2);
        received.forEach(message -> cloud.delete(url, message));
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("g2-m1", "g2-m2", "g3-m1", "g1-m3", "g1-m4");
    }

    @Test
    void deletingOnlyAPartKeepsTheGroupLocked() {
        send("g1-m1", "g2-m1", "g1-m2", "g2-m2", "g1-m3", "g3-m1");
        cloud.delete(url, cloud.receive(url, 2).getFirst());
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("g2-m1", "g2-m2", "g3-m1");
    }

    @Test
    void aMessageInFlightHoldsUpThoseBehindIt() {
        send("g1-m1", "g1-m2", "g1-m3");
        List<Message> received = cloud.receive(url, 5);
        changeVisibility(received.get(1), 60);
        cloud.advanceSeconds(31);
        assertThat(cloud.receiveBodies(url, 5)).containsExactly("g1-m1");
    }

    @Test
    void aMessageShownAgainMakesItsGroupReady() {
        send("g1-m1", "g1-m2", "g2-m1");
        Message first = cloud.receive(url, 2).getFirst();
        changeVisibility(first, 0);
        assertThat(cloud.receiveBodies(url, 3)).containsExactly("g2-m1", "g1-m1");
    }

    @Test
    void aVisibilityTimeoutOfZeroGivesTheGroupItsTurnAgainLast() {
        send("g1-m1", "g2-m1", "g2-m2", "g3-m1", "g1-m2");
        assertThat(receiveWithoutHiding(3)).containsExactly("g1-m1", "g1-m2", "g2-m1");
        assertThat(receiveWithoutHiding(10)).containsExactly("g3-m1", "g1-m1", "g1-m2", "g2-m1", "g2-m2");
    }

    private List<String> receiveWithoutHiding(int max) {
        return cloud
                .receive(ReceiveMessageRequest.builder()
                        .queueUrl(url)
                        .maxNumberOfMessages(max)
                        .visibilityTimeout(0))
                .stream()
                .map(Message::body)
                .toList();
    }

    @Test
    void countsCallAMessageOfALockedGroupVisible() {
        send("g1-m1", "g1-m2", "g2-m1", "g2-m2", "g3-m1", "g3-m2");
        cloud.receive(url, 1);
        cloud.receive(url, 1);
        assertThat(cloud.counts(url)).containsExactly("4", "2", "0");
        cloud.advanceSeconds(31);
        assertThat(cloud.counts(url)).containsExactly("6", "0", "0");
    }

    /** [SQS-15] */
    @Test
    void theSameBodyIsDroppedForFiveMinutesEvenAfterItsDeletion() {
        SendMessageResult first = cloud.sendToGroup(url, "g", "same");
        cloud.delete(url, cloud.receive(url, 1).getFirst());
        SendMessageResult second = cloud.sendToGroup(url, "g", "same");
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.sequenceNumber()).isEqualTo(first.sequenceNumber());
        assertThat(cloud.receive(url, 1)).isEmpty();
        cloud.advance(Duration.ofMinutes(5));
        cloud.sendToGroup(url, "g", "same");
        assertThat(cloud.receive(url, 1)).hasSize(1);
    }

    @Test
    void sequenceNumbersHaveTwentyDigitsAndGrow() {
        String first = cloud.sendToGroup(url, "g", "a").sequenceNumber();
        String second = cloud.sendToGroup(url, "g", "b").sequenceNumber();
        assertThat(first).matches("18[0-9]{18}");
        assertThat(second).isGreaterThan(first);
    }

    @Test
    void theScopeOfDeduplicationIsThatOfTheQueuesCreation() {
        Map<String, String> attributes = Map.of(
                "FifoQueue", "true", "DeduplicationScope", "messageGroup", "FifoThroughputLimit", "perMessageGroupId");
        String high = cloud.queue("high.fifo", attributes);
        sendWithId(high, "g1", "one", "id");
        sendWithId(high, "g2", "two", "id");
        assertThat(cloud.receiveBodies(high, 10)).containsExactly("one", "two");
        cloud.set(high, "FifoThroughputLimit", "perQueue");
        cloud.set(high, "DeduplicationScope", "queue");
        sendWithId(high, "g3", "three", "id");
        assertThat(cloud.receiveBodies(high, 10)).containsExactly("three");
    }

    private void sendWithId(String queue, String group, String body, String deduplicationId) {
        cloud.sqs.sendMessage(
                SendMessageRequest.builder()
                        .queueUrl(queue)
                        .messageBody(body)
                        .messageGroupId(group)
                        .messageDeduplicationId(deduplicationId)
                        .build(),
                cloud.call());
    }

    @Test
    void anExpiredHandleDeletesNothing() {
        send("g1-m1");
        Message message = cloud.receive(url, 1).getFirst();
        cloud.advanceSeconds(31);
        assertThatThrownBy(() -> cloud.delete(url, message))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessage("Value " + message.receiptHandle()
                        + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.");
    }

    @Test
    void groupAndDeduplicationIdAreRequired() {
        assertThatThrownBy(() -> cloud.send(url, "a"))
                .isInstanceOf(MissingRequiredParameterException.class)
                .hasMessage("The request must contain the parameter MessageGroupId.");
        cloud.set(url, "ContentBasedDeduplication", "false");
        assertThatThrownBy(() -> cloud.sendToGroup(url, "g", "a"))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessage("The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
                        + " provided explicitly");
    }

    @Test
    void aRetriedAttemptReceivesTheSameAndHoldsItAnew() {
        send("g1-m1", "g1-m2", "g2-m1");
        List<Message> first = receive("attempt");
        cloud.advanceSeconds(20);
        assertThat(receive("attempt"))
                .extracting(Message::receiptHandle)
                .isEqualTo(first.stream().map(Message::receiptHandle).toList());
        cloud.advanceSeconds(20);
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("g2-m1");
    }

    private List<Message> receive(String attemptId) {
        return cloud.receive(ReceiveMessageRequest.builder()
                .queueUrl(url)
                .maxNumberOfMessages(2)
                .receiveRequestAttemptId(attemptId));
    }

    /** [SQS-9] */
    @Test
    void delayIsTheQueuesAlone() {
        cloud.set(url, "DelaySeconds", "2");
        send("g1-m1", "g1-m2");
        assertThat(cloud.receive(url, 10)).isEmpty();
        cloud.advanceSeconds(2);
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("g1-m1", "g1-m2");
        assertThatThrownBy(() -> cloud.send(url, "x", 2))
                .hasMessage(
                        "Value 2 for parameter DelaySeconds is invalid. Reason: The request include parameter that is"
                                + " not valid for this queue type.");
    }

    @Test
    void everythingIsForgottenInTheEnd() {
        send("g1-m1", "g1-m2", "g2-m1");
        cloud.receive(url, 1);
        cloud.advance(Duration.ofDays(5));
        assertThat(cloud.receive(url, 10)).isEmpty();
        assertThat(cloud.counts(url)).containsExactly("0", "0", "0");
    }

    private void changeVisibility(Message message, int seconds) {
        cloud.sqs.changeMessageVisibility(
                ChangeMessageVisibilityRequest.builder()
                        .queueUrl(url)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(seconds)
                        .build(),
                cloud.call());
    }
}
