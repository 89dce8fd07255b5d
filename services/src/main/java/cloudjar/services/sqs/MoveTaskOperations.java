package cloudjar.services.sqs;

import cloudjar.api.sqs.ListMessageMoveTasksResultEntry;
import cloudjar.api.sqs.StartMessageMoveTaskRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.sqs.MoveTask.Handle;
import cloudjar.services.sqs.MoveTask.Status;
import cloudjar.services.sqs.SqsTables.TaskKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks that move the messages of dead-letter queues. */
final class MoveTaskOperations {
    private final LimitProfile limits;

    MoveTaskOperations(LimitProfile limits) {
        this.limits = limits;
    }

    /** Starts a task and returns its handle. */
    String start(StartMessageMoveTaskRequest in, Call call) {
        QueueAddress source = address(in.sourceArn());
        String destination = in.destinationArn();
        QueueAddress target = destination == null ? null : address(destination);
        Integer rate = in.maxNumberOfMessagesPerSecond();
        int max = SqsLimits.MOVE_TASK_RATE_MAX.intIn(limits);
        if (rate != null && (rate < 1 || rate > max)) {
            throw SqsErrors.invalidParameter(
                    rate, "MaxNumberOfMessagesPerSecond", "Must be between 1 and " + max + ", if provided.");
        }
        String id = call.world().ids().uuid();
        long now = call.time().toEpochMilli();
        SqsTables tables = source.tables();
        TaskKey key = new TaskKey(source.name(), now, id);
        MoveTask started = call.write(tx -> {
            Queue queue = find(tx, source, "SourceArn");
            if (target != null) {
                find(tx, target, "DestinationArn");
            }
            if (tables.byDeadLetter.get(tx, queue.name()).isEmpty()) {
                throw SqsErrors.sourceIsNoDeadLetterQueue();
            }
            List<Row<TaskKey, MoveTask>> known = latest(tx, source);
            if (known.stream().anyMatch(row -> row.value().isRunning())) {
                throw SqsErrors.taskAlreadyRunning();
            }
            known.stream()
                    .skip(SqsLimits.MOVE_TASKS_LISTED_MAX.intIn(limits) - 1L)
                    .forEach(old -> tables.moveTasks.delete(tx, old.key()));
            long visible = tables.backlogs
                    .get(tx, queue.backlog())
                    .orElse(Backlog.EMPTY)
                    .visible();
            MoveTask task = new MoveTask(id, in.sourceArn(), destination, rate, now, visible, 0, Status.RUNNING, null);
            tables.moveTasks.put(tx, key, task);
            tx.at(call.time(), SqsTimers.move(source.account(), source.region(), key));
            return task;
        });
        return started.handle().toString();
    }

    /** Ends a task and returns how many messages it has moved. */
    long cancel(String handleText, Call call) {
        Handle handle = Handle.parse(handleText).orElseThrow(SqsErrors::invalidTaskHandle);
        QueueAddress source = address(handle.sourceArn());
        return call.write(tx -> {
            find(tx, source, "SourceArn");
            Row<TaskKey, MoveTask> running = latest(tx, source).stream()
                    .filter(row -> row.value().id().equals(handle.taskId()))
                    .filter(row -> row.value().isRunning())
                    .findFirst()
                    .orElseThrow(SqsErrors::taskDoesNotExist);
            source.tables().moveTasks.put(tx, running.key(), running.value().ended(Status.CANCELLED));
            tx.cancel(
                    SqsTimers.MOVE,
                    SqsTimers.move(source.account(), source.region(), running.key())
                            .id());
            return running.value().moved();
        });
    }

    /** The latest tasks of a queue, the last one first. */
    List<ListMessageMoveTasksResultEntry> list(String sourceArn, @Nullable Integer asked, Call call) {
        QueueAddress source = address(sourceArn);
        int count = asked == null ? 1 : asked;
        int max = SqsLimits.MOVE_TASKS_LISTED_MAX.intIn(limits);
        if (count < 1 || count > max) {
            throw SqsErrors.invalidParameter(count, "MaxResults", "Must be between 1 and " + max + ", if provided.");
        }
        return call.read(snapshot -> {
            find(snapshot, source, "SourceArn");
            return latest(snapshot, source).stream()
                    .limit(count)
                    .map(row -> entry(row.value()))
                    .toList();
        });
    }

    private static ListMessageMoveTasksResultEntry entry(MoveTask task) {
        return ListMessageMoveTasksResultEntry.builder()
                .taskHandle(task.isRunning() ? task.handle().toString() : null)
                .status_(task.status().name())
                .sourceArn(task.sourceArn())
                .destinationArn(task.destinationArn())
                .maxNumberOfMessagesPerSecond(task.messagesPerSecond())
                .approximateNumberOfMessagesMoved(task.moved())
                .approximateNumberOfMessagesToMove(task.toMove())
                .failureReason(task.failureReason())
                .startedTimestamp(task.startedAtMillis())
                .build();
    }

    private static List<Row<TaskKey, MoveTask>> latest(Snapshot snapshot, QueueAddress source) {
        return source.tables()
                .moveTasks
                .rows(snapshot, Range.prefix(source.name()).reversed())
                .toList();
    }

    private static Queue find(Snapshot snapshot, QueueAddress address, String parameter) {
        return address.tables()
                .queues
                .get(snapshot, address.name())
                .orElseThrow(() -> SqsErrors.taskResourceNotFound(parameter));
    }

    private static QueueAddress address(String arn) {
        return Arn.parse(arn)
                .map(QueueAddress::of)
                .orElseThrow(() -> SqsErrors.invalidParameter("You must use this format to specify the SourceArn:"
                        + " arn:<partition>:<service>:<region>:<account-id>:<resource-id>"));
    }
}
