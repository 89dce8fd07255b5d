package cloudjar.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A call that should cost the same however much there is.
 *
 * @param name by which it is chosen on the command line
 * @param title what the report calls it
 * @param rowsMax no more are added
 * @param preparation makes what holds the rows
 */
record Growing(String name, String title, int rowsMax, Preparation preparation) {
    /** What is asked of different places in what there is, so that no cache of one row answers. */
    private static final int PLACES = 512;

    private static final int TEN_MILLION = 10_000_000;

    /** What a queue lets be in flight, less what a few connections add too much. */
    private static final int IN_FLIGHT = 100_000;

    static final List<Growing> ALL = List.of(dynamoDbGetItem(), dynamoDbQuery(), sqsReceive(), sqsInFlight(), s3List());

    private static final String ITEM_DATA = "\"data\":{\"S\":\"" + "x".repeat(180) + "\"}}";

    /** As many as BatchWriteItem takes. */
    private static final int ITEMS_PER_CALL = 25;

    /** Runs once, on a fresh server. */
    @FunctionalInterface
    interface Preparation {
        Rows prepare(Caller caller) throws IOException;
    }

    /**
     * How to add rows and what to call then.
     *
     * @param rowsPerCall how many rows one call adds
     * @param adding the call that adds the rows from that number on
     * @param calling the call on a place, which is the number of a row that is there
     */
    record Rows(int rowsPerCall, IntFunction<byte[]> adding, IntFunction<byte[]> calling) {
        /** What connections say to add rows, each the next. */
        Supplier<Dialogue> filling(AtomicInteger next) {
            return () -> answer -> ByteBuffer.wrap(adding.apply(next.getAndAdd(rowsPerCall)));
        }

        /** What a connection says while it is measured. */
        Supplier<Dialogue> measured(int rows) {
            byte[][] requests = new byte[PLACES][];
            for (int i = 0; i < PLACES; i++) {
                requests[i] = calling.apply((int) ((long) rows * i / PLACES));
            }
            return () -> {
                AtomicInteger turn = new AtomicInteger();
                return answer -> ByteBuffer.wrap(requests[turn.getAndIncrement() * 389 % PLACES]);
            };
        }
    }

    private static Growing dynamoDbGetItem() {
        return new Growing("growth-get", "DynamoDB GetItem, items of 200 bytes", TEN_MILLION, caller -> {
            Scenarios.table(caller, "growth");
            return new Rows(
                    ITEMS_PER_CALL,
                    row -> items("growth", row, id -> "{\"id\":{\"S\":\"" + key(id) + "\"}," + ITEM_DATA),
                    row -> Scenarios.dynamoDb(
                            "GetItem", "{\"TableName\":\"growth\",\"Key\":{\"id\":{\"S\":\"" + key(row) + "\"}}}"));
        });
    }

    /** All items have one hash key: the hot partition. */
    private static Growing dynamoDbQuery() {
        return new Growing(
                "growth-query", "DynamoDB Query of 100 items of 200 bytes, one partition", TEN_MILLION, caller -> {
                    Scenarios.tableWithRange(caller, "growth-query");
                    return new Rows(
                            ITEMS_PER_CALL,
                            row -> items(
                                    "growth-query",
                                    row,
                                    at -> "{\"id\":{\"S\":\"hot\"},\"at\":{\"N\":\"" + at + "\"}," + ITEM_DATA),
                            row -> Scenarios.query("growth-query", "hot", row));
                });
    }

    private static byte[] items(String table, int first, IntFunction<String> item) {
        StringJoiner puts = new StringJoiner(",", "{\"RequestItems\":{\"" + table + "\":[", "]}}");
        for (int row = first; row < first + ITEMS_PER_CALL; row++) {
            puts.add("{\"PutRequest\":{\"Item\":" + item.apply(row) + "}}");
        }
        return Scenarios.dynamoDb("BatchWriteItem", puts.toString());
    }

    private static Growing sqsReceive() {
        return new Growing("growth-receive", "SQS ReceiveMessage, messages of 200 bytes", TEN_MILLION, caller -> {
            String url = Scenarios.queue(caller, "growth");
            byte[] receive = Scenarios.sqs("ReceiveMessage", "{\"QueueUrl\":\"" + url + "\",\"VisibilityTimeout\":0}");
            return new Rows(10, row -> batch(url, row), row -> receive);
        });
    }

    /** As many messages as will be in flight wait when it begins, and one more. */
    private static Growing sqsInFlight() {
        return new Growing("growth-in-flight", "SQS ReceiveMessage beside messages in flight", IN_FLIGHT, caller -> {
            String url = Scenarios.queue(caller, "growth-in-flight");
            for (int row = 0; row <= IN_FLIGHT; row += 10) {
                caller.call(batch(url, row));
            }
            String start = "{\"QueueUrl\":\"" + url + "\",\"VisibilityTimeout\":";
            byte[] take = Scenarios.sqs("ReceiveMessage", start + "43200,\"MaxNumberOfMessages\":10}");
            byte[] look = Scenarios.sqs("ReceiveMessage", start + "0}");
            return new Rows(10, row -> take, row -> look);
        });
    }

    private static byte[] batch(String url, int row) {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            entries.append(i == 0 ? "" : ",")
                    .append("{\"Id\":\"")
                    .append(i)
                    .append("\",\"MessageBody\":\"")
                    .append(key(row + i))
                    .append("x".repeat(192))
                    .append("\"}");
        }
        return Scenarios.sqs("SendMessageBatch", "{\"QueueUrl\":\"" + url + "\",\"Entries\":[" + entries + "]}");
    }

    private static Growing s3List() {
        return new Growing("growth-list", "S3 ListObjectsV2, a page of 100 keys", TEN_MILLION, caller -> {
            caller.call(Scenarios.s3("PUT", "/growth").body(""));
            return new Rows(1, row -> Scenarios.s3("PUT", "/growth/" + key(row)).body("x"), row -> Scenarios.s3(
                            "GET", "/growth?list-type=2&max-keys=100&start-after=" + key(row))
                    .bodiless());
        });
    }

    private static String key(int row) {
        return String.format(Locale.ROOT, "%08d", row);
    }
}
