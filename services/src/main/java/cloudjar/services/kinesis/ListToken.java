package cloudjar.services.kinesis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a list of a stream's shards or consumers goes on.
 *
 * @param name of the stream
 * @param stream its id
 * @param after what the page before ended with
 * @param filter what the list leaves out, in a form of the list's own
 */
record ListToken(String name, String stream, String after, String filter, Instant made) {
    /** How long it is good for. Source: Kinesis Data Streams API Reference, ListShards. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private static final int PARTS = 5;

    String text() {
        String parts = String.join("|", name, stream, after, filter, Long.toString(made.toEpochMilli()));
        return Base64.getEncoder().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The token that a caller hands back.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is none, or too old
     */
    static ListToken of(String text, Instant now) {
        try {
            String[] parts = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", -1);
            if (parts.length != PARTS) {
                throw KinesisErrors.token();
            }
            Instant made = Instant.ofEpochMilli(Long.parseLong(parts[PARTS - 1]));
            if (made.plus(LIFE).isBefore(now)) {
                throw KinesisErrors.expiredToken();
            }
            return new ListToken(parts[0], parts[1], parts[2], parts[3], made);
        } catch (IllegalArgumentException e) {
            throw KinesisErrors.token();
        }
    }
}
