package cloudjar.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What is measured, in the order of the report. */
final class Scenarios {
    /** The length of the body that the bare server receives and answers. */
    static final int BARE_BODY_BYTES = 1024;

    static final List<Scenario> ALL = List.of(
            stsGetCallerIdentity(),
            sqsSend(),
            sqsSendReceiveDelete(),
            sqsFifo(),
            snsPublish("sns-publish", "SNS Publish of 1 KB to one queue, raw", 0.35, 1, true),
            snsPublish("sns-envelope", "SNS Publish of 1 KB to one queue, signed", 0.01, 1, false),
            snsPublish("sns-fan-out", "SNS Publish of 1 KB to 10 queues, raw (3,000/s)", 0.035, 10, true),
            KeyScenarios.kmsEncrypt(),
            KeyScenarios.kmsDecrypt(),
            KeyScenarios.secretValue(),
            KeyScenarios.parameter(),
            KeyScenarios.secureParameter(),
            dynamoDbGetItem(),
            dynamoDbPutItem(),
            dynamoDbQuery(),
            s3Get("s3-get", "S3 GET of 1 KB", 0.6, 1 << 10),
            s3Put("s3-put", "S3 PUT of 1 KB", 0.4, 1 << 10),
            s3Get("s3-get-large", "S3 GET of 1 MiB (3 GB/s)", 0.055, 1 << 20),
            s3Put("s3-put-large", "S3 PUT of 1 MiB (500/s)", 0.009, 1 << 20),
            LogScenarios.put(),
            LogScenarios.filter());

    private static final int FIFO_GROUPS = 10_000;
    private static final String KILOBYTE = "x".repeat(1024);
    private static final String ITEM = "{\"id\":{\"S\":\"1\"},\"data\":{\"S\":\"" + KILOBYTE + "\"}}";

    private Scenarios() {}

    /** The bare server: what the HTTP server alone can do on this machine. */
    static Scenario bare() {
        byte[] request = Request.of("POST", "/").body("x".repeat(BARE_BODY_BYTES));
        return new Scenario("bare", "bare server, POST of 1 KB", 1, caller -> {
            caller.call(request);
            return () -> Dialogue.repeat(request);
        });
    }

    private static Scenario stsGetCallerIdentity() {
        return new Scenario("sts", "STS GetCallerIdentity", 0.65, caller -> {
            byte[] request = Request.query("sts", "Action=GetCallerIdentity&Version=2011-06-15");
            caller.call(request);
            return () -> Dialogue.repeat(request);
        });
    }

    private static Scenario sqsSend() {
        return new Scenario("sqs-send", "SQS SendMessage of 1 KB", 0.5, caller -> {
            String url = queue(caller, "bench-send");
            byte[] request = sqs("SendMessage", "{\"QueueUrl\":\"" + url + "\",\"MessageBody\":\"" + KILOBYTE + "\"}");
            return () -> Dialogue.repeat(request);
        });
    }

    private static Scenario sqsSendReceiveDelete() {
        return new Scenario("sqs-cycle", "SQS send + receive + delete of 1 KB", 0.2, caller -> {
            String url = queue(caller, "bench-cycle");
            return () -> new QueueCycle(url, KILOBYTE);
        });
    }

    /** Every group has a message waiting, so that those who receive have 10,000 to choose from. */
    private static Scenario sqsFifo() {
        return new Scenario(
                "sqs-fifo", "SQS FIFO, 10,000 groups, send + receive + delete of ten (1,000/s)", 0.012, caller -> {
                    String answer = caller.call(sqs(
                            "CreateQueue",
                            "{\"QueueName\":\"bench.fifo\",\"Attributes\":{\"FifoQueue\":\"true\",\"DeduplicationScope\":"
                                    + "\"messageGroup\",\"FifoThroughputLimit\":\"perMessageGroupId\"}}"));
                    String url = answer.replaceFirst("(?s).*\"QueueUrl\"\\s*:\\s*\"([^\"]+)\".*", "$1");
                    AtomicInteger next = new AtomicInteger();
                    while (next.get() < FIFO_GROUPS) {
                        caller.call(FifoCycle.send(url, KILOBYTE, FIFO_GROUPS, next.getAndAdd(FifoCycle.MESSAGES)));
                    }
                    return () -> new FifoCycle(url, KILOBYTE, FIFO_GROUPS, next);
                });
    }

    private static Scenario snsPublish(String name, String title, double floor, int queues, boolean raw) {
        return new Scenario(name, title, floor, caller -> {
            String topic = caller.call(sns("Action=CreateTopic&Name=bench-" + name))
                    .replaceFirst("(?s).*<TopicArn>([^<]+)<.*", "$1");
            for (int i = 0; i < queues; i++) {
                queue(caller, "bench-" + name + i);
                caller.call(sns("Action=Subscribe&Protocol=sqs&TopicArn=" + topic + "&Endpoint="
                        + topic.replace(":sns:", ":sqs:") + i
                        + "&Attributes.entry.1.key=RawMessageDelivery&Attributes.entry.1.value=" + raw));
            }
            byte[] request = sns("Action=Publish&TopicArn=" + topic + "&Message=" + KILOBYTE);
            return () -> Dialogue.repeat(request);
        });
    }

