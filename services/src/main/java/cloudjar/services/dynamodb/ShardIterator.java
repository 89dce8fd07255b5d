package cloudjar.services.dynamodb;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a reader of a shard goes on.
 *
 * @param record the number of the record that comes next; {@link #OLDEST} for the oldest that is kept
 * @param made when it was given out
 */
record ShardIterator(String streamArn, String shard, long record, Instant made) {
    /** Stands for whatever record is the oldest when the iterator is used. */
    static final long OLDEST = 0;

    /** How long it is good for. Source: DynamoDB Streams API Reference, GetShardIterator. */
    private static final Duration LIFE = Duration.ofMinutes(15);

    private static final String VERSION = "|1|";

    /** The text that clients hand back. */
    String text() {
        String where = shard + " " + record + " " + made.toEpochMilli();
        return streamArn
                + VERSION
                + Base64.getUrlEncoder().withoutPadding().encodeToString(where.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The iterator that a client hands back.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is none, or too old
     */
    static ShardIterator of(String text, Instant now) {
        int cut = text.indexOf(VERSION);
        if (cut < 0) {
            throw StreamErrors.invalidIterator();
        }
        String[] parts = decoded(text.substring(cut + VERSION.length())).split(" ", -1);
        if (parts.length != 3 || !isNumber(parts[1]) || !isNumber(parts[2])) {
            throw StreamErrors.invalidIterator();
        }
        ShardIterator iterator = new ShardIterator(
                text.substring(0, cut),
                parts[0],
                Long.parseLong(parts[1]),
                Instant.ofEpochMilli(Long.parseLong(parts[2])));
        if (iterator.made().plus(LIFE).isBefore(now)) {
            throw StreamErrors.expiredIterator();
        }
        return iterator;
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StreamErrors.invalidIterator();
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
