package cloudjar.services.ssm;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.services.ssm.AutomationTables.WatchKey;
import cloudjar.services.ssm.AutomationTables.Watcher;
import cloudjar.services.ssm.WindowTaskRun.Invocation;
import java.time.Instant;
import java.util.Optional;

/** Lets those who have started an automation go on when it ends. */
final class AutomationWatch {
    private AutomationWatch() {}

    /** Fires a timer when an execution ends, at once where it has ended. */
    static void watch(Tx tx, Scope scope, String execution, Timer waiting, Instant now) {
        AutomationTables tables = AutomationTables.in(scope);
        if (tables.runs.get(tx, execution).filter(AutomationRun::isUnderWay).isPresent()) {
            tables.watchers.put(
                    tx,
                    new WatchKey(execution, waiting.handler() + "/" + waiting.id()),
                    new Watcher(waiting.handler(), waiting.id()));
        } else {
            tx.at(now, waiting);
        }
    }

    /** An execution has ended. */
    static void ended(Tx tx, Scope scope, String execution, Instant now) {
        AutomationTables tables = AutomationTables.in(scope);
        Range range = Range.prefix(Key.of(execution));
        tables.watchers
                .rows(tx, range)
                .toList()
                .forEach(row ->
                        tx.at(now, Timer.of(row.value().handler(), row.value().id())));
        tables.watchers.deleteRange(tx, range);
    }

    /** The execution, where it is still known. */
    static Optional<AutomationRun> find(Snapshot snapshot, Scope scope, String execution) {
        return AutomationTables.in(scope).runs.get(snapshot, execution);
    }

    /** A run of a task with those invocations ended whose automations have ended. */
    static WindowTaskRun looked(Tx tx, Scope scope, WindowTaskRun run, Instant now) {
        WindowTaskRun changed = run;
        for (Invocation invocation : run.invocations()) {
            String execution = invocation.shown().executionId();
            if (invocation.isUnderWay() && execution != null && run.type().equals("AUTOMATION")) {
                AutomationRun automation = find(tx, scope, execution).orElse(null);
                if (automation == null || !automation.isUnderWay()) {
                    boolean good = automation != null && automation.status().equals(AutomationRun.SUCCESS);
                    changed = changed.with(invocation.ended(
                            good ? WindowExecution.SUCCESS : WindowExecution.FAILED,
                            automation == null ? null : automation.shown().failureMessage(),
                            now));
                }
            }
        }
        return changed;
    }
}
