package cloudjar.services.ssm;

import java.util.Objects;

/**
 * How the states of change requests are called: by the step that they are at.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AutomationExecution.html">AutomationExecution</a>
 */
final class ChangeStates {
    private ChangeStates() {}

    /** How the status of a request is called that is called so of other automations. */
    static String named(AutomationRun run, String plain) {
        String action = run.shown().currentAction();
        if (plain.equals(AutomationRun.SUCCESS)) {
            return "CompletedWithSuccess";
        }
        return switch (Objects.requireNonNullElse(action, "")) {
            case "aws:approve" ->
                switch (plain) {
                    case AutomationRun.IN_PROGRESS, AutomationRun.WAITING -> AutomationRun.PENDING_APPROVAL;
                    case AutomationRun.FAILED -> isRejected(run) ? "Rejected" : plain;
                    default -> plain;
                };
            case "aws:sleep" -> plain.equals(AutomationRun.IN_PROGRESS) ? AutomationRun.SCHEDULED : plain;
            case "aws:executeAutomation" ->
                switch (plain) {
                    case AutomationRun.IN_PROGRESS -> AutomationRun.RUNBOOK_IN_PROGRESS;
                    case AutomationRun.FAILED -> "CompletedWithFailure";
                    default -> plain;
                };
            default -> plain;
        };
    }

    private static boolean isRejected(AutomationRun run) {
        return "\"Rejected\"".equals(run.outputs().get(run.cursor().step() + "." + Approvals.STATUS));
    }
}
