package cloudjar.services.sqs;

import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.World;
import cloudjar.services.sqs.MoveTask.Status;
import cloudjar.services.sqs.SqsTables.TaskKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One step of a task that moves messages. Moved messages are new ones: with a new id and a new time of sending. */
final class MessageMover {
    private static final int STEP_MAX = 100;
    private static final String NO_QUEUE = "AWS.SimpleQueueService.NonExistentQueue";

    private final SqsTables tables;
    private final TaskKey key;
    private final LimitProfile limits;
    private final long nowMillis;
    private final List<UUID> ids;

    private MessageMover(SqsTables tables, TaskKey key, LimitProfile limits, long nowMillis, List<UUID> ids) {
        this.tables = tables;
        this.key = key;
        this.limits = limits;
        this.nowMillis = nowMillis;
        this.ids = ids;
    }

    /** Draws what the step needs and may not draw in its transaction. */
    static MessageMover prepare(World world, String account, String region, TaskKey key, LimitProfile limits) {
        List<UUID> ids = Stream.generate(() -> UUID.fromString(world.ids().uuid()))
                .limit(STEP_MAX)
                .toList();
        return new MessageMover(
                SqsTables.in(account, region), key, limits, world.clock().now().toEpochMilli(), ids);
    }

    /** Moves a few messages and returns the task as it is afterwards. */
    MoveTask step(Tx tx) {
        MoveTask task = tables.moveTasks.get(tx, key).orElseThrow(() -> new IllegalStateException("no such task"));
        if (!task.isRunning()) {
            return task;
        }
        MoveTask after = move(tx, task);
        tables.moveTasks.put(tx, key, after);
        return after;
    }

    private MoveTask move(Tx tx, MoveTask task) {
        Optional<Queue> source = tables.queues.get(tx, key.sourceName());
        if (source.isEmpty()) {
            return task.failed(NO_QUEUE);
        }
        String destination = task.destinationArn();
        if (destination != null && queue(tx, destination).isEmpty()) {
            return task.failed(NO_QUEUE);
        }
        OpenQueue from = new OpenQueue(tx, tables, source.get(), limits, nowMillis);
        Map<String, OpenQueue> open = new HashMap<>();
        int moved = 0;
        String failure = null;
        for (Received taken : from.takeInHand(Math.min(task.stepSize(), STEP_MAX))) {
            String target = destination != null ? destination : taken.message().deadLetterSource();
            OpenQueue to = failure == null ? open(tx, target, open) : null;
            if (to == null) {
                failure = target == null ? "CouldNotDetermineMessageSource" : NO_QUEUE;
                from.putBack(taken);
            } else {
                from.remove(taken.sequence(), taken.message(), taken.delivery());
                to.send(taken.message().moved(ids.get(moved), nowMillis), 0);
                moved++;
            }
        }
        from.close();
        open.values().forEach(OpenQueue::close);
        MoveTask after = task.moved(moved);
        if (failure != null) {
            return after.failed(failure);
        }
        return moved == 0 || after.moved() >= after.toMove() ? after.ended(Status.COMPLETED) : after;
    }

    private @Nullable OpenQueue open(Tx tx, @Nullable String arn, Map<String, OpenQueue> open) {
        if (arn == null) {
            return null;
        }
        return open.computeIfAbsent(arn, absent -> queue(tx, arn)
                .map(found -> new OpenQueue(tx, tables, found, limits, nowMillis))
                .orElse(null));
    }

    private Optional<Queue> queue(Tx tx, String arn) {
        return Arn.parse(arn).flatMap(parsed -> tables.queues.get(tx, parsed.name()));
    }
}
