package cloudjar.services.ssm;

import cloudjar.api.ssm.DeregisterTaskFromMaintenanceWindowRequest;
import cloudjar.api.ssm.DeregisterTaskFromMaintenanceWindowResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowTasksRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowTasksResult;
import cloudjar.api.ssm.GetMaintenanceWindowTaskRequest;
import cloudjar.api.ssm.GetMaintenanceWindowTaskResult;
import cloudjar.api.ssm.MaintenanceWindowFilter;
import cloudjar.api.ssm.MaintenanceWindowTask;
import cloudjar.api.ssm.MaintenanceWindowTaskInvocationParameters;
import cloudjar.api.ssm.MaintenanceWindowTaskType;
import cloudjar.api.ssm.RegisterTaskWithMaintenanceWindowRequest;
import cloudjar.api.ssm.RegisterTaskWithMaintenanceWindowResult;
import cloudjar.api.ssm.Target;
import cloudjar.api.ssm.UpdateMaintenanceWindowTaskRequest;
import cloudjar.api.ssm.UpdateMaintenanceWindowTaskResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What maintenance windows do. */
final class WindowTaskOperations {
    private static final int PAGE = 50;

    RegisterTaskWithMaintenanceWindowResult register(RegisterTaskWithMaintenanceWindowRequest in, Call call) {
        String id = call.world().ids().uuid();
        GetMaintenanceWindowTaskResult task = placed(
                Members.shared(in, GetMaintenanceWindowTaskResult.builder().build()).toBuilder()
                        .windowTaskId(id)
                        .priority(Objects.requireNonNullElse(in.priority(), 0))
                        .build());
        return RegisterTaskWithMaintenanceWindowResult.builder()
                .windowTaskId(call.write(tx -> {
                    StoredWindow window = WindowLookup.window(tx, in.windowId(), call);
                    return WindowTokens.once(tx, call, "RegisterTask " + window.id(), in.clientToken(), id, () -> {
                        check(tx, task, call);
                        WindowTables tables = WindowTables.in(call.scope());
                        long most = SsmLimits.WINDOW_TASKS_MAX.current();
                        if (tables.tasks.count(
                                        tx, Range.prefix(Key.of(window.id())).limit((int) most))
                                >= most) {
                            throw SsmErrors.tooMuch("A maintenance window can have at most " + most + " tasks.");
                        }
                        tables.tasks.put(tx, WindowTables.key(task), task);
                    });
                }))
                .build();
    }

    /** A task without targets has no choice of how many at once: AWS writes 1. */
    private static GetMaintenanceWindowTaskResult placed(GetMaintenanceWindowTaskResult task) {
        boolean alone = task.targets().isEmpty();
        return task.toBuilder()
                .maxConcurrency(alone || task.maxConcurrency() == null ? "1" : task.maxConcurrency())
                .maxErrors(alone || task.maxErrors() == null ? "1" : task.maxErrors())
                .build();
    }

    private static void check(Snapshot snapshot, GetMaintenanceWindowTaskResult task, Call call) {
        String type = Objects.requireNonNull(task.taskType());
        if (type.equals(MaintenanceWindowTaskType.RUN_COMMAND) && task.targets().isEmpty()) {
            throw SsmErrors.validation("Targets are required for tasks of type RUN_COMMAND.");
        }
        checkParameters(type, task.taskInvocationParameters());
        for (Target target : task.targets()) {
            String key = Objects.requireNonNullElse(target.key(), "");
            if (key.equals(WindowTargetOperations.WINDOW_TARGETS)) {
                target.values()
                        .forEach(
                                id -> WindowLookup.target(snapshot, Objects.requireNonNull(task.windowId()), id, call));
            } else if (!key.equals("InstanceIds")) {
                throw SsmErrors.validation("Invalid target: Key=" + key + ". Use InstanceIds or WindowTargetIds.");
            }
        }
    }

