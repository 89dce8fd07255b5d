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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes which queues are used, made of the calls that have ended: their gauges are written from then on. Nobody waits for it, and a
 * queue in steady use costs a look into a map.
 */
final class QueueActivity implements EndedCalls.Tally {
    private static final Logger LOG = LoggerFactory.getLogger(QueueActivity.class);

    /** How exactly the last use is known: rows are written so seldom. */
    static final Duration GRAIN = Duration.ofMinutes(5);

    /** So many queues of a world are remembered as noted; of others rows are looked at again. */
    private static final int NOTED_MAX = 10_000;

    /** A queue of a world; one without a name stands for all of a region. */
    private record Use(World world, QueueAddress queue) {}

    /** When each queue of a world was last noted. */
    private record Noted(Map<QueueAddress, Long> millis) {
        Noted() {
            this(new ConcurrentHashMap<>());
        }

        /** Says whether it is news that a queue was used then. */
        boolean isNews(QueueAddress queue, long now) {
            Long known = millis.get(queue);
            if (known != null && now >= known && now < known + GRAIN.toMillis()) {
                return false;
            }
            if (millis.size() >= NOTED_MAX) {
                millis.clear();
            }
            millis.put(queue, now);
            return true;
        }
    }

    private final Map<Use, Long> found = new ConcurrentHashMap<>();

    @Override
    public boolean wants(OperationSchema operation) {
        return operation.service().id().equals(SqsTables.SERVICE) || isAlarm(operation);
    }

    private static boolean isAlarm(OperationSchema operation) {
        return operation.name().equals("PutMetricAlarm");
    }

    @Override
    public boolean add(EndedCall ended) {
        if (ended.error() != null) {
            return true;
        }
        Call call = ended.call();
        long now = call.time().toEpochMilli();
        if (isAlarm(ended.operation())) {
            found.put(new Use(call.world(), new QueueAddress(call.account(), call.region(), "")), now);
            return true;
        }
        String url = url(ended.input()).or(() -> url(ended.output())).orElse(null);
        if (url != null) {
            QueueAddress queue = QueueAddress.of(url, call);
            boolean news = call.world().derived(Noted.class, Noted::new).isNews(queue, now);
            if (news || ended.operation().name().equals("CreateQueue")) {
                found.put(new Use(call.world(), queue), now);
            }
        }
        return true;
    }

    @Override
    public boolean pending() {
        return !found.isEmpty();
    }

    @Override
    public void write() {
        Map<World, Map<QueueAddress, Long>> worlds = new LinkedHashMap<>();
        for (Use use : List.copyOf(found.keySet())) {
            Long millis = found.remove(use);
            if (millis != null) {
                worlds.computeIfAbsent(use.world(), _ -> new LinkedHashMap<>()).put(use.queue(), millis);
            }
        }
        worlds.forEach((world, used) -> {
            try {
                note(world, used);
            } catch (StoreFailedException e) {
                // Most often the world is gone, and its queues with it.
                LOG.debug("The use of {} queues of {} is not noted", used.size(), world, e);
            }
        });
    }

    private static void note(World world, Map<QueueAddress, Long> used) {
        boolean unused = world.store().write(tx -> {
            used.forEach((queue, millis) -> {
                boolean alarm = queue.name().isEmpty();
                if (!alarm && queue.tables().queues.contains(tx, queue.name())) {
                    queue.tables().active.put(tx, queue.name(), millis);
                }
                // An alarm may be about a queue whose gauges pause.
                if (queue.tables().active.rows(tx, Range.all().limit(1)).first().isPresent()) {
                    tx.at(QueueGauges.next(world.clock().now()), QueueGauges.timer(queue.account(), queue.region()));
                }
            });
            return true;
        });
    }

    private static Optional<String> url(@Nullable Structure structure) {
        return structure != null && structure.get("QueueUrl") instanceof String url
                ? Optional.of(url)
                : Optional.empty();
    }
}
