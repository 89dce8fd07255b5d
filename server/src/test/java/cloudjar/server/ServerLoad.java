package cloudjar.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clients that call a server until it is no more, and remember what it acknowledged: one sends messages, one writes and
 * overwrites objects, one writes and overwrites items. What was under way when the server died may be there or not.
 */
final class ServerLoad {
    private static final int OBJECTS = 12;
    private static final int ITEMS = 40;

    /** Larger than what a row holds itself. */
    private static final int OBJECT_BYTES = 40_000;

    private static final int RECEIVES_MAX = 10_000;
    private static final long MINUTES_MAX = 2;
    private static final Pattern BODY = Pattern.compile("\"Body\":\"([^\"]*)\"");

    private final int[] objects = new int[OBJECTS];
    private final int[] items = new int[ITEMS];
    private final Set<String> messages = new HashSet<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private CountDownLatch enough = new CountDownLatch(1);
    private volatile int wanted;
    private int round = -1;

    /** Begins to call. */
    void begin(String endpoint, int itsRound) throws IOException, InterruptedException {
        round = itsRound;
        messages.clear();
        acknowledged.set(0);
        enough = new CountDownLatch(1);
        wanted = Integer.MAX_VALUE;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        Client client = new Client(endpoint);
        client.mustSucceed(client.sqs("CreateQueue", "{\"QueueName\":\"" + queue() + "\"}"));
        if (round == 0) {
            client.mustSucceed(client.s3("PUT", "/load", ""));
            client.mustSucceed(client.dynamo("CreateTable", """
                    {"TableName":"load","BillingMode":"PAY_PER_REQUEST",
                    "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
                    "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}"""));
            client.mustSucceed(client.dynamo("DescribeTable", "{\"TableName\":\"load\"}"));
        }
        threads.execute(() -> repeat(n -> send(client, n)));
        threads.execute(() -> repeat(n -> putObject(client, n)));
        threads.execute(() -> repeat(n -> putItem(client, n)));
    }

    /** Waits until so many calls have been acknowledged. */
    void awaitCalls(int calls) throws InterruptedException {
        wanted = calls;
        count(0);
        if (!enough.await(MINUTES_MAX, TimeUnit.MINUTES)) {
            throw new IllegalStateException("only " + acknowledged + " of " + calls + " calls were acknowledged");
        }
    }

    /** Returns when all have noticed that the server is no more. */
    void end() {
        threads.close();
    }

    String summary() {
        return "objects written up to version " + max(objects) + ", items up to version " + max(items);
    }

    private interface Step {
        boolean take(int number) throws IOException, InterruptedException;
    }

