package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.sqs.BatchEntryIdsNotDistinct;
import cloudjar.api.sqs.BatchRequestTooLong;
import cloudjar.api.sqs.BatchResultErrorEntry;
import cloudjar.api.sqs.DeleteMessageBatchRequest;
import cloudjar.api.sqs.DeleteMessageBatchRequestEntry;
import cloudjar.api.sqs.DeleteMessageBatchResult;
import cloudjar.api.sqs.DeleteMessageBatchResultEntry;
import cloudjar.api.sqs.EmptyBatchRequest;
import cloudjar.api.sqs.InvalidBatchEntryId;
import cloudjar.api.sqs.InvalidParameterValueException;
import cloudjar.api.sqs.SendMessageBatchRequest;
import cloudjar.api.sqs.SendMessageBatchRequestEntry;
import cloudjar.api.sqs.SendMessageBatchResult;
import cloudjar.api.sqs.SendMessageBatchResultEntry;
import cloudjar.api.sqs.TooManyEntriesInBatchRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final TestCloud cloud = new TestCloud();
    private final String url = cloud.queue("q", Map.of("MaximumMessageSize", "1024"));

    @AfterEach
    void close() {
        cloud.close();
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private SendMessageBatchResult send(String queue, SendMessageBatchRequestEntry... entries) {
        return cloud.sqs.sendMessageBatch(
                SendMessageBatchRequest.builder()
                        .queueUrl(queue)
                        .entries(List.of(entries))
                        .build(),
                cloud.call());
    }

    @Test
    void eachEntryStandsForItself() {
        SendMessageBatchResult result =
                send(url, entry("a", "x"), entry("b", "x".repeat(1025)), entry("c", "\u0001"), entry("d", "y"));
        assertThat(result.successful())
                .extracting(SendMessageBatchResultEntry::id)
                .containsExactly("a", "d");
        assertThat(result.failed()).extracting(BatchResultErrorEntry::id).containsExactly("b", "c");
        assertThat(result.failed())
                .extracting(BatchResultErrorEntry::code_)
                .containsExactly("InvalidParameterValue", "InvalidMessageContents");
        assertThat(result.failed().getFirst().message())
                .isEqualTo(
                        "One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.");
        assertThat(result.failed().getFirst().senderFault()).isTrue();
        assertThat(cloud.receiveBodies(url, 10)).containsExactly("x", "y");
    }

    /** [SQS-17] */
    @Test
    void aBatchMustBeWellFormed() {
        assertThatThrownBy(() -> send(url)).isInstanceOf(EmptyBatchRequest.class);
        assertThatThrownBy(() -> send(url, entry("a:b", "x"))).isInstanceOf(InvalidBatchEntryId.class);
        assertThatThrownBy(() -> send(url, entry("a", "x"), entry("a", "y")))
                .isInstanceOf(BatchEntryIdsNotDistinct.class);
        SendMessageBatchRequestEntry[] eleven =
                IntStream.range(0, 11).mapToObj(i -> entry("m" + i, "x")).toArray(SendMessageBatchRequestEntry[]::new);
        assertThatThrownBy(() -> send(url, eleven))
                .isInstanceOf(TooManyEntriesInBatchRequest.class)
                .hasMessage("Maximum number of entries per request are 10. You have sent 11.");
    }

    /** [SQS-4], [SQS-17] */
    @Test
    void aBatchHasALengthAsAWhole() {
        String large = cloud.queue("large");
        assertThatThrownBy(() -> send(large, entry("a", "x".repeat(1_048_576)), entry("b", "x")))
                .isInstanceOf(BatchRequestTooLong.class)
                .hasMessage("Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.");
    }

    @Test
    void aFifoQueueRefusesTheWholeBatchForOneMissingId() {
        String fifo = cloud.queue("q.fifo", Map.of("FifoQueue", "true"));
        SendMessageBatchRequestEntry.Builder entry =
                SendMessageBatchRequestEntry.builder().id("a").messageBody("x");
        assertThatThrownBy(() -> send(fifo, entry.messageGroupId("g").build()))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageStartingWith("The queue should either have ContentBasedDeduplication enabled");
        assertThatThrownBy(() -> send(
                        fifo,
                        entry.messageGroupId(null).messageDeduplicationId("d").build()))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessage("The request must contain the parameter MessageGroupId.");
    }

    @Test
    void deletingReportsBadHandlesAlone() {
        send(url, entry("a", "x"));
        String handle = cloud.receive(url, 1).getFirst().receiptHandle();
        DeleteMessageBatchResult result = cloud.sqs.deleteMessageBatch(
                DeleteMessageBatchRequest.builder()
                        .queueUrl(url)
                        .entries(List.of(
                                DeleteMessageBatchRequestEntry.builder()
                                        .id("good")
                                        .receiptHandle(handle)
                                        .build(),
                                DeleteMessageBatchRequestEntry.builder()
                                        .id("bad")
                                        .receiptHandle("garbage")
                                        .build()))
                        .build(),
                cloud.call());
        assertThat(result.successful())
                .extracting(DeleteMessageBatchResultEntry::id)
                .containsExactly("good");
        assertThat(result.failed()).extracting(BatchResultErrorEntry::code_).containsExactly("ReceiptHandleIsInvalid");
        assertThat(cloud.counts(url)).containsExactly("0", "0", "0");
    }
}
