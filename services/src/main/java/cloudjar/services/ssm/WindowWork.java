package cloudjar.services.ssm;

import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationResponse;
import cloudjar.api.lambda.Lambda;
import cloudjar.api.ssm.GetMaintenanceWindowTaskResult;
import cloudjar.api.ssm.MaintenanceWindowAutomationParameters;
import cloudjar.api.ssm.MaintenanceWindowLambdaParameters;
import cloudjar.api.ssm.MaintenanceWindowRunCommandParameters;
import cloudjar.api.ssm.MaintenanceWindowStepFunctionsParameters;
import cloudjar.api.ssm.MaintenanceWindowTaskInvocationParameters;
import cloudjar.api.ssm.MaintenanceWindowTaskType;
import cloudjar.api.ssm.SendCommandRequest;
import cloudjar.api.ssm.Ssm;
import cloudjar.api.ssm.StartAutomationExecutionRequest;
import cloudjar.api.ssm.Target;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Does what a task of a maintenance window says, to one target. */
final class WindowWork {
    private final Cloud cloud;
    private final SsmCalls calls;
    private final ApiValues values;

    WindowWork(Cloud cloud, SsmCalls calls) {
        this.cloud = cloud;
        this.calls = calls;
        this.values = new ApiValues(cloud);
    }

    /**
     * What came of it.
     *
     * @param executionId what it is known by where it is done
     * @param parameters what was asked for, as JSON
     */
    record Outcome(
            String status,
            @Nullable String details,
            @Nullable String executionId,
            @Nullable String parameters) {}

    /** Begins an invocation, and ends it where that does not take time. */
    Outcome begin(World world, Scope scope, WindowExecution execution, WindowTaskRun run, WindowTaskRun.Invocation on) {
        GetMaintenanceWindowTaskResult task = run.task();
        PseudoParameters pseudo = PseudoParameters.of(execution, run, on);
        MaintenanceWindowTaskInvocationParameters given = Objects.requireNonNullElseGet(
                task.taskInvocationParameters(),
                () -> MaintenanceWindowTaskInvocationParameters.builder().build());
        try {
            Call call = calls.as(
                    task.serviceRoleArn(), SsmCalls.own(world, scope, "maintenancewindow/" + execution.windowId()));
            return switch (run.type()) {
                case MaintenanceWindowTaskType.RUN_COMMAND -> command(task, given.runCommand(), on, pseudo, call);
                case MaintenanceWindowTaskType.AUTOMATION -> automation(task, given.automation(), pseudo, call);
                case MaintenanceWindowTaskType.LAMBDA -> function(task, given.lambda(), pseudo, call);
                default -> machine(task, given.stepFunctions(), pseudo, call);
            };
        } catch (ApiException e) {
            return new Outcome(WindowExecution.FAILED, e.code() + ": " + e.getMessage(), null, null);
        }
    }

    private Outcome command(
            GetMaintenanceWindowTaskResult task,
            @Nullable MaintenanceWindowRunCommandParameters given,
            WindowTaskRun.Invocation on,
            PseudoParameters pseudo,
            Call call) {
        SendCommandRequest request = given == null
                ? SendCommandRequest.builder().parameters(old(task)).build()
                : Members.shared(given, SendCommandRequest.builder().build());
        String document = Objects.requireNonNull(task.taskArn());
        SendCommandRequest.Builder whole = request.toBuilder()
                .documentName(Arn.parse(document).map(Arn::name).orElse(document))
                .parameters(pseudo.in(request.parameters()));
        if ("InstanceIds".equals(on.targetKey())) {
            whole.instanceIds(on.targetValues());
        } else {
            whole.targets(List.of(Target.builder()
                    .key(on.targetKey())
                    .values(on.targetValues())
                    .build()));
        }
        SendCommandRequest sent = whole.build();
        String id = Objects.requireNonNull(
                        cloud.client(Ssm.API).sendCommand(sent, call).command())
                .commandId();
        return new Outcome(
                WindowExecution.SUCCESS, "The command found no managed nodes.", id, text(ApiValues.shown(sent)));
    }

