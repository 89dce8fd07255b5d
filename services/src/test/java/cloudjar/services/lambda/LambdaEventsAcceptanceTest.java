package cloudjar.services.lambda;

import static cloudjar.testkit.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.kernel.store.Range;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Functions that others call: sources of events, services, and Lambda itself, later. The codes in brackets are those of checks. */
class LambdaEventsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
             "Action": "sts:AssumeRole"}]}""";

    /** Tells a queue what it was called with, through the endpoint that it was given. */
    private static final String TELLER = """
            exports.handler = async (event, context) => {
              const body = new URLSearchParams({Action: 'SendMessage', MessageBody: JSON.stringify(event)});
              const answer = await fetch(process.env.AWS_ENDPOINT_URL + '/000000000000/told', {method: 'POST', body});
              if (!answer.ok) throw new Error('not told: ' + await answer.text());
              const bad = (event.Records || []).filter((r) => r.body === 'bad');
              if (event.fail) throw new TypeError('no way');
              return {batchItemFailures: bad.map((r) => ({itemIdentifier: r.messageId}))};
            };
            """;

    private TestWorld world;
    private LambdaClient lambda;
    private SqsClient sqs;
    private String told;
    private String function;

    @BeforeEach
    void open(TestWorld given) {
        assumeTrue(
                CLOUD.cloud().functions().missing("nodejs20.x").isEmpty(), "SKIPPED: this machine has no nodejs20.x");
        world = given;
        lambda = world.client(LambdaClient.builder());
        sqs = world.client(SqsClient.builder());
        told = sqs.createQueue(create -> create.queueName("told")).queueUrl();
        String role = world.client(IamClient.builder())
                .createRole(create -> create.roleName("runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        function = lambda.createFunction(create -> create.functionName("teller")
                        .role(role)
                        .runtime(Runtime.NODEJS20_X)
                        .handler("index.handler")
                        .timeout(20)
                        .memorySize(512)
                        .code(code -> code.zipFile(zip("index.js", TELLER))))
                .functionArn();
    }

    private String arnOf(String url) {
        return Objects.requireNonNull(
                sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
    }

    private String next(String url) {
        List<Message> messages = sqs.receiveMessage(
                        receive -> receive.queueUrl(url).waitTimeSeconds(20).maxNumberOfMessages(1))
                .messages();
        assertThat(messages).as("something comes to " + url).hasSize(1);
        sqs.deleteMessage(
                delete -> delete.queueUrl(url).receiptHandle(messages.getFirst().receiptHandle()));
        return messages.getFirst().body();
    }

    /** [LAMBDA-9] */
    @Test
    void aQueueIsASourceAndSaysWhichMessagesFailed() {
        String dead = sqs.createQueue(create -> create.queueName("dead")).queueUrl();
        String source = sqs.createQueue(create -> create.queueName("source")
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                "1",
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + arnOf(dead) + "\",\"maxReceiveCount\":1}")))
                .queueUrl();
        String id = lambda.createEventSourceMapping(create -> create.functionName("teller")
                        .eventSourceArn(arnOf(source))
                        .filterCriteria(criteria -> criteria.filters(Filter.builder()
                                .pattern("{\"body\":[\"good\",\"bad\"]}")
                                .build()))
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES))
                .uuid();
        sqs.sendMessage(send -> send.queueUrl(source).messageBody("other"));
        sqs.sendMessage(send -> send.queueUrl(source).messageBody("bad"));
        assertThat(next(told))
                .contains("\"body\":\"bad\"", "\"eventSource\":\"aws:sqs\"", "\"ApproximateReceiveCount\":\"1\"");
        assertThat(next(dead)).isEqualTo("bad");
        sqs.sendMessage(send -> send.queueUrl(source).messageBody("good"));
        assertThat(next(told)).contains("\"body\":\"good\"");

        assertThat(lambda.updateEventSourceMapping(update -> update.uuid(id).enabled(false))
                        .state())
                .isEqualTo("Updating");
        assertThat(lambda.getEventSourceMapping(get -> get.uuid(id)).state()).isEqualTo("Disabled");
        assertThatThrownBy(() -> lambda.createEventSourceMapping(
                        create -> create.functionName("teller").eventSourceArn(arnOf(source))))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("already exists");
        lambda.deleteEventSourceMapping(delete -> delete.uuid(id));
        assertThat(lambda.listEventSourceMappings().eventSourceMappings()).isEmpty();
    }

    /** [LAMBDA-9] [DDB-16] */
    @Test
    void aStreamIsASource() {
        DynamoDbClient tables = world.client(DynamoDbClient.builder());
        String stream = tables.createTable(create -> create.tableName("things")
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType("HASH")
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType("S")
                                .build())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .streamSpecification(spec -> spec.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)))
                .tableDescription()
                .latestStreamArn();
        lambda.createEventSourceMapping(create -> create.functionName("teller")
                .eventSourceArn(stream)
                .startingPosition(EventSourcePosition.TRIM_HORIZON));
        tables.putItem(put -> put.tableName("things").item(Map.of("id", AttributeValue.fromS("one"))));
        assertThat(next(told))
                .contains(
                        "\"eventName\":\"INSERT\"",
                        "\"NewImage\":{\"id\":{\"S\":\"one\"}}",
                        "\"eventSource\":\"aws:dynamodb\"");
    }

    /** [LAMBDA-1] [LAMBDA-7] [LAMBDA-8] */
    @Test
    void asynchronousInvocationsAreTriedAgainAndToldOf() {
        String letters = sqs.createQueue(create -> create.queueName("letters")).queueUrl();
        String results = sqs.createQueue(create -> create.queueName("results")).queueUrl();
        lambda.updateFunctionConfiguration(
                update -> update.functionName("teller").deadLetterConfig(dead -> dead.targetArn(arnOf(letters))));
        lambda.putFunctionEventInvokeConfig(
                put -> put.functionName("teller").maximumRetryAttempts(1).destinationConfig(to -> to.onSuccess(
                                on -> on.destination(arnOf(results)))
                        .onFailure(on -> on.destination(arnOf(results)))));

        assertThat(lambda.invoke(invoke -> invoke.functionName("teller")
                                .invocationType(InvocationType.EVENT)
                                .payload(SdkBytes.fromUtf8String("{\"a\":1}")))
                        .statusCode())
                .isEqualTo(202);
        assertThat(next(told)).isEqualTo("{\"a\":1}");
        assertThat(next(results)).contains("\"condition\":\"Success\"", "\"requestPayload\":{\"a\":1}");

        lambda.invoke(invoke -> invoke.functionName("teller")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"fail\":true}")));
        assertThat(next(told)).isEqualTo("{\"fail\":true}");
        awaitRetry();
        assertThat(next(told)).isEqualTo("{\"fail\":true}");
        assertThat(next(results))
                .contains(
                        "\"condition\":\"RetriesExhausted\"",
                        "\"approximateInvokeCount\":2",
                        "\"errorType\":\"TypeError\"");
        assertThat(next(letters)).isEqualTo("{\"fail\":true}");

        Dimension byFunction = dimension("FunctionName", "teller");
        assertThat(measured("Invocations", byFunction).sum()).isEqualTo(3);
        assertThat(measured("Errors", byFunction).sum()).isEqualTo(2);
        assertThat(measured("AsyncEventsReceived", byFunction).sum()).isEqualTo(2);
        assertThat(measured("AsyncEventAge", byFunction).sampleCount()).isEqualTo(3);
        assertThat(measured("AsyncEventAge", byFunction).maximum()).isGreaterThan(50_000);
        assertThat(measured("AsyncEventsDropped", byFunction).sum()).isOne();
    }

    /** By function, by the name that was called, by the version behind an alias, and for all functions. */
    @Test
    void whatFunctionsDoIsMeasured() {
        lambda.publishVersion(publish -> publish.functionName("teller"));
        lambda.createAlias(create -> create.functionName("teller").name("live").functionVersion("1"));
        lambda.invoke(invoke -> invoke.functionName("teller").qualifier("live"));
        lambda.invoke(invoke -> invoke.functionName("teller").payload(SdkBytes.fromUtf8String("{\"fail\":true}")));
        lambda.putFunctionConcurrency(put -> put.functionName("teller").reservedConcurrentExecutions(0));
        assertThatThrownBy(() -> lambda.invoke(invoke -> invoke.functionName("teller")))
                .isInstanceOf(TooManyRequestsException.class);
        world.clock().advance(Duration.ofMinutes(1));

        Dimension name = dimension("FunctionName", "teller");
        Dimension alias = dimension("Resource", "teller:live");
        assertThat(measured("Invocations", name).sum()).isEqualTo(2);
        assertThat(measured("Invocations").sum()).isEqualTo(2);
        assertThat(measured("Invocations", name, alias).sum()).isOne();
        assertThat(measured("Invocations", name, alias, dimension("ExecutedVersion", "1"))
                        .sum())
                .isOne();
        assertThat(measured("Errors", name, alias).sum()).isZero();
        assertThat(measured("Errors", name, dimension("Resource", "teller")).sum())
                .isOne();
        assertThat(measured("Throttles", name).sum()).isOne();
        assertThat(measured("Duration", name).sampleCount()).isEqualTo(2);
        assertThat(measured("Duration", name).minimum()).isPositive();
        assertThat(measured("ConcurrentExecutions", name).maximum()).isOne();
        assertThat(measured("ConcurrentExecutions").maximum()).isOne();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    private Datapoint measured(String metric, Dimension... dimensions) {
        Instant now = world.world().clock().now();
        return world.client(CloudWatchClient.builder())
                .getMetricStatistics(get -> get.namespace("AWS/Lambda")
                        .metricName(metric)
                        .dimensions(dimensions)
                        .startTime(now.minus(Duration.ofDays(1)))
                        .endTime(now.plus(Duration.ofDays(1)))
                        .period((int) Duration.ofDays(2).toSeconds())
                        .statistics(Statistic.SUM, Statistic.SAMPLE_COUNT, Statistic.MINIMUM, Statistic.MAXIMUM))
                .datapoints()
                .getFirst();
    }

    /** Moves the clock when the event waits for its next attempt, and not before. */
    private void awaitRetry() {
        LambdaTables tables = LambdaTables.in(TestWorld.ACCOUNT, "us-east-1");
        boolean waits = false;
        while (!waits) {
            waits = world.world().store().read(snapshot -> tables.events.rows(snapshot, Range.all()).stream()
                    .anyMatch(row -> row.value().attempts() == 1));
            Thread.onSpinWait();
        }
        world.clock().advance(Duration.ofMinutes(1));
    }

    /** [LAMBDA-10] [SNS-6] */
    @Test
    void bucketsAndTopicsCallFunctions() {
        lambda.addPermission(add -> add.functionName("teller")
                .statementId("s3")
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com"));
        lambda.addPermission(add -> add.functionName("teller")
                .statementId("sns")
                .action("lambda:InvokeFunction")
                .principal("sns.amazonaws.com"));
        assertThat(lambda.getPolicy(get -> get.functionName("teller")).policy())
                .contains("\"Sid\":\"s3\"", "\"Sid\":\"sns\"");
        SnsClient sns = world.client(SnsClient.builder());
        String topic = sns.createTopic(create -> create.name("news")).topicArn();
        sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("lambda").endpoint(function));
        sns.publish(publish -> publish.topicArn(topic).message("hello"));
        assertThat(next(told)).contains("\"EventSource\":\"aws:sns\"", "\"Message\":\"hello\"");

        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket("uploads"));
        s3.putBucketNotificationConfiguration(put -> put.bucket("uploads")
                .notificationConfiguration(
                        config -> config.lambdaFunctionConfigurations(LambdaFunctionConfiguration.builder()
                                .lambdaFunctionArn(function)
                                .events(Event.S3_OBJECT_CREATED)
                                .build())));
        s3.putObject(put -> put.bucket("uploads").key("a.txt"), RequestBody.fromString("x"));
        assertThat(next(told)).contains("\"eventSource\":\"aws:s3\"", "\"key\":\"a.txt\"");
    }
}
