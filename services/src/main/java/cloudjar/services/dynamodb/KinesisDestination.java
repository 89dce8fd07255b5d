package cloudjar.services.dynamodb;

import org.jspecify.annotations.Nullable;

/**
 * A stream of Kinesis that a table is to be written to.
 *
 * @param active whether it is switched on
 * @param precision of times: {@code MILLISECOND} or {@code MICROSECOND}; null where nothing was said
 * @param failure why it could not be switched on; null where it could
 */
record KinesisDestination(
        boolean active,
        @Nullable String precision,
        @Nullable String failure) {
    /** Up to which change of a table all was sent. */
    record Delivered(long next) {}

    /** Which stream of which table. */
    record Key(String tableId, String streamArn) {}
}
