package cloudjar.services.ssm;

import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.services.ssm.runbook.Step;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * What steps can do here, by the names of their actions; another action fails its step.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html">Actions</a>
 */
final class AutomationActions {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final Map<String, Function<ActionContext, ActionResult>> actions;

    AutomationActions(Cloud cloud, FunctionEngine engine) {
        ApiActions api = new ApiActions(cloud);
        FlowActions flow = new FlowActions(cloud);
        actions = Map.ofEntries(
                Map.entry("aws:executeAwsApi", api::execute),
                Map.entry("aws:assertAwsResourceProperty", api::check),
                Map.entry("aws:waitForAwsResourceProperty", api::await),
                Map.entry("aws:invokeLambdaFunction", api::invokeFunction),
                Map.entry("aws:executeStateMachine", api::executeStateMachine),
                Map.entry("aws:runCommand", api::runCommand),
                Map.entry("aws:executeScript", new ScriptAction(engine)::execute),
                Map.entry("aws:sleep", flow::sleep),
                Map.entry("aws:pause", flow::pause),
                Map.entry(Approvals.ACTION, new Approvals(cloud)::approve),
                Map.entry("aws:branch", flow::branch),
                Map.entry("aws:updateVariable", flow::updateVariable),
                Map.entry("aws:executeAutomation", flow::executeAutomation));
    }

    ActionResult perform(ActionContext context) {
        Function<ActionContext, ActionResult> action =
                actions.get(context.step().action());
        return action == null
                ? ActionResult.Failed.of(
                        "cloudjar does not run the action " + context.step().action() + " yet")
                : action.apply(context);
    }

    /** How long a step may take. */
    static Duration timeout(Step step) {
        Long seconds = step.timeoutSeconds();
        if (seconds != null) {
            return Duration.ofSeconds(seconds);
        }
        return switch (step.action()) {
            case "aws:waitForAwsResourceProperty" -> HOUR;
            case "aws:sleep", "aws:pause", "aws:approve" -> WEEK.plusSeconds(1);
            default -> Duration.ofDays(2);
        };
    }
}
