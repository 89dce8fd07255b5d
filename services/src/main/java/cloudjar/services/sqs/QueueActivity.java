package cloudjar.services.sqs;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes which queues are used, made of the calls that have ended: their gauges are written from then on. Nobody waits for it, and a
 * queue in steady use costs a look at one row.
 */
final class QueueActivity implements EndedCalls.Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(QueueActivity.class);

    /** How exactly the last use is known: rows are written so seldom. */
    static final Duration GRAIN = Duration.ofMinutes(5);

    @Override
    public boolean wants(Call call, OperationSchema operation) {
        return operation.service().id().equals(SqsTables.SERVICE) || isAlarm(operation);
    }

    private static boolean isAlarm(OperationSchema operation) {
        return operation.name().equals("PutMetricAlarm");
    }

    @Override
    public void record(List<EndedCall> calls) {
        Map<World, Map<QueueAddress, Long>> worlds = new LinkedHashMap<>();
        for (EndedCall ended : calls) {
            if (isAlarm(ended.operation())) {
                quietly(ended.call().world(), () -> wake(ended.call()));
                continue;
            }
            String url = ended.error() != null
                    ? null
                    : url(ended.input()).or(() -> url(ended.output())).orElse(null);
            if (url != null) {
                var unused = worlds.computeIfAbsent(ended.call().world(), _ -> new HashMap<>())
                        .merge(
                                QueueAddress.of(url, ended.call()),
                                ended.call().time().toEpochMilli(),
                                Math::max);
            }
        }
        worlds.forEach((world, used) -> quietly(world, () -> note(world, used)));
    }

    private static void quietly(World world, Runnable noting) {
        try {
            noting.run();
        } catch (StoreFailedException e) {
            // Most often the world is gone, and its queues with it.
            LOG.debug("The use of queues of {} is not noted", world, e);
        }
    }

    /** An alarm may be about a queue whose gauges pause. */
    private static void wake(Call call) {
        SqsTables tables = SqsTables.in(call.account(), call.region());
        boolean unused = call.world().store().write(tx -> {
            if (tables.active.rows(tx, Range.all().limit(1)).first().isPresent()) {
                tx.at(QueueGauges.next(call.world().clock().now()), QueueGauges.timer(call.account(), call.region()));
            }
            return true;
        });
    }

    private static Optional<String> url(@Nullable Structure structure) {
        return structure != null && structure.get("QueueUrl") instanceof String url
                ? Optional.of(url)
                : Optional.empty();
    }

    private static void note(World world, Map<QueueAddress, Long> used) {
        Map<QueueAddress, Long> news = world.store().read(snapshot -> {
            Map<QueueAddress, Long> found = new HashMap<>();
            used.forEach((queue, millis) -> {
                long known = queue.tables().active.get(snapshot, queue.name()).orElse(Long.MIN_VALUE);
                if (millis >= known + GRAIN.toMillis() || known == Long.MIN_VALUE) {
                    found.put(queue, millis);
                }
            });
            return found;
        });
        if (!news.isEmpty()) {
            boolean unused = world.store().write(tx -> {
                news.forEach((queue, millis) -> {
                    if (queue.tables().queues.contains(tx, queue.name())) {
                        queue.tables().active.put(tx, queue.name(), millis);
                        tx.at(
                                QueueGauges.next(world.clock().now()),
                                QueueGauges.timer(queue.account(), queue.region()));
                    }
                });
                return true;
            });
        }
    }
}
