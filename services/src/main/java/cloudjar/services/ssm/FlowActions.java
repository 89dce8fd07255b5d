package cloudjar.services.ssm;

import cloudjar.api.ssm.Ssm;
import cloudjar.api.ssm.StartAutomationExecutionRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.services.ssm.runbook.Choices;
import cloudjar.services.ssm.runbook.RunbookException;
import cloudjar.services.ssm.runbook.Values;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Actions that wait, choose, remember and start others. */
final class FlowActions {
    private static final String VARIABLE = "variable:";

    private final Cloud cloud;
    private final ApiValues values;

    FlowActions(Cloud cloud) {
        this.cloud = cloud;
        this.values = new ApiValues(cloud);
    }

    ActionResult sleep(ActionContext context) {
        Instant until;
        try {
            String duration = context.textOrNull("Duration");
            until = duration != null
                    ? context.began().plus(Duration.parse(duration))
                    : Instant.parse(context.text("Timestamp"));
        } catch (DateTimeException e) {
            throw new RunbookException("Neither a duration such as PT10M nor a time: " + context.inputs());
        }
        return context.now().isBefore(until)
                ? new ActionResult.Waiting(until, null, AutomationRun.IN_PROGRESS)
                : ActionResult.Done.of(Map.of());
    }

    ActionResult pause(ActionContext context) {
        return context.run().signals().stream().anyMatch(signal -> signal.type().equals("Resume"))
                ? ActionResult.Done.of(Map.of())
                : new ActionResult.Waiting(null, null, AutomationRun.WAITING);
    }

    ActionResult branch(ActionContext context) {
        String next = Choices.choose(context.inputs())
                .orElseThrow(() -> new RunbookException("No choice holds, and there is no Default."));
        return new ActionResult.Done(Map.of(), Map.of(), next);
    }

    ActionResult updateVariable(ActionContext context) {
        String name = context.text("Name");
        String bare = name.startsWith(VARIABLE) ? name.substring(VARIABLE.length()) : name;
        if (!context.run().variables().containsKey(bare)) {
            throw new RunbookException("The document has no variable " + bare + ".");
        }
        return new ActionResult.Done(Map.of(), Map.of(bare, context.required("Value")), null);
    }

    ActionResult executeAutomation(ActionContext context) {
        String child = context.run().cursor().child();
        Call call = context.call();
        if (child == null) {
            return new ActionResult.Waiting(null, start(context, call), AutomationRun.IN_PROGRESS);
        }
        AutomationRun run = call.read(
                snapshot -> AutomationWatch.find(snapshot, call.scope(), child).orElse(null));
        if (run != null && run.isUnderWay()) {
            return new ActionResult.Waiting(null, child, AutomationRun.IN_PROGRESS);
        }
        Map<String, Object> outputs = new LinkedHashMap<>();
        outputs.put("ExecutionId", child);
        String status = run == null ? AutomationRun.FAILED : run.status();
        outputs.put("Status", status);
        List<Object> output = new ArrayList<>();
        if (run != null) {
            run.shown().outputs().values().forEach(output::addAll);
            run.shown().outputs().forEach((name, texts) -> outputs.put(name, new ArrayList<Object>(texts)));
        }
        outputs.put("Output", output);
        return status.equals(AutomationRun.SUCCESS)
                ? ActionResult.Done.of(outputs)
                : new ActionResult.Failed(
                        "The automation " + child + " ended as " + status
                                + (run == null || run.shown().failureMessage() == null
                                        ? "."
                                        : ": " + run.shown().failureMessage()),
                        outputs);
    }

    private String start(ActionContext context, Call call) {
        Map<String, Object> input = new LinkedHashMap<>(context.inputs());
        Object given = input.remove("RuntimeParameters");
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> parameters.put(name.toString(), new ArrayList<Object>(Values.texts(value))));
        }
        if (!parameters.isEmpty()) {
            input.put("Parameters", parameters);
        }
        StartAutomationExecutionRequest request =
                values.made(Ssm.API, "StartAutomationExecution", input, StartAutomationExecutionRequest.class);
        return Objects.requireNonNull(
                cloud.client(Ssm.API).startAutomationExecution(request, call).automationExecutionId());
    }
}