    /** Parameters as tasks had them before they had any of their own kind. */
    private static Map<String, List<String>> old(GetMaintenanceWindowTaskResult task) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        task.taskParameters().forEach((name, value) -> parameters.put(name, value.values()));
        return parameters;
    }

    private Outcome automation(
            GetMaintenanceWindowTaskResult task,
            @Nullable MaintenanceWindowAutomationParameters given,
            PseudoParameters pseudo,
            Call call) {
        Map<String, List<String>> parameters = pseudo.in(given == null ? old(task) : given.parameters());
        StartAutomationExecutionRequest request = StartAutomationExecutionRequest.builder()
                .documentName(task.taskArn())
                .documentVersion(given == null ? null : given.documentVersion())
                .parameters(parameters.isEmpty() ? null : parameters)
                .alarmConfiguration(task.alarmConfiguration())
                .build();
        String id =
                cloud.client(Ssm.API).startAutomationExecution(request, call).automationExecutionId();
        return new Outcome(WindowExecution.IN_PROGRESS, null, id, text(ApiValues.shown(request)));
    }

    private Outcome function(
            GetMaintenanceWindowTaskResult task,
            @Nullable MaintenanceWindowLambdaParameters given,
            PseudoParameters pseudo,
            Call call) {
        Bytes payload = given == null || given.payload() == null
                ? Bytes.ofUtf8("{}")
                : Bytes.ofUtf8(pseudo.in(given.payload().utf8()));
        InvocationResponse answer = cloud.client(Lambda.API)
                .invoke(
                        InvocationRequest.builder()
                                .functionName(task.taskArn())
                                .qualifier(given == null ? null : given.qualifier())
                                .clientContext(given == null ? null : given.clientContext())
                                .payload(payload)
                                .build(),
                        call);
        boolean failed = answer.functionError() != null;
        return new Outcome(
                failed ? WindowExecution.FAILED : WindowExecution.SUCCESS,
                failed ? "The function failed: " + answer.functionError() : null,
                null,
                payload.utf8());
    }

    private Outcome machine(
            GetMaintenanceWindowTaskResult task,
            @Nullable MaintenanceWindowStepFunctionsParameters given,
            PseudoParameters pseudo,
            Call call) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("stateMachineArn", Objects.requireNonNull(task.taskArn()));
        input.put("input", given == null || given.input() == null ? "{}" : pseudo.in(given.input()));
        if (given != null && given.name() != null) {
            input.put("name", pseudo.in(given.name()));
        }
        Map<String, Object> answer = values.call("sfn", "StartExecution", input, call);
        return new Outcome(WindowExecution.SUCCESS, null, Json.string(answer, "executionArn"), text(input));
    }

    private static String text(Map<String, Object> value) {
        return Json.write(value);
    }

    /**
     * What stands in parameters for what is not known before: {@code {{WINDOW_ID}}} and the like.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/maintenance-window-tasks-pseudo-parameters.html">
     *     Pseudo parameters</a>
     */
    record PseudoParameters(Map<String, String> values) {
        static PseudoParameters of(WindowExecution execution, WindowTaskRun run, WindowTaskRun.Invocation on) {
            Map<String, String> values = new LinkedHashMap<>();
            values.put("WINDOW_ID", execution.windowId());
            values.put("WINDOW_TASK_ID", Objects.requireNonNullElse(run.task().windowTaskId(), ""));
            values.put("WINDOW_EXECUTION_ID", execution.id());
            values.put("TASK_EXECUTION_ID", run.id());
            values.put("INVOCATION_ID", on.id());
            values.put("WINDOW_TARGET_ID", Objects.requireNonNullElse(on.shown().windowTargetId(), ""));
            String resource =
                    on.targetValues().isEmpty() ? "" : on.targetValues().getFirst();
            values.put("RESOURCE_ID", resource);
            values.put("TARGET_ID", resource);
            values.put("TARGET_TYPE", "InstanceIds".equals(on.targetKey()) ? "INSTANCE" : "RESOURCE_GROUP");
            return new PseudoParameters(values);
        }

        String in(String text) {
            String changed = text;
            for (Map.Entry<String, String> value : values.entrySet()) {
                changed = changed.replace("{{" + value.getKey() + "}}", value.getValue())
                        .replace("{{ " + value.getKey() + " }}", value.getValue());
            }
            return changed;
        }

        Map<String, List<String>> in(Map<String, List<String>> parameters) {
            Map<String, List<String>> changed = new LinkedHashMap<>();
            parameters.forEach((name, texts) -> {
                List<String> replaced = new ArrayList<>();
                texts.forEach(text -> replaced.add(in(text)));
                changed.put(name, replaced);
            });
            return changed;
        }
    }
}
