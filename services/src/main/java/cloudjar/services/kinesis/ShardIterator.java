package cloudjar.services.kinesis;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a reader of a shard goes on.
 *
 * @param arn of the stream
 * @param stream its id: an iterator is none of another stream that has taken its name
 * @param place of the record that comes next; 0 for the oldest that is kept when it is used
 * @param made when it was given out
 */
record ShardIterator(String arn, String stream, long shard, long place, Instant made) {
    /** How long it is good for. Source: Kinesis Data Streams API Reference, GetShardIterator. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private static final int NONCE_BYTES = 8;
    private static final int PARTS = 6;
    private static final String CUT = "|";

    /** The text that readers hand back; each is another one. */
    String text(Call call) {
        String nonce = Base64.getEncoder().encodeToString(call.world().ids().bytes(NONCE_BYTES));
        String parts = String.join(
                CUT,
                arn,
                stream,
                Long.toString(shard),
                Long.toString(place),
                Long.toString(made.toEpochMilli()),
                nonce);
        return Base64.getEncoder().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The iterator that a reader hands back; quotation marks around it are nothing to AWS either (recorded,
     * test_get_records_shard_iterator_with_surrounding_quotes).
     */
    static Optional<ShardIterator> parse(String text) {
        String bare = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
        String[] parts = decoded(bare).split("\\|", -1);
        if (parts.length != PARTS
                || Arn.parse(parts[0]).isEmpty()
                || !isNumber(parts[2])
                || !isNumber(parts[3])
                || !isNumber(parts[4])) {
            return Optional.empty();
        }
        return Optional.of(new ShardIterator(
                parts[0],
                parts[1],
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Instant.ofEpochMilli(Long.parseLong(parts[4]))));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        String most = Long.toString(Long.MAX_VALUE);
        return text.length() < most.length() || text.length() == most.length() && text.compareTo(most) <= 0;
    }

    /** Itself, while it is good. */
    ShardIterator at(Instant now) {
        if (made.plus(LIFE).isBefore(now)) {
            throw KinesisErrors.expired(made, now, LIFE);
        }
        return this;
    }
}
