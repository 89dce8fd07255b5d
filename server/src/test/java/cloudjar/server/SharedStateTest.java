package cloudjar.server;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.store.postgres.PrivatePostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers, each a process, over one database. */
@Timeout(180)
class SharedStateTest {
    private static final Pattern READY = Pattern.compile("is ready at (http://\\S+)");
    private static final Pattern BODY = Pattern.compile("\"Body\":\"([^\"]*)\"");
    private static final Pattern RECEIPT = Pattern.compile("\"ReceiptHandle\":\"([^\"]*)\"");
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:shared";
    private static final int MESSAGES = Integer.getInteger("shared.messages", 300);

    private static @Nullable PrivatePostgres postgres;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address = Objects.requireNonNull(postgres).newDatabase();
    private final List<Process> processes = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void startPostgres() {
        postgres = PrivatePostgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        client.close();
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    /**
     * A running server.
     *
     * @param endpoint its URL
     */
    private record Server(Process process, String endpoint) {}

    private Server start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port=0",
                        "--init-dir=",
                        "--store=" + address)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        BufferedReader words = process.inputReader();
        Matcher ready = READY.matcher(String.valueOf(words.readLine()));
        assertThat(ready.find()).isTrue();
        return new Server(process, ready.group(1));
    }

    private HttpResponse<String> call(Server server, String operation, String input)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint() + "/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(input))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String queue(String more) {
        return "{\"QueueUrl\":\"http://localhost/000000000000/shared\"" + more + "}";
    }

    private void createQueue(Server server) throws Exception {
        assertThat(call(
                                server,
                                "CreateQueue",
                                "{\"QueueName\":\"shared\",\"Attributes\":{\"VisibilityTimeout\":\"600\"}}")
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> publish(Server server, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint() + "/"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("Version=2010-03-31&" + form))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void subscribe(Server server) throws Exception {
        assertThat(publish(server, "Action=CreateTopic&Name=shared").statusCode())
                .isEqualTo(200);
        assertThat(publish(
                                server,
                                "Action=Subscribe&Protocol=sqs&TopicArn=" + TOPIC
                                        + "&Endpoint=arn:aws:sqs:us-east-1:000000000000:shared&Attributes.entry.1.key="
                                        + "RawMessageDelivery&Attributes.entry.1.value=true")
                        .statusCode())
                .isEqualTo(200);
    }

    /** Half of them come through a topic. */
    @Test
    void messagesOfAQueueAreDeliveredOnceWhileAServerIsKilledAndStartedAgain() throws Exception {
        AtomicReferenceArray<Server> servers = new AtomicReferenceArray<>(new Server[] {start(), start()});
        createQueue(servers.get(0));
        subscribe(servers.get(1));
        Set<String> sent = ConcurrentHashMap.newKeySet();
        Map<String, Integer> received = new ConcurrentHashMap<>();
        Semaphore deliveries = new Semaphore(0);
        AtomicBoolean allSent = new AtomicBoolean();
        AtomicInteger attempts = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int first = i;
                senders.add(threads.submit(() -> send(servers, first, sent, attempts)));
            }
            List<Future<?>> receivers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int first = i;
                receivers.add(threads.submit(() -> receive(servers, first, received, deliveries, allSent)));
            }
            deliveries.acquire(MESSAGES / 4);
            servers.get(1).process().toHandle().destroyForcibly();
            deliveries.acquire(MESSAGES / 4);
            servers.set(1, start());
            for (Future<?> sender : senders) {
                sender.get();
            }
            allSent.set(true);
            for (Future<?> receiver : receivers) {
                receiver.get();
            }
        }
        // An answer that died with its server left its messages hidden: they come back when their time is over.
        advanceClock(servers.get(0));
        drain(servers, 1, received, deliveries);

        assertThat(received.keySet()).containsAll(sent);
        assertThat(received.values()).allSatisfy(times -> assertThat(times).isEqualTo(1));
        System.out.println(sent.size() + " messages were sent in " + attempts + " attempts and delivered once each");
    }

    private int send(AtomicReferenceArray<Server> servers, int first, Set<String> sent, AtomicInteger attempts)
            throws Exception {
        for (int i = 0; i < MESSAGES / 2; i++) {
            boolean acknowledged = false;
            while (!acknowledged) {
                String body = first + "-" + i + "-" + attempts.incrementAndGet();
                Server server = servers.get(attempts.get() % 2);
                HttpResponse<String> answer = first == 0
                        ? tryCall(server, "SendMessage", queue(",\"MessageBody\":\"" + body + "\""))
                        : tryPublish(server, body);
                acknowledged = answer != null && answer.statusCode() == 200;
                if (acknowledged) {
                    sent.add(body);
                }
            }
        }
        return 0;
    }

    private int receive(
            AtomicReferenceArray<Server> servers,
            int first,
            Map<String, Integer> received,
            Semaphore deliveries,
            AtomicBoolean allSent)
            throws Exception {
        boolean more = true;
        while (more) {
            boolean last = allSent.get();
            int count = drain(servers, first, received, deliveries);
            more = count > 0 || !last;
        }
        return 0;
    }

    /** Receives until a server has nothing; says how many there were. */
    private int drain(
            AtomicReferenceArray<Server> servers, int first, Map<String, Integer> received, Semaphore deliveries)
            throws Exception {
        int count = 0;
        int found = 1;
        for (int turn = first; found > 0; turn++) {
            HttpResponse<String> answer = tryCall(
                    servers.get(turn % 2),
                    "ReceiveMessage",
                    queue(",\"MaxNumberOfMessages\":10,\"WaitTimeSeconds\":1"));
            if (answer == null || answer.statusCode() != 200) {
                continue;
            }
            Map<String, String> messages = messages(answer.body());
            for (Map.Entry<String, String> message : messages.entrySet()) {
                received.merge(message.getKey(), 1, Integer::sum);
                delete(servers, message.getValue());
                deliveries.release();
            }
            found = messages.size();
            count += found;
        }
        return count;
    }

    /** Receipts by bodies. */
    private static Map<String, String> messages(String answer) {
        Map<String, String> messages = new HashMap<>();
        Matcher bodies = BODY.matcher(answer);
        Matcher receipts = RECEIPT.matcher(answer);
        while (bodies.find() && receipts.find()) {
            messages.put(bodies.group(1), receipts.group(1));
        }
        return messages;
    }

    private void delete(AtomicReferenceArray<Server> servers, String receipt) throws InterruptedException {
        HttpResponse<String> answer = null;
        for (int turn = 0; answer == null || answer.statusCode() != 200; turn++) {
            answer = tryCall(servers.get(turn % 2), "DeleteMessage", queue(",\"ReceiptHandle\":\"" + receipt + "\""));
        }
    }

    private @Nullable HttpResponse<String> tryCall(Server server, String operation, String input)
            throws InterruptedException {
        try {
            return call(server, operation, input);
        } catch (IOException killed) {
            return null;
        }
    }

    private @Nullable HttpResponse<String> tryPublish(Server server, String body) throws InterruptedException {
        try {
            return publish(server, "Action=Publish&TopicArn=" + TOPIC + "&Message=" + body);
        } catch (IOException killed) {
            return null;
        }
    }

    private void advanceClock(Server server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.endpoint() + "/_cloudjar/clock/advance?by=PT11M"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void longPollAtOneServerEndsByAMessageSentToAnother() throws Exception {
        Server here = start();
        Server there = start();
        createQueue(here);
        List<Long> micros = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                Future<Long> poll = threads.submit(() -> {
                    HttpResponse<String> answer = call(there, "ReceiveMessage", queue(",\"WaitTimeSeconds\":20"));
                    long end = System.nanoTime();
                    assertThat(messages(answer.body())).hasSize(1);
                    return end;
                });
                // So that the poll is likely to wait by now.
                assertThat(call(there, "ListQueues", "{}").statusCode()).isEqualTo(200);
                assertThat(call(here, "ListQueues", "{}").statusCode()).isEqualTo(200);
                long begin = System.nanoTime();
                assertThat(call(here, "SendMessage", queue(",\"MessageBody\":\"m\""))
                                .statusCode())
                        .isEqualTo(200);
                micros.add((poll.get() - begin) / 1000);
            }
        }
        Collections.sort(micros);

        // A poll that nobody woke would have looked again after twenty seconds.
        assertThat(micros.getLast()).isLessThan(15_000_000);
        System.out.println("from the send at one server to the end of the poll at another: a median of "
                + micros.get(10) + " µs, at most " + micros.getLast() + " µs");
    }

    @Test
    void serverWithoutItsDatabaseSaysSoAndGoesOnWhenItIsBack() throws Exception {
        Server server = start();
        createQueue(server);
        PrivatePostgres database = Objects.requireNonNull(postgres);

        database.control("stop");
        HttpResponse<String> refused = call(server, "SendMessage", queue(",\"MessageBody\":\"m\""));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("ServiceUnavailable", "the database cannot be reached");
        assertThat(call(server, "ListQueues", "{}").statusCode()).isEqualTo(503);
        database.control("start");

        HttpResponse<String> sent = call(server, "SendMessage", queue(",\"MessageBody\":\"m\""));
        while (sent.statusCode() == 503) {
            sent = call(server, "SendMessage", queue(",\"MessageBody\":\"m\""));
        }
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(messages(call(server, "ReceiveMessage", queue("")).body())).containsKey("m");
    }
}
