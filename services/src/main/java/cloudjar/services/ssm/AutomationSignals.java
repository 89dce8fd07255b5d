package cloudjar.services.ssm;

import cloudjar.api.ssm.SendAutomationSignalRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Tx;
import cloudjar.services.ssm.AutomationRun.Signal;
import cloudjar.services.ssm.runbook.Runbook;
import cloudjar.services.ssm.runbook.Step;
import java.util.List;
import java.util.Set;

/**
 * What is said to automations that wait.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendAutomationSignal.html">SendAutomationSignal</a>
 */
final class AutomationSignals {
    private AutomationSignals() {}

    static void heard(Tx tx, AutomationRun run, SendAutomationSignalRequest in, Set<String> groups, Call call) {
        if (!run.isUnderWay()) {
            throw invalid(in, run);
        }
        Runbook runbook = run.runbook();
        AutomationRun changed =
                switch (in.signalType()) {
                    case "Approve", "Reject" -> decided(run, runbook, in, groups, call);
                    case "Resume" -> resumed(run, runbook, in, call);
                    case "StartStep" -> started(run, runbook, in);
                    case "StopStep" -> stopped(tx, run, in, call);
                    default -> throw invalid(in, run);
                };
        if (changed.isUnderWay()) {
            AutomationTables.in(call.scope()).runs.put(tx, run.id(), changed);
            tx.at(call.time(), AutomationStarts.timer(call.scope(), run.id()));
        }
    }

    private static RuntimeException invalid(SendAutomationSignalRequest in, AutomationRun run) {
        return AutomationErrors.automationSignal("The signal " + in.signalType() + " is not valid for the execution "
                + run.id() + ", which is " + run.status() + ".");
    }

    private static AutomationRun decided(
            AutomationRun run, Runbook runbook, SendAutomationSignalRequest in, Set<String> groups, Call call) {
        Step step = run.current(runbook);
        if (run.cursor().began() == null || !step.action().equals(Approvals.ACTION)) {
            throw invalid(in, run);
        }
        List<String> comment = in.payload().getOrDefault("Comment", List.of());
        return run.heard(Approvals.decided(
                run, runbook, step, in.signalType(), comment.isEmpty() ? "" : comment.getFirst(), groups, call));
    }

    private static AutomationRun resumed(
            AutomationRun run, Runbook runbook, SendAutomationSignalRequest in, Call call) {
        if (run.isInteractive() && run.cursor().began() == null) {
            return run.with(run.cursor().released());
        }
        if (run.cursor().began() == null || !run.current(runbook).action().equals("aws:pause")) {
            throw invalid(in, run);
        }
        return run.heard(new Signal("Resume", call.principal().id(), "", call.time(), List.of()));
    }

    private static AutomationRun started(AutomationRun run, Runbook runbook, SendAutomationSignalRequest in) {
        if (!run.isInteractive() || run.cursor().began() != null) {
            throw invalid(in, run);
        }
        List<String> names = in.payload().getOrDefault("StepName", List.of());
        if (names.isEmpty()) {
            return run.with(run.cursor().released());
        }
        Step step =
                runbook.step(names.getFirst()).orElseThrow(() -> AutomationErrors.noAutomationStep(names.getFirst()));
        AutomationRun.Cursor at = step.name().equals(run.cursor().step())
                ? run.cursor()
                : run.cursor().at(step.name());
        return run.with(at.released());
    }

    private static AutomationRun stopped(Tx tx, AutomationRun run, SendAutomationSignalRequest in, Call call) {
        if (run.cursor().began() == null) {
            throw invalid(in, run);
        }
        AutomationSteps.stop(tx, call.scope(), run, AutomationRun.CANCELLED, call.time());
        return run.withStatus(AutomationRun.CANCELLED);
    }
}
