package cloudjar.services.lambda;

import static cloudjar.testkit.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What sources of events do when things go wrong or on for long: loops, crashes, windows. The codes in brackets are those of checks. */
class LambdaSourcesAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final int MESSAGES = 100;
    private static final int WINDOW_SECONDS = 900;

    private static final String TRUST = """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
         "Action": "sts:AssumeRole"}]}\
        """;

    /** Sends on what X-Ray's header says, as AWS's SDKs do. */
    private static final String CODE = """
        const send = async (queue, text) => {
          const body = new URLSearchParams({Action: 'SendMessage', MessageBody: text});
          const headers = {'x-amzn-trace-id': process.env._X_AMZN_TRACE_ID};
          const answer = await fetch(process.env.AWS_ENDPOINT_URL + '/000000000000/' + queue, {method: 'POST', headers, body});
          if (!answer.ok) throw new Error('not sent: ' + await answer.text());
        };
        exports.loops = async (event) => {
          for (const record of event.Records) {
            await send('told', record.body);
            await send('source', record.body);
          }
        };
        exports.crashes = async (event) => {
          if (event.Records.some((r) => r.attributes.ApproximateReceiveCount === '1' && Number(r.body) % 20 === 0)) process.exit(1);
          for (const record of event.Records) await send('told', record.body);
        };
        exports.tells = async (event) => {
          for (const record of event.Records) await send('told', record.dynamodb.Keys.id.S);
        };
        exports.adds = async (event) => {
          if (event.isFinalInvokeForWindow) {
            await send('told', JSON.stringify(event));
            return {};
          }
          return {state: {count: (event.state.count || 0) + event.Records.length}};
        };
        """;

    private TestWorld world;
    private LambdaClient lambda;
    private SqsClient sqs;
    private String told;
    private String role;

    @BeforeEach
    void open(TestWorld given) {
        assumeTrue(
                CLOUD.cloud().functions().missing("nodejs20.x").isEmpty(), "SKIPPED: this machine has no nodejs20.x");
        world = given;
        lambda = world.client(LambdaClient.builder());
        sqs = world.client(SqsClient.builder());
        told = sqs.createQueue(create -> create.queueName("told")).queueUrl();
        role = world.client(IamClient.builder())
                .createRole(create -> create.roleName("runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
    }

    private void function(String handler) {
        lambda.createFunction(create -> create.functionName("f")
                .role(role)
                .runtime(Runtime.NODEJS20_X)
                .handler("index." + handler)
                .timeout(20)
                .memorySize(512)
                .code(code -> code.zipFile(zip("index.js", CODE))));
    }

    private String arnOf(String url) {
        return Objects.requireNonNull(
                sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
    }

    private int messagesIn(String url) {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(get -> get.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }

    private List<String> take(String url) {
        List<String> bodies = receive(url, 20);
        assertThat(bodies).as("something comes to " + url).isNotEmpty();
        return bodies;
    }

    private List<String> receive(String url, int seconds) {
        List<Message> messages = sqs.receiveMessage(receive ->
                        receive.queueUrl(url).waitTimeSeconds(seconds).maxNumberOfMessages(10))
                .messages();
        messages.forEach(
                message -> sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
        return messages.stream().map(Message::body).toList();
    }

    @Test
    void aLoopOfAFunctionAndAQueueIsStopped() {
        function("loops");
        String dead = sqs.createQueue(create -> create.queueName("dead")).queueUrl();
        String source = sqs.createQueue(create -> create.queueName("source")
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                "60",
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + arnOf(dead) + "\",\"maxReceiveCount\":1}")))
                .queueUrl();
        lambda.createEventSourceMapping(create -> create.functionName("f").eventSourceArn(arnOf(source)));
        sqs.sendMessage(send -> send.queueUrl(source).messageBody("round"));
        int rounds = 0;
        while (rounds < 16) {
            rounds += take(told).size();
        }
        // The last round's message goes when its invocation has ended; what is left is the one that began no other.
        while (messagesIn(source) > 1) {
            Thread.onSpinWait();
        }
        List<String> stopped = List.of();
        while (stopped.isEmpty()) {
            world.clock().advance(Duration.ofMinutes(1));
            stopped = receive(dead, 1);
        }
        assertThat(stopped).containsExactly("round");
        assertThat(rounds).isEqualTo(16);
        assertThat(receive(told, 1)).isEmpty();
        assertThat(world.client(CloudWatchClient.builder())
                        .listMetrics(list -> list.namespace("AWS/Lambda").metricName("RecursiveInvocationsDropped"))
                        .metrics())
                .extracting(metric -> metric.dimensions().getFirst().value())
                .containsExactly("f");
    }

    /** [LAMBDA-9] */
    @Test
    void crashesLoseNothingOfAQueue() {
        function("crashes");
        String source = sqs.createQueue(create ->
                        create.queueName("source").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")))
                .queueUrl();
        Set<String> missing = new HashSet<>();
        for (int from = 0; from < MESSAGES; from += 10) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (int i = from; i < from + 10; i++) {
                String body = Integer.toString(i);
                missing.add(body);
                entries.add(SendMessageBatchRequestEntry.builder()
                        .id(body)
                        .messageBody(body)
                        .build());
            }
            sqs.sendMessageBatch(send -> send.queueUrl(source).entries(entries));
        }
        lambda.createEventSourceMapping(create -> create.functionName("f").eventSourceArn(arnOf(source)));
        while (!missing.isEmpty()) {
            missing.removeAll(Set.copyOf(take(told)));
        }
        assertThat(missing).isEmpty();
    }

    /** A table with a stream. */
    private static String streamOf(DynamoDbClient tables) {
        return tables.createTable(create -> create.tableName("things")
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType("HASH")
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType("S")
                                .build())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .streamSpecification(spec -> spec.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)))
                .tableDescription()
                .latestStreamArn();
    }

    /** [LAMBDA-9] [DDB-16] */
    @Test
    void recordsOfATumblingWindowAddUp() {
        function("adds");
        DynamoDbClient tables = world.client(DynamoDbClient.builder());
        String stream = streamOf(tables);
        // To the begin of a window, so that all is in one.
        world.clock()
                .advance(Duration.ofSeconds(WINDOW_SECONDS - world.clock().now().getEpochSecond() % WINDOW_SECONDS));
        tables.putItem(put -> put.tableName("things").item(Map.of("id", AttributeValue.fromS("one"))));
        lambda.createEventSourceMapping(create -> create.functionName("f")
                .eventSourceArn(stream)
                .batchSize(1)
                .tumblingWindowInSeconds(WINDOW_SECONDS)
                .startingPosition(EventSourcePosition.TRIM_HORIZON));
        tables.putItem(put -> put.tableName("things").item(Map.of("id", AttributeValue.fromS("two"))));
        world.clock().advance(Duration.ofSeconds(WINDOW_SECONDS));
        assertThat(take(told).getFirst())
                .contains("\"Records\":[]", "\"state\":{\"count\":2}", "\"isWindowTerminatedEarly\":false");
    }

    /** Records from before the mapping once filled its batches again and again, so that later ones were never read. [LAMBDA-9] */
    @Test
    void whatCameBeforeAMappingOfTheLatestIsPassedOver() {
        function("tells");
        DynamoDbClient tables = world.client(DynamoDbClient.builder());
        String stream = streamOf(tables);
        for (String id : List.of("old", "older", "oldest")) {
            tables.putItem(put -> put.tableName("things").item(Map.of("id", AttributeValue.fromS(id))));
        }
        world.clock().advance(Duration.ofMinutes(1));
        lambda.createEventSourceMapping(create -> create.functionName("f")
                .eventSourceArn(stream)
                .batchSize(1)
                .startingPosition(EventSourcePosition.LATEST));
        tables.putItem(put -> put.tableName("things").item(Map.of("id", AttributeValue.fromS("new"))));
        assertThat(take(told)).containsExactly("new");
    }
}
