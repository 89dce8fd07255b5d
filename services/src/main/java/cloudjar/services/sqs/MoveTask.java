package cloudjar.services.sqs;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.tenancy.Arn;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task that moves the messages of a dead-letter queue to another queue, or back to where they came from.
 *
 * @param destinationArn null for the queues that the messages came from
 * @param messagesPerSecond null for as fast as it goes
 * @param toMove how many messages there were to move
 * @param failureReason null unless it failed
 */
record MoveTask(
        String id,
        String sourceArn,
        @Nullable String destinationArn,
        @Nullable Integer messagesPerSecond,
        long startedAtMillis,
        long toMove,
        long moved,
        Status status,
        @Nullable String failureReason) {
    /** Where it stands. */
    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED
    }

    /**
     * What names a task to its caller.
     *
     * @param sourceArn of the dead-letter queue
     */
    record Handle(String taskId, String sourceArn) {
        /** Reads a handle; empty where the text is none. */
        static Optional<Handle> parse(String text) {
            byte[] json;
            try {
                json = Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
            return Json.object(new String(json, StandardCharsets.UTF_8)).flatMap(Handle::of);
        }

        private static Optional<Handle> of(Map<String, Object> members) {
            String taskId = Json.string(members, "taskId");
            String sourceArn = Json.string(members, "sourceArn");
            return taskId == null || sourceArn == null || Arn.parse(sourceArn).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Handle(taskId, sourceArn));
        }

        /** The text that the caller gets: JSON in Base64, as AWS's is. */
        @Override
        public String toString() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("taskId", taskId);
            members.put("sourceArn", sourceArn);
            return Base64.getEncoder().encodeToString(Json.write(members).getBytes(StandardCharsets.UTF_8));
        }
    }

    Handle handle() {
        return new Handle(id, sourceArn);
    }

    boolean isRunning() {
        return status == Status.RUNNING;
    }

    MoveTask moved(int more) {
        return with(moved + more, Status.RUNNING, null);
    }

    MoveTask ended(Status end) {
        return with(moved, end, null);
    }

    MoveTask failed(String reason) {
        return with(moved, Status.FAILED, reason);
    }

    private MoveTask with(long nowMoved, Status nowStatus, @Nullable String reason) {
        return new MoveTask(
                id, sourceArn, destinationArn, messagesPerSecond, startedAtMillis, toMove, nowMoved, nowStatus, reason);
    }

    /** How many messages one step moves. */
    int stepSize() {
        if (messagesPerSecond == null) {
            return 100;
        }
        return Math.max(1, messagesPerSecond / 10);
    }

    /** How long after a step the next one comes. */
    long stepMillis() {
        return messagesPerSecond == null ? 0 : 1000L * stepSize() / messagesPerSecond;
    }
}
