package cloudjar.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sends a message, receives one, deletes it: three requests that make one unit. */
final class QueueCycle implements Dialogue {
    private static final byte[] HANDLE = "\"ReceiptHandle\":\"".getBytes(StandardCharsets.US_ASCII);

    private final String url;
    private final byte[] send;
    private final byte[] receive;
    private int step;

    QueueCycle(String url, String body) {
        this.url = url;
        this.send = Scenarios.sqs("SendMessage", "{\"QueueUrl\":\"" + url + "\",\"MessageBody\":\"" + body + "\"}");
        this.receive = Scenarios.sqs("ReceiveMessage", "{\"QueueUrl\":\"" + url + "\",\"MaxNumberOfMessages\":1}");
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
                    case 0 -> send;
                    case 1 -> receive;
                    default -> delete(answer == null ? new byte[0] : answer);
                };
        return ByteBuffer.wrap(request);
    }

    private byte[] delete(byte[] answer) {
        int begin = find(answer) + HANDLE.length;
        int end = begin;
        while (answer[end] != '"') {
            end++;
        }
        String handle = new String(answer, begin, end - begin, StandardCharsets.US_ASCII);
        return Scenarios.sqs("DeleteMessage", "{\"QueueUrl\":\"" + url + "\",\"ReceiptHandle\":\"" + handle + "\"}");
    }

    private static int find(byte[] answer) {
        for (int i = 0; i + HANDLE.length <= answer.length; i++) {
            if (Arrays.equals(answer, i, i + HANDLE.length, HANDLE, 0, HANDLE.length)) {
                return i;
            }
        }
        throw new IllegalStateException("no message was received: " + new String(answer, StandardCharsets.UTF_8));
    }
}
