package cloudjar.services.ssm;

import cloudjar.api.ssm.CancelMaintenanceWindowExecutionRequest;
import cloudjar.api.ssm.CancelMaintenanceWindowExecutionResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowExecutionTaskInvocationsRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowExecutionTaskInvocationsResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowExecutionTasksRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowExecutionTasksResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowExecutionsRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowExecutionsResult;
import cloudjar.api.ssm.GetMaintenanceWindowExecutionRequest;
import cloudjar.api.ssm.GetMaintenanceWindowExecutionResult;
import cloudjar.api.ssm.GetMaintenanceWindowExecutionTaskInvocationRequest;
import cloudjar.api.ssm.GetMaintenanceWindowExecutionTaskInvocationResult;
import cloudjar.api.ssm.GetMaintenanceWindowExecutionTaskRequest;
import cloudjar.api.ssm.GetMaintenanceWindowExecutionTaskResult;
import cloudjar.api.ssm.MaintenanceWindowExecutionTaskIdentity;
import cloudjar.api.ssm.MaintenanceWindowExecutionTaskInvocationIdentity;
import cloudjar.api.ssm.MaintenanceWindowFilter;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.ssm.WindowTaskRun.Invocation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What maintenance windows have done. */
final class WindowExecutionOperations {
    private static final int PAGE = 50;