    private static void checkParameters(String type, @Nullable MaintenanceWindowTaskInvocationParameters given) {
        if (given == null) {
            return;
        }
        boolean others =
                switch (type) {
                    case MaintenanceWindowTaskType.RUN_COMMAND ->
                        given.automation() != null || given.lambda() != null || given.stepFunctions() != null;
                    case MaintenanceWindowTaskType.AUTOMATION ->
                        given.runCommand() != null || given.lambda() != null || given.stepFunctions() != null;
                    case MaintenanceWindowTaskType.LAMBDA ->
                        given.runCommand() != null || given.automation() != null || given.stepFunctions() != null;
                    default -> given.runCommand() != null || given.automation() != null || given.lambda() != null;
                };
        if (others) {
            throw SsmErrors.validation("TaskInvocationParameters are not those of a task of type " + type + ".");
        }
    }

    UpdateMaintenanceWindowTaskResult update(UpdateMaintenanceWindowTaskRequest in, Call call) {
        GetMaintenanceWindowTaskResult changed = call.write(tx -> {
            StoredWindow window = WindowLookup.window(tx, in.windowId(), call);
            GetMaintenanceWindowTaskResult before = WindowLookup.task(tx, window.id(), in.windowTaskId(), call);
            boolean replace = Boolean.TRUE.equals(in.replace());
            if (replace && in.taskArn() == null) {
                throw SsmErrors.validation("TaskArn is required when Replace is true.");
            }
            GetMaintenanceWindowTaskResult base = replace
                    ? GetMaintenanceWindowTaskResult.builder()
                            .taskType(before.taskType())
                            .priority(0)
                            .build()
                    : before;
            GetMaintenanceWindowTaskResult after = placed(Members.shared(in, base));
            check(tx, after, call);
            WindowTables.in(call.scope()).tasks.put(tx, WindowTables.key(after), after);
            return after;
        });
        return Members.shared(
                changed, UpdateMaintenanceWindowTaskResult.builder().build());
    }

    DeregisterTaskFromMaintenanceWindowResult deregister(DeregisterTaskFromMaintenanceWindowRequest in, Call call) {
        return call.write(tx -> {
            StoredWindow window = WindowLookup.window(tx, in.windowId(), call);
            GetMaintenanceWindowTaskResult task = WindowLookup.task(tx, window.id(), in.windowTaskId(), call);
            WindowTables.in(call.scope()).tasks.delete(tx, WindowTables.key(task));
            return Members.shared(
                    task, DeregisterTaskFromMaintenanceWindowResult.builder().build());
        });
    }

    GetMaintenanceWindowTaskResult get(GetMaintenanceWindowTaskRequest in, Call call) {
        return call.read(snapshot -> {
            StoredWindow window = WindowLookup.window(snapshot, in.windowId(), call);
            return WindowLookup.task(snapshot, window.id(), in.windowTaskId(), call);
        });
    }

    DescribeMaintenanceWindowTasksResult list(DescribeMaintenanceWindowTasksRequest in, Call call) {
        for (MaintenanceWindowFilter filter : in.filters()) {
            if (!List.of("WindowTaskId", "TaskArn", "Priority", "TaskType").contains(filter.key())) {
                throw SsmErrors.validation("The filter key " + filter.key() + " is not valid here.");
            }
        }
        return WindowLookup.paged(
                call,
                snapshot -> {
                    StoredWindow window = WindowLookup.window(snapshot, in.windowId(), call);
                    return WindowTables.in(call.scope())
                            .tasks
                            .page(
                                    snapshot,
                                    Range.prefix(Key.of(window.id())),
                                    WindowLookup.limit(in.maxResults(), PAGE),
                                    in.nextToken(),
                                    "DescribeMaintenanceWindowTasks " + in.filters(),
                                    row -> holds(in.filters(), row.value()));
                },
                page -> DescribeMaintenanceWindowTasksResult.builder()
                        .tasks(page.items().stream()
                                .map(row ->
                                        Members.shared(
                                                        row.value(),
                                                        MaintenanceWindowTask.builder()
                                                                .build())
                                                .toBuilder()
                                                .type(row.value().taskType())
                                                .build())
                                .toList())
                        .nextToken(page.next().orElse(null))
                        .build());
    }

    private static boolean holds(List<MaintenanceWindowFilter> filters, GetMaintenanceWindowTaskResult task) {
        return filters.stream().allMatch(filter -> filter.values()
                .contains(
                        switch (Objects.requireNonNull(filter.key())) {
                            case "WindowTaskId" -> task.windowTaskId();
                            case "TaskArn" -> task.taskArn();
                            case "Priority" -> String.valueOf(task.priority());
                            default -> task.taskType();
                        }));
    }
}
