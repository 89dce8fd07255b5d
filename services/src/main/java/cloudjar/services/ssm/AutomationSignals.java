package cloudjar.services.ssm;

import cloudjar.api.ssm.SendAutomationSignalRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.ssm.AutomationRun.Signal;
import cloudjar.services.ssm.runbook.References;
import cloudjar.services.ssm.runbook.Runbook;
import cloudjar.services.ssm.runbook.Step;
import cloudjar.services.ssm.runbook.Values;
import java.util.List;
import java.util.Objects;

/**
 * What is said to automations that wait.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendAutomationSignal.html">SendAutomationSignal</a>
 */
final class AutomationSignals {
    private AutomationSignals() {}

    static void heard(Tx tx, AutomationRun run, SendAutomationSignalRequest in, Call call) {
        if (!run.isUnderWay()) {
            throw invalid(in, run);
        }
        Runbook runbook = run.runbook();
        AutomationRun changed =
                switch (in.signalType()) {
                    case "Approve", "Reject" -> decided(run, runbook, in, call);
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
            AutomationRun run, Runbook runbook, SendAutomationSignalRequest in, Call call) {
        Step step = run.current(runbook);
        if (run.cursor().began() == null || !step.action().equals("aws:approve")) {
            throw invalid(in, run);
        }
        String caller = call.principal().id();
        Object approvers = new References(AutomationNames.of(call.scope(), run, runbook, call.time()))
                .in(Objects.requireNonNullElse(step.inputs().get("Approvers"), List.of()));
        if (Values.texts(approvers).stream().noneMatch(approver -> isOne(call.principal(), approver))) {
            throw AutomationErrors.automationSignal(caller + " is none of the approvers.");
        }
        if (run.signals().stream().anyMatch(signal -> signal.from().equals(caller))) {
            throw AutomationErrors.automationSignal(caller + " has decided already.");
        }
        List<String> comment = in.payload().getOrDefault("Comment", List.of());
        return run.heard(new Signal(in.signalType(), caller, comment.isEmpty() ? "" : comment.getFirst(), call.time()));
    }

    /** Approvers are users by name or ARN, roles, sessions of roles, or accounts. */
    private static boolean isOne(Principal caller, String approver) {
        String id = caller.id();
        if (id.equals(approver) || caller.account().equals(approver)) {
            return true;
        }
        return switch (caller) {
            case Principal.User user -> user.arn().resource().endsWith("/" + approver);
            case Principal.AssumedRole role -> {
                String[] parts = role.arn().resource().split("/", -1);
                yield parts.length > 1 && approver.endsWith("/" + parts[1]);
            }
            case Principal.Root _, Principal.Anonymous _, Principal.Federated _, Principal.Service _ -> false;
        };
    }

    private static AutomationRun resumed(
            AutomationRun run, Runbook runbook, SendAutomationSignalRequest in, Call call) {
        if (run.isInteractive() && run.cursor().began() == null) {
            return run.with(run.cursor().released());
        }
        if (run.cursor().began() == null || !run.current(runbook).action().equals("aws:pause")) {
            throw invalid(in, run);
        }
        return run.heard(new Signal("Resume", call.principal().id(), "", call.time()));
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
