package cloudjar.services.ssm;

import cloudjar.api.ssm.GetMaintenanceWindowExecutionTaskInvocationResult;
import cloudjar.api.ssm.GetMaintenanceWindowResult;
import cloudjar.api.ssm.GetMaintenanceWindowTaskResult;
import cloudjar.api.ssm.MaintenanceWindowExecution;
import cloudjar.api.ssm.MaintenanceWindowTarget;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Maintenance windows of an account in a region.
 *
 * <pre>
 * ssm
 *   windows            window                  StoredWindow
 *   windowTargets      window, target          MaintenanceWindowTarget
 *   windowTasks        window, task            GetMaintenanceWindowTaskResult
 *   windowExecutions   execution               WindowExecution          by window and start; they end after 30 days
 *   windowTaskRuns     execution, task run     WindowTaskRun            with their invocations
 *   windowTokens       operation, token        id                       what a client token has made; for 8 hours
 * </pre>
 */
final class WindowTables {
    private static final String SERVICE = "ssm";
    private static final Codec<MaintenanceWindowTarget> TARGET =
            Members.codec(MaintenanceWindowTarget.class, () -> MaintenanceWindowTarget.builder()
                    .build());
    private static final Codec<GetMaintenanceWindowTaskResult> TASK =
            Members.codec(GetMaintenanceWindowTaskResult.class, () -> GetMaintenanceWindowTaskResult.builder()
                    .build());

    /** Something of a window, or of an execution. */
    record PartKey(String whole, String part) {}

    /** When an execution of a window started. */
    record StartKey(String window, Instant start) {}

    /** What was made for a client token. */
    record Made(String id, Instant until) {}

    private static final Table<String, StoredWindow> WINDOWS = Table.of(
            SERVICE,
            "windows",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            GetMaintenanceWindowResult.class,
                            Members.codec(GetMaintenanceWindowResult.class, () -> GetMaintenanceWindowResult.builder()
                                    .build()))
                    .build(StoredWindow.class));
    private static final Table<PartKey, MaintenanceWindowTarget> TARGETS =
            Table.of(SERVICE, "windowTargets", KeyCodec.of(PartKey.class), TARGET);
    private static final Table<PartKey, GetMaintenanceWindowTaskResult> TASKS =
            Table.of(SERVICE, "windowTasks", KeyCodec.of(PartKey.class), TASK);
    private static final Table<String, WindowExecution> EXECUTIONS = Table.of(
            SERVICE,
            "windowExecutions",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            MaintenanceWindowExecution.class,
                            Members.codec(MaintenanceWindowExecution.class, () -> MaintenanceWindowExecution.builder()
                                    .build()))
                    .build(WindowExecution.class));
    private static final Index<StartKey, String, WindowExecution> EXECUTIONS_BY_START = EXECUTIONS.index(
            "by-start",
            KeyCodec.of(StartKey.class),
            execution -> List.of(new StartKey(execution.windowId(), execution.start())));
    private static final Table<PartKey, WindowTaskRun> RUNS = Table.of(
            SERVICE,
            "windowTaskRuns",
            KeyCodec.of(PartKey.class),
            RecordCodec.builder()
                    .with(GetMaintenanceWindowTaskResult.class, TASK)
                    .with(
                            GetMaintenanceWindowExecutionTaskInvocationResult.class,
                            Members.codec(
                                    GetMaintenanceWindowExecutionTaskInvocationResult.class,
                                    () -> GetMaintenanceWindowExecutionTaskInvocationResult.builder()
                                            .build()))
                    .build(WindowTaskRun.class));
    private static final Table<PartKey, Made> TOKENS =
            Table.of(SERVICE, "windowTokens", KeyCodec.of(PartKey.class), RecordCodec.of(Made.class));

    static final Expiry<String, WindowExecution> EXECUTIONS_END =
            EXECUTIONS.expiry(execution -> Optional.of(execution.start().plus(WindowExecution.KEPT)));
    static final Expiry<PartKey, Made> TOKENS_END = TOKENS.expiry(made -> Optional.of(made.until()));

    final ScopedTable<String, StoredWindow> windows;
    final ScopedTable<PartKey, MaintenanceWindowTarget> targets;
    final ScopedTable<PartKey, GetMaintenanceWindowTaskResult> tasks;
    final ScopedTable<String, WindowExecution> executions;
    final ScopedIndex<StartKey, String, WindowExecution> executionsByStart;
    final ScopedTable<PartKey, WindowTaskRun> runs;
    final ScopedTable<PartKey, Made> tokens;

    private WindowTables(Scope scope) {
        windows = WINDOWS.in(scope);
        targets = TARGETS.in(scope);
        tasks = TASKS.in(scope);
        executions = EXECUTIONS.in(scope);
        executionsByStart = EXECUTIONS_BY_START.in(scope);
        runs = RUNS.in(scope);
        tokens = TOKENS.in(scope);
    }

    static WindowTables in(Scope scope) {
        return new WindowTables(scope);
    }

    static PartKey key(MaintenanceWindowTarget target) {
        return new PartKey(Objects.requireNonNull(target.windowId()), Objects.requireNonNull(target.windowTargetId()));
    }

    static PartKey key(GetMaintenanceWindowTaskResult task) {
        return new PartKey(Objects.requireNonNull(task.windowId()), Objects.requireNonNull(task.windowTaskId()));
    }
}
