package cloudjar.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.clock.Clock;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@Cloudjar
@Execution(ExecutionMode.CONCURRENT)
class CloudjarTest {
    @PreparedWorld
    static void table(DynamoDbClient dynamo) {
        dynamo.createTable(table -> table.tableName("music")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("artist")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("artist")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    @SuppressWarnings("NullAway.Init")
    private SqsClient ofField;

    @RepeatedTest(8)
    void everyTestFindsThePreparedWorldAndNothingOfTheOthers(DynamoDbClient dynamo) {
        Map<String, AttributeValue> item = Map.of("artist", AttributeValue.fromS("Nina"));
        assertThat(dynamo.getItem(get -> get.tableName("music").key(item)).hasItem())
                .isFalse();
        dynamo.putItem(put -> put.tableName("music").item(item));
        assertThat(dynamo.getItem(get -> get.tableName("music").key(item)).item())
                .isEqualTo(item);
    }

    @Test
    void fieldsAndParametersAreOfTheSameWorld(SqsClient ofParameter, CloudWorld world) {
        ofField.createQueue(queue -> queue.queueName("jobs"));
        assertThat(ofParameter.listQueues().queueUrls()).singleElement().satisfies(url -> assertThat(url)
                .endsWith(world.id() + "/" + CloudWorld.ACCOUNT + "/jobs"));
    }

    @Test
    void theClockIsTheWorlds(SqsClient sqs, Clock clock, CloudWorld world) {
        clock.freeze();
        Instant before = clock.now();
        String url = sqs.createQueue(queue -> queue.queueName("jobs")).queueUrl();
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("later").delaySeconds(900));
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url)).hasMessages())
                .isFalse();
        clock.advance(Duration.ofMinutes(15));
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url)).messages())
                .extracting(Message::body)
                .containsExactly("later");
        assertThat(world.clock().now()).isEqualTo(before.plus(Duration.ofMinutes(15)));
    }

    @Test
    void asynchronousClientsCallInProcessToo(SqsAsyncClient sqs, DynamoDbAsyncClient dynamo) {
        assertThat(dynamo.listTables().join().tableNames()).containsExactly("music");
        String url = sqs.createQueue(queue -> queue.queueName("jobs")).join().queueUrl();
        var waiting = sqs.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(20));
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("work")).join();
        assertThat(waiting.join().messages()).extracting(Message::body).containsExactly("work");
    }

    @Test
    void objectsStreamThroughBothKindsOfClients(S3Client s3, S3AsyncClient async) {
        s3.createBucket(bucket -> bucket.bucket("demo"));
        byte[] content = content(3 << 20);
        s3.putObject(put -> put.bucket("demo").key("a b/ü"), RequestBody.fromBytes(content));
        assertThat(async.getObject(get -> get.bucket("demo").key("a b/ü"), AsyncResponseTransformer.toBytes())
                        .join()
                        .asByteArray())
                .isEqualTo(content);
        async.putObject(put -> put.bucket("demo").key("async"), AsyncRequestBody.fromBytes(content))
                .join();
        assertThat(s3.getObjectAsBytes(get -> get.bucket("demo").key("async")).asByteArray())
                .isEqualTo(content);
        s3.putObject(put -> put.bucket("demo").key("empty"), RequestBody.empty());
        assertThat(s3.headObject(head -> head.bucket("demo").key("empty")).contentLength())
                .isZero();
        assertThat(s3.headObject(head -> head.bucket("demo").key("async")).contentLength())
                .isEqualTo(content.length);
        assertThat(s3.getObjectAsBytes(get -> get.bucket("demo").key("empty")).asByteArray())
                .isEmpty();
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        IntStream.range(0, size).forEach(i -> content[i] = (byte) (i * 31 >> 3));
        return content;
    }

    @Test
    void errorsAreTheSdksOwn(DynamoDbClient dynamo, DynamoDbAsyncClient async) {
        assertThatThrownBy(() -> dynamo.describeTable(describe -> describe.tableName("absent")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Requested resource not found: Table: absent not found");
        assertThatThrownBy(() -> async.describeTable(describe -> describe.tableName("absent"))
                        .join())
                .hasCauseInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void otherAccountsAndRegionsAreAskedFor(CloudWorld world) {
        SqsClient other = world.client(SqsClient.class, "111122223333", "eu-central-1");
        other.createQueue(queue -> queue.queueName("jobs"));
        assertThat(world.client(SqsClient.class).listQueues().hasQueueUrls()).isFalse();
        assertThat(other.listQueues().queueUrls()).hasSize(1);
        assertThat(world.client(SqsClient.class, "111122223333", "eu-central-1"))
                .isSameAs(other);
    }

    @Test
    void buildersOfTheUsersOwnArePointedHere(CloudWorld world) {
        try (DynamoDbClient dynamo = world.configure(DynamoDbClient.builder()).build()) {
            assertThat(dynamo.listTables().tableNames()).containsExactly("music");
        }
        assertThatThrownBy(() -> world.configure("text")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> world.client(List.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoAsksForAnEndpointGetsAPort(CloudWorld world) throws Exception {
        HttpURLConnection connection =
                (HttpURLConnection) world.endpoint().toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setRequestProperty("X-Amz-Target", "DynamoDB_20120810.ListTables");
        connection.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
        connection.setDoOutput(true);
        connection.getOutputStream().write('{');
        connection.getOutputStream().write('}');
        assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"TableNames\":[\"music\"]}");
    }

    @Nested
    class Inside {
        @PreparedWorld
        static void queue(SqsClient sqs) {
            sqs.createQueue(queue -> queue.queueName("nested"));
        }

        @Test
        void aNestedClassAddsToWhatTheOuterPrepared(DynamoDbClient dynamo, SqsClient sqs) {
            assertThat(dynamo.listTables().tableNames()).containsExactly("music");
            assertThat(sqs.listQueues().queueUrls()).hasSize(1);
            assertThat(ofField.listQueues().queueUrls()).hasSize(1);
        }
    }
}
