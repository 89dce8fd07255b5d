package cloudjar.services.dynamodb;

import org.jspecify.annotations.Nullable;

/**
 * A stream of Kinesis that a table is to be written to.
 *
 * @param active whether it is switched on
 * @param precision of times: {@code MILLISECOND} or {@code MICROSECOND}; null where nothing was said
 */
record KinesisDestination(boolean active, @Nullable String precision) {
    /** Which stream of which table. */
    record Key(String tableId, String streamArn) {}
}
