package cloudjar.services.lambda;

import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.function.FunctionEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several batches of one shard at once: records of one item, or of one partition key, keep their order, in one lane.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">ParallelizationFactor</a>
 */
final class StreamLanes {
    private static final Logger LOG = LoggerFactory.getLogger(StreamLanes.class);

    private final FunctionEngine engine;
    private final StreamBatches batches;

    StreamLanes(FunctionEngine engine, StreamBatches batches) {
        this.engine = engine;
        this.batches = batches;
    }

    /** Brings all; false where the mapping went away meanwhile. */
    boolean bring(Lot lot, List<StreamedRecord> records) throws InterruptedException {
        List<List<StreamedRecord>> lanes = split(lot.lanes(), records);
        Semaphore ended = new Semaphore(0);
        AtomicInteger whole = new AtomicInteger();
        lanes.forEach(lane -> engine.run(() -> {
            try {
                if (drive(lot, lane)) {
                    whole.incrementAndGet();
                }
            } finally {
                ended.release();
            }
        }));
        ended.acquire(lanes.size());
        return whole.get() == lanes.size();
    }

    /** The records by lanes, none empty, in their order within each. */
    static List<List<StreamedRecord>> split(int lanes, List<StreamedRecord> records) {
        List<List<StreamedRecord>> all = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            all.add(new ArrayList<>());
        }
        for (StreamedRecord record : records) {
            all.get(Math.floorMod(record.key().hashCode(), lanes)).add(record);
        }
        return all.stream().filter(lane -> !lane.isEmpty()).toList();
    }

    private boolean drive(Lot lot, List<StreamedRecord> lane) {
        try (Subscription news = lot.world()
                .signals()
                .subscribe(Pollers.topic(String.valueOf(lot.shown().uuid())))) {
            boolean whole = true;
            List<StreamedRecord> left = lane;
            while (whole && !left.isEmpty()) {
                List<StreamedRecord> batch = lot.batch(left);
                whole = batches.bring(lot.heardBy(news), batch).isPresent();
                left = left.subList(batch.size(), left.size());
            }
            return whole;
        } catch (InterruptedException e) {
            LOG.debug("A lane ends with the server: mapping={}", lot.shown().uuid());
            return false;
        }
    }
}
