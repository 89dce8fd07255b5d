package cloudjar.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends ten messages to as many groups of a FIFO queue, receives ten, deletes them: three requests that make one unit. The groups
 * are taken in turn by all who share the counter.
 */
final class FifoCycle implements Dialogue {
    /** How many messages one unit brings through. */
    static final int MESSAGES = 10;

    private static final Pattern HANDLE = Pattern.compile("\"ReceiptHandle\":\"([^\"]+)\"");

    private final String url;
    private final String body;
    private final int groups;
    private final AtomicInteger next;
    private final byte[] receive;
    private int step;

    FifoCycle(String url, String body, int groups, AtomicInteger next) {
        this.url = url;
        this.body = body;
        this.groups = groups;
        this.next = next;
        this.receive = Scenarios.sqs(
                "ReceiveMessage", "{\"QueueUrl\":\"" + url + "\",\"MaxNumberOfMessages\":" + MESSAGES + "}");
    }

    @Override
    public boolean wantsBodies() {
        return true;
    }

    @Override
    public int requestsPerUnit() {
        return 3;
    }

    @Override
    public ByteBuffer next(byte @Nullable [] answer) {
        byte[] request =
                switch (step++ % 3) {
                    case 0 -> send(url, body, groups, next.getAndAdd(MESSAGES));
                    case 1 -> receive;
                    default -> delete(answer == null ? new byte[0] : answer);
                };
        return ByteBuffer.wrap(request);
    }

    /** Ten messages from that number on. */
    static byte[] send(String url, String body, int groups, int first) {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            int number = first + i;
            entries.append(i == 0 ? "" : ",")
                    .append("{\"Id\":\"")
                    .append(i)
                    .append("\",\"MessageGroupId\":\"g")
                    .append(number % groups)
                    .append("\",\"MessageDeduplicationId\":\"d")
                    .append(number)
                    .append("\",\"MessageBody\":\"")
                    .append(body)
                    .append("\"}");
        }
        return Scenarios.sqs("SendMessageBatch", "{\"QueueUrl\":\"" + url + "\",\"Entries\":[" + entries + "]}");
    }

    private byte[] delete(byte[] answer) {
        StringBuilder entries = new StringBuilder();
        Matcher handles = HANDLE.matcher(new String(answer, StandardCharsets.US_ASCII));
        for (int i = 0; handles.find(); i++) {
            entries.append(i == 0 ? "" : ",")
                    .append("{\"Id\":\"")
                    .append(i)
                    .append("\",\"ReceiptHandle\":\"")
                    .append(handles.group(1))
                    .append("\"}");
        }
        return Scenarios.sqs("DeleteMessageBatch", "{\"QueueUrl\":\"" + url + "\",\"Entries\":[" + entries + "]}");
    }
}
