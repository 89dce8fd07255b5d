package cloudjar.services.ssm;

import cloudjar.api.ssm.AutomationExecution;
import cloudjar.api.ssm.StepExecution;
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
import java.util.Optional;

/**
 * Automations of an account in a region.
 *
 * <pre>
 * ssm
 *   automations          execution             AutomationRun     by start; they end after 30 days
 *   automationSteps      execution, number     StepExecution     those that were begun
 *   automationWatchers   execution, timer      Watcher           who goes on when it ends
 *   automationTokens     token                 Made              what a client token has started; for 8 hours
 * </pre>
 */
final class AutomationTables {
    private static final String SERVICE = "ssm";

    /** A step of an execution. */
    record StepKey(String execution, long number) {}

    /** Somebody who waits for an execution. */
    record WatchKey(String execution, String timer) {}

    /** The timer of somebody who waits. */
    record Watcher(String handler, String id) {}

    private static final Table<String, AutomationRun> RUNS = Table.of(
            SERVICE,
            "automations",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            AutomationExecution.class,
                            Members.codec(AutomationExecution.class, () -> AutomationExecution.builder()
                                    .build()))
                    .build(AutomationRun.class));
    private static final Index<Instant, String, AutomationRun> RUNS_BY_START =
            RUNS.index("by-start", KeyCodec.INSTANT, run -> List.of(run.start()));
    private static final Index<Boolean, String, AutomationRun> RUNS_UNDER_WAY =
            RUNS.index("under-way", KeyCodec.BOOLEAN, run -> run.isUnderWay() ? List.of(true) : List.of());
    private static final Table<StepKey, StepExecution> STEPS = Table.of(
            SERVICE,
            "automationSteps",
            KeyCodec.of(StepKey.class),
            Members.codec(StepExecution.class, () -> StepExecution.builder().build()));
    private static final Table<WatchKey, Watcher> WATCHERS =
            Table.of(SERVICE, "automationWatchers", KeyCodec.of(WatchKey.class), RecordCodec.of(Watcher.class));
    private static final Table<String, WindowTables.Made> TOKENS =
            Table.of(SERVICE, "automationTokens", KeyCodec.STRING, RecordCodec.of(WindowTables.Made.class));

    static final Expiry<String, AutomationRun> RUNS_END =
            RUNS.expiry(run -> Optional.of(run.start().plus(AutomationRun.KEPT)));
    static final Expiry<String, WindowTables.Made> TOKENS_END = TOKENS.expiry(made -> Optional.of(made.until()));

    final ScopedTable<String, AutomationRun> runs;
    final ScopedIndex<Instant, String, AutomationRun> runsByStart;
    final ScopedIndex<Boolean, String, AutomationRun> runsUnderWay;
    final ScopedTable<StepKey, StepExecution> steps;
    final ScopedTable<WatchKey, Watcher> watchers;
    final ScopedTable<String, WindowTables.Made> tokens;

    private AutomationTables(Scope scope) {
        runs = RUNS.in(scope);
        runsByStart = RUNS_BY_START.in(scope);
        runsUnderWay = RUNS_UNDER_WAY.in(scope);
        steps = STEPS.in(scope);
        watchers = WATCHERS.in(scope);
        tokens = TOKENS.in(scope);
    }

    static AutomationTables in(Scope scope) {
        return new AutomationTables(scope);
    }
}