    DescribeMaintenanceWindowExecutionsResult list(DescribeMaintenanceWindowExecutionsRequest in, Call call) {
        in.filters().forEach(filter -> {
            if (!List.of("ExecutedBefore", "ExecutedAfter").contains(filter.key())) {
                throw SsmErrors.validation("The filter key " + filter.key() + " is not valid here.");
            }
            filter.values().forEach(WindowExecutionOperations::time);
        });
        return WindowLookup.paged(
                call,
                snapshot -> WindowTables.in(call.scope())
                        .executionsByStart
                        .page(
                                snapshot,
                                Range.prefix(Key.of(in.windowId())).reversed(),
                                WindowLookup.limit(in.maxResults(), PAGE),
                                in.nextToken(),
                                "DescribeMaintenanceWindowExecutions " + in.filters(),
                                row -> in.filters().stream().allMatch(filter -> holds(filter, row.value()))),
                page -> DescribeMaintenanceWindowExecutionsResult.builder()
                        .windowExecutions(page.items().stream()
                                .map(row -> row.value().shown())
                                .toList())
                        .nextToken(page.next().orElse(null))
                        .build());
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw SsmErrors.validation("Not a date such as 2024-01-01T00:00:00Z: " + text);
        }
    }

    private static boolean holds(MaintenanceWindowFilter filter, WindowExecution execution) {
        return filter.values().stream()
                .map(WindowExecutionOperations::time)
                .anyMatch(time -> "ExecutedBefore".equals(filter.key())
                        ? execution.start().isBefore(time)
                        : execution.start().isAfter(time));
    }

    GetMaintenanceWindowExecutionResult get(GetMaintenanceWindowExecutionRequest in, Call call) {
        return call.read(snapshot -> {
            WindowExecution execution = WindowLookup.execution(snapshot, in.windowExecutionId(), call);
            return Members.shared(
                            execution.shown(),
                            GetMaintenanceWindowExecutionResult.builder().build())
                    .toBuilder()
                    .taskIds(runs(snapshot, execution.id(), call).stream()
                            .map(WindowTaskRun::id)
                            .toList())
                    .build();
        });
    }

    private static List<WindowTaskRun> runs(Snapshot snapshot, String execution, Call call) {
        List<WindowTaskRun> runs = new ArrayList<>();
        WindowTables.in(call.scope())
                .runs
                .rows(snapshot, Range.prefix(Key.of(execution)))
                .forEach(row -> runs.add(row.value()));
        runs.sort(Comparator.comparingInt(WindowTaskRun::priority));
        return runs;
    }

    DescribeMaintenanceWindowExecutionTasksResult listTasks(
            DescribeMaintenanceWindowExecutionTasksRequest in, Call call) {
        return WindowLookup.paged(
                call,
                snapshot -> {
                    WindowExecution execution = WindowLookup.execution(snapshot, in.windowExecutionId(), call);
                    return WindowTables.in(call.scope())
                            .runs
                            .page(
                                    snapshot,
                                    Range.prefix(Key.of(execution.id())),
                                    WindowLookup.limit(in.maxResults(), PAGE),
                                    in.nextToken(),
                                    "DescribeMaintenanceWindowExecutionTasks " + in.filters(),
                                    row -> holds(
                                            in.filters(),
                                            row.value().status(),
                                            row.value().start()));
                },
                page -> DescribeMaintenanceWindowExecutionTasksResult.builder()
                        .windowExecutionTaskIdentities(page.items().stream()
                                .map(Row::value)
                                .sorted(Comparator.comparingInt(WindowTaskRun::priority))
                                .map(WindowExecutionOperations::identity)
                                .toList())
                        .nextToken(page.next().orElse(null))
                        .build());
    }

    private static boolean holds(List<MaintenanceWindowFilter> filters, String status, @Nullable Instant start) {
        return filters.stream().allMatch(filter -> {
            if ("STATUS".equals(filter.key())) {
                return filter.values().contains(status);
            }
            return start != null
                    && filter.values().stream()
                            .map(WindowExecutionOperations::time)
                            .anyMatch("STARTED_AFTER".equals(filter.key()) ? start::isAfter : start::isBefore);
        });
    }

    private static MaintenanceWindowExecutionTaskIdentity identity(WindowTaskRun run) {
        return MaintenanceWindowExecutionTaskIdentity.builder()
                .windowExecutionId(run.executionId())
                .taskExecutionId(run.id())
                .status_(run.status())
                .statusDetails(run.details())
                .startTime(run.start())
                .endTime(run.end())
                .taskArn(run.task().taskArn())
                .taskType(run.type())
                .alarmConfiguration(run.task().alarmConfiguration())
                .build();
    }

    GetMaintenanceWindowExecutionTaskResult getTask(GetMaintenanceWindowExecutionTaskRequest in, Call call) {
        WindowTaskRun run =
                call.read(snapshot -> WindowLookup.run(snapshot, in.windowExecutionId(), in.taskId(), call));
        return GetMaintenanceWindowExecutionTaskResult.builder()
                .taskArn(run.task().taskArn())
                .priority(run.priority())
                .maxConcurrency(run.task().maxConcurrency())
                .maxErrors(run.task().maxErrors())
                .alarmConfiguration(run.task().alarmConfiguration())
                .taskParameters(List.of(run.task().taskParameters()))
                .windowExecutionId(run.executionId())
                .taskExecutionId(run.id())
                .serviceRole(run.task().serviceRoleArn())
                .type(run.type())
                .status_(run.status())
                .statusDetails(run.details())
                .startTime(run.start())
                .endTime(run.end())
                .build();
    }

    DescribeMaintenanceWindowExecutionTaskInvocationsResult listInvocations(
            DescribeMaintenanceWindowExecutionTaskInvocationsRequest in, Call call) {
        WindowTaskRun run =
                call.read(snapshot -> WindowLookup.run(snapshot, in.windowExecutionId(), in.taskId(), call));
        OffsetPage<Invocation> page = OffsetPage.of(
                run.invocations().stream()
                        .filter(invocation -> holds(
                                in.filters(),
                                invocation.status(),
                                invocation.shown().startTime()))
                        .toList(),
                WindowLookup.limit(in.maxResults(), PAGE),
                in.nextToken());
        return DescribeMaintenanceWindowExecutionTaskInvocationsResult.builder()
                .windowExecutionTaskInvocationIdentities(page.items().stream()
                        .map(invocation -> Members.shared(
                                invocation.shown(),
                                MaintenanceWindowExecutionTaskInvocationIdentity.builder()
                                        .build()))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    GetMaintenanceWindowExecutionTaskInvocationResult getInvocation(
            GetMaintenanceWindowExecutionTaskInvocationRequest in, Call call) {
        return call
                .read(snapshot -> WindowLookup.run(snapshot, in.windowExecutionId(), in.taskId(), call))
                .invocations()
                .stream()
                .filter(invocation -> invocation.id().equals(in.invocationId()))
                .findFirst()
                .orElseThrow(() -> SsmErrors.absent("Invocation " + in.invocationId() + " does not exist"))
                .shown();
    }

    CancelMaintenanceWindowExecutionResult cancel(CancelMaintenanceWindowExecutionRequest in, Call call) {
        return call.write(tx -> {
            WindowExecution execution = WindowLookup.execution(tx, in.windowExecutionId(), call);
            if (execution.isUnderWay()) {
                WindowTables.in(call.scope())
                        .executions
                        .put(
                                tx,
                                execution.id(),
                                execution.with(
                                        WindowExecution.CANCELLING,
                                        "The execution was cancelled.",
                                        execution.shown().endTime()));
                tx.at(call.time(), WindowTimers.run(call.scope(), execution.id()));
            }
            return CancelMaintenanceWindowExecutionResult.builder()
                    .windowExecutionId(Objects.requireNonNull(execution.shown().windowExecutionId()))
                    .build();
        });
    }
}
