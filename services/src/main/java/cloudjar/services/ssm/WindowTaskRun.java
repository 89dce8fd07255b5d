package cloudjar.services.ssm;

import cloudjar.api.ssm.GetMaintenanceWindowExecutionTaskInvocationResult;
import cloudjar.api.ssm.GetMaintenanceWindowTaskResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task in one execution of its window.
 *
 * @param task as it was when the window opened
 * @param invocations one for each target, or one alone where the task has none
 */
record WindowTaskRun(
        String executionId,
        String id,
        GetMaintenanceWindowTaskResult task,
        String status,
        @Nullable String details,
        @Nullable Instant start,
        @Nullable Instant end,
        List<Invocation> invocations) {
    WindowTaskRun {
        invocations = List.copyOf(invocations);
    }

    /**
     * A task on a target.
     *
     * @param targetKey such as InstanceIds; null for a task without targets
     */
    record Invocation(
            GetMaintenanceWindowExecutionTaskInvocationResult shown,
            @Nullable String targetKey,
            List<String> targetValues) {
        Invocation {
            targetValues = List.copyOf(targetValues);
        }

        String id() {
            return Objects.requireNonNull(shown.invocationId());
        }

        String status() {
            return Objects.requireNonNull(shown.status_());
        }

        boolean isPending() {
            return status().equals(WindowExecution.PENDING);
        }

        boolean isUnderWay() {
            return WindowExecution.isUnderWay(status());
        }

        Invocation with(GetMaintenanceWindowExecutionTaskInvocationResult changed) {
            return new Invocation(changed, targetKey, targetValues);
        }

        Invocation ended(String status, @Nullable String details, Instant now) {
            return with(shown.toBuilder()
                    .status_(status)
                    .statusDetails(details)
                    .endTime(now)
                    .build());
        }
    }

    int priority() {
        return Objects.requireNonNullElse(task.priority(), 0);
    }

    String type() {
        return Objects.requireNonNull(task.taskType());
    }

    WindowTables.PartKey key() {
        return new WindowTables.PartKey(executionId, id);
    }

    boolean isUnderWay() {
        return WindowExecution.isUnderWay(status);
    }

    long failed() {
        return invocations.stream()
                .filter(invocation -> invocation.status().equals(WindowExecution.FAILED))
                .count();
    }

    WindowTaskRun with(String changed, @Nullable String why, @Nullable Instant began, @Nullable Instant ended) {
        return new WindowTaskRun(executionId, id, task, changed, why, began, ended, invocations);
    }

    WindowTaskRun with(Invocation changed) {
        List<Invocation> all = new ArrayList<>(invocations);
        all.replaceAll(invocation -> invocation.id().equals(changed.id()) ? changed : invocation);
        return new WindowTaskRun(executionId, id, task, status, details, start, end, all);
    }

    /** This run with what has not begun ended in this way. */
    WindowTaskRun dropping(String how, String why, Instant now) {
        WindowTaskRun changed = this;
        for (Invocation invocation : invocations) {
            if (invocation.isPending()) {
                changed = changed.with(invocation.ended(how, why, now));
            }
        }
        return changed;
    }

    /** This run, ended where all its invocations are. */
    WindowTaskRun settled(Instant now) {
        if (!isUnderWay() || invocations.stream().anyMatch(Invocation::isUnderWay)) {
            return this;
        }
        for (String worst : List.of(WindowExecution.FAILED, WindowExecution.TIMED_OUT, WindowExecution.CANCELLED)) {
            if (invocations.stream().anyMatch(invocation -> invocation.status().equals(worst))) {
                return with(worst, details, start, now);
            }
        }
        return with(WindowExecution.SUCCESS, invocations.isEmpty() ? "No invocations to execute." : null, start, now);
    }

    /** How many may run at once, or fail, of a number or a percentage. */
    static long share(@Nullable String text, int all, long fallback) {
        if (text == null || text.isEmpty()) {
            return fallback;
        }
        return text.endsWith("%")
                ? (long) all * Integer.parseInt(text.substring(0, text.length() - 1)) / 100
                : Long.parseLong(text);
    }
}
