package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** AWS's SDK for Java, which checks the MD5 of every message that it sends and receives. */
class SqsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static SqsClient client(TestWorld world) {
        return world.client(SqsClient.builder());
    }

    private static String queue(SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(create -> create.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static String queue(SqsClient sqs, String name) {
        return queue(sqs, name, Map.of());
    }

    /** [SQS-5], [SQS-6] */
    @Test
    void aMessageGoesThroughWithItsAttributes(TestWorld world) {
        SqsClient sqs = client(world);
        String url = queue(sqs, "q");
        assertThat(url).isEqualTo(world.endpoint() + "/000000000000/q");
        sqs.sendMessage(send -> send.queueUrl(url)
                .messageBody("héllo <&> \uD83D\uDE00")
                .messageAttributes(Map.of(
                        "number",
                        MessageAttributeValue.builder()
                                .dataType("Number.int")
                                .stringValue("42")
                                .build())));
        Message received = sqs.receiveMessage(receive -> receive.queueUrl(url)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .getFirst();
        assertThat(received.body()).isEqualTo("héllo <&> \uD83D\uDE00");
        assertThat(received.messageAttributes()).hasEntrySatisfying("number", number -> assertThat(number.stringValue())
                .isEqualTo("42"));
        assertThat(received.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(received.receiptHandle()));
        assertThat(count(sqs, url)).isEqualTo("0");
    }

    private static String count(SqsClient sqs, String url) {
        QueueAttributeName name = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
        return sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(name))
                .attributes()
                .getOrDefault(name, "");
    }

    @Test
    void aMessageEndsALongPoll(TestWorld world) throws Exception {
        SqsClient sqs = client(world);
        String url = queue(sqs, "q");
        try (ExecutorService consumers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Message>> polling = consumers.submit(
                    () -> sqs.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(20))
                            .messages());
            while (world.world().signals().topicCount() == 0) {
                Thread.onSpinWait();
            }
            sqs.sendMessage(send -> send.queueUrl(url).messageBody("wake"));
            assertThat(polling.get(10, TimeUnit.SECONDS))
                    .extracting(Message::body)
                    .containsExactly("wake");
        }
    }

    @Test
    void aBatchReportsWhatFailed(TestWorld world) {
        SqsClient sqs = client(world);
        String url = queue(sqs, "q", Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024"));
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, 10)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id("e" + i)
                        .messageBody(i == 3 ? "x".repeat(1025) : "m" + i)
                        .build())
                .toList();
        SendMessageBatchResponse response =
                sqs.sendMessageBatch(batch -> batch.queueUrl(url).entries(entries));
        assertThat(response.successful()).hasSize(9);
        assertThat(response.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo("e3");
            assertThat(failed.code()).isEqualTo("InvalidParameterValue");
            assertThat(failed.senderFault()).isTrue();
        });
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                        .messages())
                .hasSize(9);
    }

    @Test
    void aFifoQueueKeepsOrderAndDropsDuplicates(TestWorld world) {
        SqsClient sqs = client(world);
        String url = queue(
                sqs,
                "q.fifo",
                Map.of(QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
        for (String body : List.of("1", "2", "2", "3")) {
            assertThat(sqs.sendMessage(send ->
                                    send.queueUrl(url).messageGroupId("g").messageBody(body))
                            .sequenceNumber())
                    .hasSize(20);
        }
        List<Message> received = sqs.receiveMessage(
                        receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                .messages();
        assertThat(received).extracting(Message::body).containsExactly("1", "2", "3");
    }

    @Test
    void errorsArriveAsTheClassesOfTheSdk(TestWorld world) {
        SqsClient sqs = client(world);
        assertThatThrownBy(() -> sqs.getQueueUrl(get -> get.queueName("none")))
                .isInstanceOf(QueueDoesNotExistException.class)
                .satisfies(e -> assertThat(((SqsException) e).awsErrorDetails().errorCode())
                        .isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
        String url = queue(sqs, "q");
        assertThatThrownBy(() -> queue(sqs, "q", Map.of(QueueAttributeName.DELAY_SECONDS, "1")))
                .isInstanceOf(QueueNameExistsException.class);
        assertThatThrownBy(
                        () -> sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle("garbage")))
                .isInstanceOf(ReceiptHandleIsInvalidException.class);
        sqs.purgeQueue(purge -> purge.queueUrl(url));
        assertThatThrownBy(() -> sqs.purgeQueue(purge -> purge.queueUrl(url)))
                .isInstanceOf(PurgeQueueInProgressException.class)
                .satisfies(e -> assertThat(((SqsException) e).statusCode()).isEqualTo(403));
        assertThatThrownBy(() -> sqs.sendMessage(send -> send.queueUrl(url)))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("The request must contain the parameter MessageBody.");
    }

    /** [SQS-3] */
    @Test
    void fourteenDaysPassAtOnce(TestWorld world) {
        SqsClient sqs = client(world);
        String url = queue(sqs, "q", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600"));
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("old"));
        world.clock().advance(Duration.ofDays(14).minusMinutes(1));
        assertThat(count(sqs, url)).isEqualTo("1");
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(count(sqs, url)).isEqualTo("0");
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url)).messages())
                .isEmpty();
    }

    /** [SQS-18] */
    @Test
    void queuesAreListedPageByPage(TestWorld world) {
        SqsClient sqs = client(world);
        IntStream.range(0, 5).forEach(i -> queue(sqs, "a" + i));
        queue(sqs, "b");
        assertThat(sqs.listQueuesPaginator(list -> list.queueNamePrefix("a").maxResults(2))
                        .queueUrls())
                .hasSize(5);
        assertThat(sqs.listQueues(list -> list.queueNamePrefix("none")).queueUrls())
                .isEmpty();
    }

    @Test
    void aQueueBelongsToItsAccountAndRegion(TestWorld world) {
        SqsClient sqs = client(world);
        String url = queue(sqs, "q");
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("mine"));
        SqsClient other = world.client(SqsClient.builder(), "111111111111", TestWorld.REGION);
        assertThat(other.listQueues().queueUrls()).isEmpty();
        assertThat(other.receiveMessage(receive -> receive.queueUrl(url)).messages())
                .extracting(Message::body)
                .containsExactly("mine");
    }

    /** [SQS-21] */
    @Test
    void tagsAreSetChangedAndTakenAway(TestWorld world) {
        SqsClient sqs = client(world);
        String url = sqs.createQueue(create -> create.queueName("tagged").tags(Map.of("cost", "a")))
                .queueUrl();
        sqs.tagQueue(tag -> tag.queueUrl(url).tags(Map.of("cost", "b", "team", "c")));
        sqs.untagQueue(untag -> untag.queueUrl(url).tagKeys("team"));
        assertThat(sqs.listQueueTags(list -> list.queueUrl(url)).tags()).containsExactly(Map.entry("cost", "b"));
    }

    /** Fair queues: the group of a standard queue's message is shown, and holds nothing up. */
    @Test
    void aGroupOnAStandardQueueIsShownAndLocksNothing(TestWorld world) {
        SqsClient sqs = client(world);
        String url = queue(sqs, "fair");
        for (String body : List.of("1", "2")) {
            sqs.sendMessage(send -> send.queueUrl(url).messageBody(body).messageGroupId("tenant"));
        }
        for (String body : List.of("1", "2")) {
            Message message = sqs.receiveMessage(receive ->
                            receive.queueUrl(url).messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                    .messages()
                    .getFirst();
            assertThat(message.body()).isEqualTo(body);
            assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant");
        }
    }

    /** The client that collects messages into batches by itself. */
    @Test
    void theBatchManagerOfTheSdkSendsReceivesAndDeletes(TestWorld world) throws Exception {
        String url = queue(client(world), "batched");
        try (SqsAsyncClient async = SqsAsyncClient.builder()
                        .endpointOverride(world.endpoint())
                        .region(TestWorld.REGION)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create(TestWorld.ACCOUNT, "test")))
                        .build();
                SqsAsyncBatchManager batches = async.batchManager()) {
            List<CompletableFuture<SendMessageResponse>> sent = IntStream.range(0, 25)
                    .mapToObj(
                            i -> batches.sendMessage(send -> send.queueUrl(url).messageBody("m" + i)))
                    .toList();
            for (CompletableFuture<SendMessageResponse> each : sent) {
                each.get(30, TimeUnit.SECONDS);
            }
            Set<String> bodies = new HashSet<>();
            while (bodies.size() < 25) {
                for (Message message : batches.receiveMessage(receive -> receive.queueUrl(url))
                        .get(30, TimeUnit.SECONDS)
                        .messages()) {
                    bodies.add(message.body());
                    batches.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()))
                            .get(30, TimeUnit.SECONDS);
                }
            }
            assertThat(bodies).hasSize(25);
        }
    }
}
