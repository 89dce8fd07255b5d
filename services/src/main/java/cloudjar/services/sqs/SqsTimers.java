package cloudjar.services.sqs;

import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.time.Instant;

/**
 * What SQS does by itself: sweeping out expired messages, clearing away what a purged or deleted queue has left, and the
 * steps of tasks that move messages. Each firing does a bounded portion and sets itself again while there is more.
 */
final class SqsTimers {
    private static final String SWEEP = "sqs.sweep";
    private static final String CLEAR = "sqs.clear";
    private static final String FORGET = "sqs.forget";
    static final String MOVE = "sqs.move";
    private static final int PORTION = 1000;

    private final LimitProfile limits;

    SqsTimers(LimitProfile limits) {
        this.limits = limits;
    }

    /** Registers the handlers. */
    void register(TimerHandlers handlers) {
        handlers.register(SWEEP, this::fireSweep);
        handlers.register(CLEAR, SqsTimers::fireClear);
        handlers.register(FORGET, SqsTimers::fireForget);
        handlers.register(MOVE, this::fireMove);
    }

    /** Sweeps a queue. */
    static Timer sweep(Queue queue) {
        return timer(SWEEP, queue.account(), queue.region(), queue.name());
    }

    /** Forgets that a queue was deleted. */
    static Timer forget(Queue queue) {
        return timer(FORGET, queue.account(), queue.region(), queue.name());
    }

    /** Clears a backlog away. */
    static Timer clear(String account, String region, long backlog) {
        return timer(CLEAR, account, region, Long.toString(backlog));
    }

    /** Goes on with a task. */
    static Timer move(String account, String region, SqsTables.TaskKey task) {
        return timer(MOVE, account, region, task.sourceName() + "/" + task.startedAtMillis() + "/" + task.id());
    }

    private static Timer timer(String handler, String account, String region, String what) {
        return Timer.of(handler, account + "/" + region + "/" + what);
    }

    private void fireSweep(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/");
        long now = world.clock().now().toEpochMilli();
        world.store().write(tx -> {
            SqsTables tables = SqsTables.in(parts[0], parts[1]);
            tables.queues.get(tx, parts[2]).ifPresent(queue -> {
                OpenQueue open = new OpenQueue(tx, tables, queue, limits, now);
                open.sweep(PORTION);
                open.close();
            });
            return null;
        });
    }

    private static void fireForget(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/");
        world.store().write(tx -> SqsTables.in(parts[0], parts[1]).deleted.delete(tx, parts[2]));
    }

    private static void fireClear(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/");
        world.store().write(tx -> {
            if (SqsTables.in(parts[0], parts[1]).clear(tx, Long.parseLong(parts[2]), PORTION)) {
                tx.at(due, timer);
            }
            return null;
        });
    }

    private void fireMove(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/");
        SqsTables.TaskKey key = new SqsTables.TaskKey(parts[2], Long.parseLong(parts[3]), parts[4]);
        MessageMover mover = MessageMover.prepare(world, parts[0], parts[1], key, limits);
        world.store().write(tx -> {
            step(tx, mover, timer, due);
            return null;
        });
    }

    private static void step(Tx tx, MessageMover mover, Timer timer, Instant due) {
        MoveTask task = mover.step(tx);
        if (task.isRunning()) {
            tx.at(due.plusMillis(task.stepMillis()), timer);
        }
    }
}
