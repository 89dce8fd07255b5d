package cloudjar.services.lambda;

import static cloudjar.testkit.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.kernel.json.Json;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Streams of Kinesis as sources of events. [LAMBDA-9] */
class LambdaKinesisAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String TRUST = """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
         "Action": "sts:AssumeRole"}]}\
        """;

    /** Fails on what is poison, and tells of all else. */
    private static final String CODE = """
        exports.tells = async (event) => {
          if (event.Records.some((r) => Buffer.from(r.kinesis.data, 'base64').toString().includes('poison'))) throw new Error('no');
          const body = new URLSearchParams({Action: 'SendMessage', MessageBody: JSON.stringify(event)});
          const answer = await fetch(process.env.AWS_ENDPOINT_URL + '/000000000000/told', {method: 'POST', body});
          if (!answer.ok) throw new Error('not sent: ' + await answer.text());
        };
        """;

    private TestWorld world;
    private LambdaClient lambda;
    private KinesisClient kinesis;
    private SqsClient sqs;
    private String stream;

    @BeforeEach
    void open(TestWorld given) {
        assumeTrue(
                CLOUD.cloud().functions().missing("nodejs20.x").isEmpty(), "SKIPPED: this machine has no nodejs20.x");
        world = given;
        lambda = world.client(LambdaClient.builder());
        kinesis = world.client(KinesisClient.builder());
        sqs = world.client(SqsClient.builder());
        sqs.createQueue(create -> create.queueName("told"));
        sqs.createQueue(create -> create.queueName("failed"));
        kinesis.createStream(create -> create.streamName("events").shardCount(1));
        stream = "arn:aws:kinesis:us-east-1:000000000000:stream/events";
        String role = world.client(IamClient.builder())
                .createRole(create -> create.roleName("runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        lambda.createFunction(create -> create.functionName("f")
                .role(role)
                .runtime(Runtime.NODEJS20_X)
                .handler("index.tells")
                .timeout(20)
                .memorySize(512)
                .code(code -> code.zipFile(zip("index.js", CODE))));
    }

    private void map(Consumer<CreateEventSourceMappingRequest.Builder> how) {
        lambda.createEventSourceMapping(create -> {
            create.functionName("f").eventSourceArn(stream).startingPosition(EventSourcePosition.TRIM_HORIZON);
            how.accept(create);
        });
    }

    private void put(String key, String data) {
        kinesis.putRecord(put -> put.streamName("events").partitionKey(key).data(SdkBytes.fromUtf8String(data)));
    }

    /** The next message of a queue, which is JSON. */
    private Map<String, Object> next(String queue) {
        var messages = sqs.receiveMessage(receive -> receive.queueUrl("http://localhost/000000000000/" + queue)
                        .waitTimeSeconds(20)
                        .maxNumberOfMessages(1))
                .messages();
        assertThat(messages).as("something comes to " + queue).hasSize(1);
        sqs.deleteMessage(delete -> delete.queueUrl("http://localhost/000000000000/" + queue)
                .receiptHandle(messages.getFirst().receiptHandle()));
        return Json.object(messages.getFirst().body()).orElseThrow();
    }

    private static List<Map<?, ?>> records(Map<String, Object> event) {
        List<Map<?, ?>> records = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(event.get("Records"))).forEach(record -> records.add((Map<?, ?>) record));
        return records;
    }

    private static List<String> data(Map<String, Object> event) {
        return records(event).stream()
                .map(record -> (Map<?, ?>) Objects.requireNonNull(record.get("kinesis")))
                .map(record -> new String(
                        Base64.getDecoder().decode(String.valueOf(record.get("data"))), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void recordsComeInTheirOrderThroughASplitAndAFilter() {
        put("k", "{\"kind\": \"wanted\", \"n\": 1}");
        put("k", "{\"kind\": \"other\"}");
        put("k", "no JSON");
        Filter wanted =
                Filter.builder().pattern("{\"data\": {\"kind\": [\"wanted\"]}}").build();
        map(create ->
                create.filterCriteria(criteria -> criteria.filters(wanted)).parallelizationFactor(2));
        Map<String, Object> first = next("told");
        assertThat(data(first)).containsExactly("{\"kind\": \"wanted\", \"n\": 1}");
        Map<?, ?> record = records(first).getFirst();
        Map<?, ?> kinesisPart = (Map<?, ?>) Objects.requireNonNull(record.get("kinesis"));
        assertThat(record.get("eventID")).isEqualTo("shardId-000000000000:" + kinesisPart.get("sequenceNumber"));
        assertThat(record.get("eventSourceARN")).isEqualTo(stream);
        assertThat(record.get("invokeIdentityArn")).isEqualTo("arn:aws:iam::000000000000:role/runner");
        assertThat(kinesisPart.get("partitionKey")).isEqualTo("k");
        put("k", "{\"kind\": \"wanted\", \"n\": 2}");
        kinesis.splitShard(split -> split.streamName("events")
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey(BigInteger.TWO.pow(127).toString()));
        put("k", "{\"kind\": \"wanted\", \"n\": 3}");
        assertThat(data(next("told"))).containsExactly("{\"kind\": \"wanted\", \"n\": 2}");
        Map<String, Object> third = next("told");
        assertThat(data(third)).containsExactly("{\"kind\": \"wanted\", \"n\": 3}");
        assertThat(String.valueOf(records(third).getFirst().get("eventID"))).doesNotStartWith("shardId-000000000000");
    }

    @Test
    void aBatchThatFailsIsHalvedUntilTheRecordAtFaultIsKnown() {
        for (String data : List.of("a", "poison", "b", "c")) {
            put("k", data);
        }
        map(create -> create.bisectBatchOnFunctionError(true)
                .maximumRetryAttempts(1)
                .destinationConfig(to ->
                        to.onFailure(failure -> failure.destination("arn:aws:sqs:us-east-1:000000000000:failed"))));
        List<String> told = new ArrayList<>(data(next("told")));
        Map<String, Object> failed = next("failed");
        while (told.size() < 3) {
            told.addAll(data(next("told")));
        }
        assertThat(told).containsExactly("a", "b", "c");
        assertThat(String.valueOf(failed.get("requestContext"))).contains("RetryAttemptsExhausted");
        Map<?, ?> batch = (Map<?, ?>) Objects.requireNonNull(failed.get("KinesisBatchInfo"));
        assertThat(batch.get("shardId")).isEqualTo("shardId-000000000000");
        assertThat(String.valueOf(batch.get("batchSize"))).isEqualTo("1");
        assertThat(batch.get("startSequenceNumber")).isEqualTo(batch.get("endSequenceNumber"));
    }

    @Test
    void aConsumerIsReadFromATimeOnInBatchesThatFill() {
        world.clock().freeze();
        put("k", "before");
        world.clock().advance(Duration.ofSeconds(10));
        Instant begin = world.clock().now();
        String consumer = kinesis.registerStreamConsumer(
                        register -> register.streamARN(stream).consumerName("app"))
                .consumer()
                .consumerARN();
        map(create -> create.eventSourceArn(consumer)
                .startingPosition(EventSourcePosition.AT_TIMESTAMP)
                .startingPositionTimestamp(begin)
                .maximumBatchingWindowInSeconds(30));
        put("k", "one");
        world.clock().advance(Duration.ofSeconds(1));
        put("k", "two");
        world.clock().advance(Duration.ofSeconds(30));
        world.clock().resume();
        Map<String, Object> event = next("told");
        assertThat(data(event)).containsExactly("one", "two");
        assertThat(records(event).getFirst().get("eventSourceARN")).isEqualTo(consumer);
    }

    @Test
    void aStreamThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> map(create -> create.eventSourceArn(stream + "s")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Stream not found: " + stream + "s");
    }
}
