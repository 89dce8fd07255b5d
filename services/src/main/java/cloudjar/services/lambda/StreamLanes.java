package cloudjar.services.lambda;

import cloudjar.api.dynamodbstreams.DynamoDbStreamsRecord;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.function.FunctionEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Several batches of one shard at once: records of one item keep their order, in one lane.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">ParallelizationFactor</a>
 */
final class StreamLanes {
    private final FunctionEngine engine;
    private final StreamBatches batches;

    StreamLanes(FunctionEngine engine, StreamBatches batches) {
        this.engine = engine;
        this.batches = batches;
    }

    /** Brings all; false where the mapping went away meanwhile. */
    boolean bring(Lot lot, List<DynamoDbStreamsRecord> records) throws InterruptedException {
        List<CompletableFuture<Boolean>> underway = new ArrayList<>();
        for (List<DynamoDbStreamsRecord> lane : split(lot.lanes(), records)) {
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            underway.add(done);
            engine.run(() -> drive(lot, lane, done));
        }
        boolean all = true;
        for (CompletableFuture<Boolean> each : underway) {
            try {
                all &= each.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a lane ended on its own", e);
            }
        }
        return all;
    }

    /** The records by lanes, none empty, in their order within each. */
    static List<List<DynamoDbStreamsRecord>> split(int lanes, List<DynamoDbStreamsRecord> records) {
        List<List<DynamoDbStreamsRecord>> all = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            all.add(new ArrayList<>());
        }
        for (DynamoDbStreamsRecord record : records) {
            int item = record.dynamodb() == null ? 0 : record.dynamodb().keys().hashCode();
            all.get(Math.floorMod(item, lanes)).add(record);
        }
        return all.stream().filter(lane -> !lane.isEmpty()).toList();
    }

    private void drive(Lot lot, List<DynamoDbStreamsRecord> lane, CompletableFuture<Boolean> done) {
        boolean whole = false;
        try (Subscription news = lot.world()
                .signals()
                .subscribe(Pollers.topic(String.valueOf(lot.shown().uuid())))) {
            whole = true;
            for (int from = 0; whole && from < lane.size(); from += lot.batchSize()) {
                whole = batches.bring(
                                lot.heardBy(news), lane.subList(from, Math.min(from + lot.batchSize(), lane.size())))
                        .isPresent();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            whole = false;
        } finally {
            done.complete(whole);
        }
    }
}
