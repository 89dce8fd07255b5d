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
import org.jspecify.annotations.Nullable;

/**
 * Automations of an account in a region.
 *
 * <pre>
 * ssm
 *   automations          execution             AutomationRun     by start; they go 30 days after they ended
 *   automationSteps      execution, number     StepExecution     those that were begun
 *   automationWatchers   execution, timer      Watcher           who goes on when it ends
 *   automationTokens     token                 Begun             what a client token has started; for 8 hours
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

    /**
     * What a client token has started.
     *
     * @param request the hash of what was asked for
     */
    record Begun(String id, Instant until, @Nullable String request) {}

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
    private static final Table<String, Begun> TOKENS =
            Table.of(SERVICE, "automationTokens", KeyCodec.STRING, RecordCodec.of(Begun.class));

    static final Expiry<String, AutomationRun> RUNS_END = RUNS.expiry(AutomationRun::expires);
    static final Expiry<String, Begun> TOKENS_END = TOKENS.expiry(begun -> Optional.of(begun.until()));

    final ScopedTable<String, AutomationRun> runs;
    final ScopedIndex<Instant, String, AutomationRun> runsByStart;
    final ScopedIndex<Boolean, String, AutomationRun> runsUnderWay;
    final ScopedTable<StepKey, StepExecution> steps;
    final ScopedTable<WatchKey, Watcher> watchers;
    final ScopedTable<String, Begun> tokens;

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