    private static byte[] sns(String form) {
        return Request.query("sns", form + "&Version=2010-03-31");
    }

    static String queue(Caller caller, String name) throws IOException {
        String answer = caller.call(sqs("CreateQueue", "{\"QueueName\":\"" + name + "\"}"));
        return answer.replaceFirst("(?s).*\"QueueUrl\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    static byte[] sqs(String operation, String json) {
        return Request.json("sqs", "1.0", "AmazonSQS." + operation, json);
    }

    private static Scenario dynamoDbGetItem() {
        return new Scenario("dynamodb-get", "DynamoDB GetItem of 1 KB", 0.5, caller -> {
            table(caller, "bench-get");
            caller.call(dynamoDb("PutItem", "{\"TableName\":\"bench-get\",\"Item\":" + ITEM + "}"));
            byte[] request = dynamoDb("GetItem", "{\"TableName\":\"bench-get\",\"Key\":{\"id\":{\"S\":\"1\"}}}");
            return () -> Dialogue.repeat(request);
        });
    }

    private static Scenario dynamoDbPutItem() {
        return new Scenario("dynamodb-put", "DynamoDB PutItem of 1 KB", 0.45, caller -> {
            table(caller, "bench-put");
            byte[] request = dynamoDb("PutItem", "{\"TableName\":\"bench-put\",\"Item\":" + ITEM + "}");
            return () -> Dialogue.repeat(request);
        });
    }

    private static Scenario dynamoDbQuery() {
        return new Scenario("dynamodb-query", "DynamoDB Query of 100 items of 100 bytes", 0.2, caller -> {
            tableWithRange(caller, "bench-query");
            for (int i = 0; i < 100; i++) {
                caller.call(dynamoDb(
                        "PutItem",
                        "{\"TableName\":\"bench-query\",\"Item\":{\"id\":{\"S\":\"1\"},\"at\":{\"N\":\"" + i
                                + "\"},\"data\":{\"S\":\"" + "x".repeat(80) + "\"}}}"));
            }
            byte[] request = query("bench-query", "1", 0);
            return () -> Dialogue.repeat(request);
        });
    }

    /** Up to 100 items of a hash key, from a range key on. */
    static byte[] query(String table, String id, int from) {
        return dynamoDb(
                "Query",
                "{\"TableName\":\"" + table
                        + "\",\"KeyConditionExpression\":\"id = :id AND #at >= :from\",\"Limit\":100,"
                        + "\"ExpressionAttributeNames\":{\"#at\":\"at\"},\"ExpressionAttributeValues\":{\":id\":{\"S\":\""
                        + id + "\"},\":from\":{\"N\":\"" + from + "\"}}}");
    }

    static void tableWithRange(Caller caller, String name) throws IOException {
        caller.call(dynamoDb(
                "CreateTable",
                "{\"TableName\":\"" + name + "\",\"BillingMode\":\"PAY_PER_REQUEST\","
                        + "\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"},"
                        + "{\"AttributeName\":\"at\",\"AttributeType\":\"N\"}],"
                        + "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"},"
                        + "{\"AttributeName\":\"at\",\"KeyType\":\"RANGE\"}]}"));
    }

    static void table(Caller caller, String name) throws IOException {
        caller.call(dynamoDb(
                "CreateTable",
                "{\"TableName\":\"" + name + "\",\"BillingMode\":\"PAY_PER_REQUEST\","
                        + "\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}],"
                        + "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]}"));
    }

    static byte[] dynamoDb(String operation, String json) {
        return Request.json("dynamodb", "1.0", "DynamoDB_20120810." + operation, json);
    }

    private static Scenario s3Get(String name, String title, double floor, int size) {
        return new Scenario(name, title, floor, caller -> {
            caller.call(s3("PUT", "/bench-" + name).body(""));
            caller.call(s3("PUT", "/bench-" + name + "/key").body(new byte[size]));
            byte[] request = s3("GET", "/bench-" + name + "/key").bodiless();
            return () -> Dialogue.repeat(request);
        });
    }

    private static Scenario s3Put(String name, String title, double floor, int size) {
        return new Scenario(name, title, floor, caller -> {
            caller.call(s3("PUT", "/bench-" + name).body(""));
            byte[] request = s3("PUT", "/bench-" + name + "/key").body(new byte[size]);
            return () -> Dialogue.repeat(request);
        });
    }

    static Request s3(String method, String path) {
        return Request.signed(method, path, "s3").header("X-Amz-Content-SHA256", "UNSIGNED-PAYLOAD");
    }
}
