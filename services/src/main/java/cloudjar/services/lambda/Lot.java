package cloudjar.services.lambda;

import cloudjar.api.lambda.EventSourceMappingConfiguration;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.World;
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

    Lot in(@Nullable Window other, Window.Turn next) {
        return new Lot(world, function, shown, shard, stream, news, other, next);
    }

    Lot heardBy(Subscription other) {
        return new Lot(world, function, shown, shard, stream, other, window, turn);
    }
}
