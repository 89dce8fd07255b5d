package cloudjar.services.lambda;

import cloudjar.api.lambda.EventSourceMappingConfiguration;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.World;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of a stream on its way to a function.
 *
 * @param window to which its records belong; null where there are no windows
 * @param turn why the function is invoked
 */
record Lot(
        World world,
        FunctionName function,
        EventSourceMappingConfiguration shown,
        String shard,
        Arn stream,
        Subscription news,
        @Nullable Window window,
        Window.Turn turn) {
    private static final int READ_MAX = 10_000;

    /** Bytes of an event's records: 6 MB with what is around them. */
    private static final int EVENT_MAX = 5_900_000;

    /** How long windows are, in seconds; 0 where there are none. */
    int windowSeconds() {
        return Objects.requireNonNullElse(shown.tumblingWindowInSeconds(), 0);
    }

    /** How many batches of a shard are underway at once. */
    int lanes() {
        return windowSeconds() > 0 ? 1 : Objects.requireNonNullElse(shown.parallelizationFactor(), 1);
    }

    int batchSize() {
        return Objects.requireNonNullElse(shown.batchSize(), 100);
    }

    /** How many records are read at once. */
    int most() {
        return Math.min(READ_MAX, batchSize() * lanes());
    }

    /** As many of the first records as one invocation takes: a batch, and no more than an event may hold. */
    List<StreamedRecord> batch(List<StreamedRecord> records) {
        int bytes = 0;
        int count = 0;
        for (StreamedRecord record : records) {
            bytes += record.size();
            if (count == batchSize() || count > 0 && bytes > EVENT_MAX) {
                break;
            }
            count++;
        }
        return records.subList(0, count);
    }

    /** Whether more records are waited for: the batch is not full, and the window in which it fills is open. */
    boolean waitsFor(List<StreamedRecord> records) {
        int seconds = Objects.requireNonNullElse(shown.maximumBatchingWindowInSeconds(), 0);
        return seconds > 0
                && records.size() < batchSize()
                && batch(records).size() == records.size()
                && world.clock().now().isBefore(records.getFirst().created().plusSeconds(seconds));
    }

    Lot in(@Nullable Window other, Window.Turn next) {
        return new Lot(world, function, shown, shard, stream, news, other, next);
    }

    Lot heardBy(Subscription other) {
        return new Lot(world, function, shown, shard, stream, other, window, turn);
    }
}