    private void repeat(Step step) {
        try {
            for (int n = 0; step.take(n); n++) {
                count(1);
            }
        } catch (IOException theServerIsNoMore) {
            enough.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(int more) {
        if (acknowledged.addAndGet(more) >= wanted) {
            enough.countDown();
        }
    }

    private boolean send(Client client, int n) throws IOException, InterruptedException {
        String body = "message " + n + " " + "x".repeat(n % 500);
        client.mustSucceed(
                client.sqs("SendMessage", "{\"QueueUrl\":\"" + url() + "\",\"MessageBody\":\"" + body + "\"}"));
        return messages.add(body);
    }

    private boolean putObject(Client client, int n) throws IOException, InterruptedException {
        int at = n % OBJECTS;
        client.mustSucceed(client.s3("PUT", "/load/" + at, content(at, objects[at] + 1)));
        objects[at]++;
        return true;
    }

    private boolean putItem(Client client, int n) throws IOException, InterruptedException {
        int at = n % ITEMS;
        client.mustSucceed(
                client.dynamo("PutItem", "{\"TableName\":\"load\",\"Item\":" + item(at, items[at] + 1) + "}"));
        items[at]++;
        return true;
    }

    /** What a server that was started again lacks or has torn; what it has beyond what was acknowledged is learnt. */
    List<String> problems(String endpoint) throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        if (round < 0) {
            return problems;
        }
        Client client = new Client(endpoint);
        for (int at = 0; at < OBJECTS; at++) {
            String found = client.s3("GET", "/load/" + at, "").body();
            objects[at] = version(found, objects[at], content(at, objects[at]), content(at, objects[at] + 1));
            if (objects[at] < 0) {
                problems.add("object " + at + " is " + found.substring(0, Math.min(found.length(), 100)));
            }
        }
        for (int at = 0; at < ITEMS; at++) {
            String found = client.dynamo("GetItem", "{\"TableName\":\"load\",\"Key\":{\"id\":{\"S\":\"" + at + "\"}}}")
                    .body();
            items[at] = version(
                    found,
                    items[at],
                    "{\"Item\":" + item(at, items[at]) + "}",
                    "{\"Item\":" + item(at, items[at] + 1) + "}");
            if (items[at] < 0) {
                problems.add("item " + at + " is " + found);
            }
        }
        Set<String> missing = new HashSet<>(messages);
        missing.removeAll(receiveAll(client, problems));
        missing.forEach(message -> problems.add("the message is missing: " + message));
        return problems;
    }

    /** Which of two versions it is: the acknowledged one or the next, which was under way; negative when neither. */
    private static int version(String found, int acknowledged, String content, String next) {
        if (found.equals(next)) {
            return acknowledged + 1;
        }
        boolean none = acknowledged == 0 && (found.contains("NoSuchKey") || found.equals("{}"));
        return none || found.equals(content) ? acknowledged : -1;
    }

    private Set<String> receiveAll(Client client, List<String> problems) throws IOException, InterruptedException {
        Set<String> received = new HashSet<>();
        for (int i = 0; i < RECEIVES_MAX; i++) {
            String answer = client.sqs(
                            "ReceiveMessage",
                            "{\"QueueUrl\":\"" + url() + "\",\"MaxNumberOfMessages\":10,\"VisibilityTimeout\":40000}")
                    .body();
            Matcher bodies = BODY.matcher(answer);
            boolean some = false;
            while (bodies.find()) {
                some = true;
                if (!bodies.group(1).matches("message \\d+ x*") || !received.add(bodies.group(1))) {
                    problems.add("a torn or doubled message: " + bodies.group(1));
                }
            }
            if (!some) {
                return received;
            }
        }
        return received;
    }

    /** How many objects there are. */
    long objects(String endpoint) throws IOException, InterruptedException {
        if (round < 0) {
            return 0;
        }
        String list = new Client(endpoint).s3("GET", "/load", "").body();
        return Pattern.compile("<Key>").matcher(list).results().count();
    }

    private String queue() {
        return "round-" + round;
    }

    private String url() {
        return "http://localhost/000000000000/" + queue();
    }

    private static String content(int at, int version) {
        return ("object " + at + " version " + version + "\n").repeat(1 + OBJECT_BYTES / 20);
    }

    private static String item(int at, int version) {
        return "{\"id\":{\"S\":\"" + at + "\"},\"n\":{\"N\":\"" + version + "\"},\"s\":{\"S\":\"" + version
                + "/".repeat(300) + "\"}}";
    }

    private static int max(int[] versions) {
        int max = 0;
        for (int version : versions) {
            max = Math.max(max, version);
        }
        return max;
    }

    /** AWS's protocols, by hand. */
    private record Client(HttpClient http, String endpoint) {
        Client(String endpoint) {
            this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), endpoint);
        }

        HttpResponse<String> sqs(String operation, String input) throws IOException, InterruptedException {
            return json("sqs", "1.0", "AmazonSQS." + operation, input);
        }

        HttpResponse<String> dynamo(String operation, String input) throws IOException, InterruptedException {
            return json("dynamodb", "1.0", "DynamoDB_20120810." + operation, input);
        }

        HttpResponse<String> s3(String method, String path, String content) throws IOException, InterruptedException {
            return send(request("s3", path).method(method, BodyPublishers.ofString(content)));
        }

        private HttpResponse<String> json(String service, String version, String target, String input)
                throws IOException, InterruptedException {
            return send(request(service, "/")
                    .header("Content-Type", "application/x-amz-json-" + version)
                    .header("X-Amz-Target", target)
                    .POST(BodyPublishers.ofString(input)));
        }

        private HttpRequest.Builder request(String service, String path) {
            return HttpRequest.newBuilder(URI.create(endpoint + path))
                    .header(
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/" + service
                                    + "/aws4_request, SignedHeaders=host, Signature=0");
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        }

        void mustSucceed(HttpResponse<String> answer) {
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("status " + answer.statusCode() + ": " + answer.body());
            }
        }
    }
}
