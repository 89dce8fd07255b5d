package cloudjar.server.aot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests as text: a request line, header lines, and behind an empty line the body; requests are set apart by lines that
 * begin with {@code ###}. {@code Host} and {@code Content-Length} are added.
 */
final class TrainingScript {
    private TrainingScript() {}

    /** The requests as they go over the wire. */
    static List<byte[]> read(String text) {
        List<byte[]> requests = new ArrayList<>();
        for (String block : text.replace("\r\n", "\n").split("(?m)^###.*\n")) {
            if (!block.isBlank()) {
                requests.add(request(block));
            }
        }
        return requests;
    }

    private static byte[] request(String block) {
        int headEnd = block.indexOf("\n\n");
        String head = (headEnd < 0 ? block : block.substring(0, headEnd)).strip();
        String body = headEnd < 0 ? "" : block.substring(headEnd + 2).strip();
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String message =
                head.replace("\n", "\r\n") + "\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n" + body;
        return message.getBytes(StandardCharsets.UTF_8);
    }
}
