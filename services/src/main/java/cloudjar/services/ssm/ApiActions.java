package cloudjar.services.ssm;

import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationResponse;
import cloudjar.api.lambda.Lambda;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.ssm.runbook.JsonPath;
import cloudjar.services.ssm.runbook.Step;
import cloudjar.services.ssm.runbook.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Actions that call AWS's APIs. */
final class ApiActions {
    /** How often a property that is waited for is looked at. */
    private static final Duration POLL = Duration.ofSeconds(10);

    /** Services whose names in AWS's SDK for Python, which documents use, are not ours. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("logs", "cloudwatchlogs"),
            Map.entry("events", "eventbridge"),
            Map.entry("stepfunctions", "sfn"),
            Map.entry("states", "sfn"),
            Map.entry("elb", "elasticloadbalancing"),
            Map.entry("elbv2", "elasticloadbalancingv2"),
            Map.entry("config", "configservice"),
            Map.entry("ce", "costexplorer"),
            Map.entry("sso-admin", "ssoadmin"));

    private static final Set<String> OWN_INPUTS = Set.of("Service", "Api", "PropertySelector", "DesiredValues");

    private final Cloud cloud;
    private final ApiValues values;

    ApiActions(Cloud cloud) {
        this.cloud = cloud;
        this.values = new ApiValues(cloud);
    }

    ActionResult execute(ActionContext context) {
        return ActionResult.Done.of(outputs(context.step(), call(context)));
    }

    private Map<String, Object> call(ActionContext context) {
        Map<String, Object> input = new LinkedHashMap<>(context.inputs());
        input.keySet().removeAll(OWN_INPUTS);
        String service = context.text("Service").toLowerCase(Locale.ROOT);
        return values.call(
                NAMES.getOrDefault(service, service.replace("-", "")),
                operation(context.text("Api")),
                input,
                context.call());
    }

    /** {@code describe_instances} and {@code describeInstances} are {@code DescribeInstances}. */
    private static String operation(String api) {
        StringBuilder name = new StringBuilder();
        for (String word : api.split("_", -1)) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return name.toString();
    }

    /** What a step gives of an answer: what its document names, and the whole. */
    static Map<String, Object> outputs(Step step, Map<String, Object> answer) {
        Map<String, Object> outputs = new LinkedHashMap<>();
        for (Step.Output output : step.outputs()) {
            JsonPath.of(output.selector())
                    .find(answer)
                    .ifPresent(found -> outputs.put(output.name(), typed(output.type(), found)));
        }
        outputs.put("OutputPayload", answer);
        return outputs;
    }

    private static Object typed(String type, Object found) {
        return switch (type) {
            case "String" ->
                found instanceof List<?> list && list.size() == 1 ? Values.text(list.getFirst()) : Values.text(found);
            case "StringList", "MapList", "IntegerList" -> found instanceof List<?> ? found : List.of(found);
            default -> found instanceof List<?> list && list.size() == 1 ? list.getFirst() : found;
        };
    }

    ActionResult check(ActionContext context) {
        Map<String, Object> answer = call(context);
        return holds(context, answer)
                ? ActionResult.Done.of(outputs(context.step(), answer))
                : ActionResult.Failed.of("The value of " + context.text("PropertySelector") + ", "
                        + property(context, answer) + ", is none of the desired values "
                        + Values.texts(context.required("DesiredValues")) + ".");
    }

    ActionResult await(ActionContext context) {
        Map<String, Object> answer = call(context);
        return holds(context, answer)
                ? ActionResult.Done.of(outputs(context.step(), answer))
                : new ActionResult.Waiting(context.now().plus(POLL), null, AutomationRun.IN_PROGRESS);
    }

    private static List<String> property(ActionContext context, Map<String, Object> answer) {
        Optional<Object> found = JsonPath.of(context.text("PropertySelector")).find(answer);
        return found.map(Values::texts).orElse(List.of());
    }

    private static boolean holds(ActionContext context, Map<String, Object> answer) {
        List<String> found = property(context, answer);
        List<String> desired = Values.texts(context.required("DesiredValues"));
        return !found.isEmpty()
                && found.stream().allMatch(value -> desired.stream().anyMatch(value::equalsIgnoreCase));
    }

    ActionResult invokeFunction(ActionContext context) {
        Object payload =
                context.inputs().getOrDefault("Payload", context.inputs().get("InputPayload"));
        InvocationResponse answer = cloud.client(Lambda.API)
                .invoke(
                        InvocationRequest.builder()
                                .functionName(context.text("FunctionName"))
                                .invocationType(context.textOrNull("InvocationType"))
                                .logType(context.textOrNull("LogType"))
                                .qualifier(context.textOrNull("Qualifier"))
                                .clientContext(context.textOrNull("ClientContext"))
                                .payload(payload == null ? null : Bytes.ofUtf8(Values.text(payload)))
                                .build(),
                        context.call());
        Map<String, Object> outputs = new LinkedHashMap<>();
        outputs.put("StatusCode", String.valueOf(answer.statusCode()));
        if (answer.logResult() != null) {
            outputs.put("LogResult", answer.logResult());
        }
        String text = answer.payload() == null ? "" : answer.payload().utf8();
        outputs.put("Payload", text);
        if (answer.functionError() != null) {
            outputs.put("FunctionError", answer.functionError());
            return new ActionResult.Failed("The function failed: " + answer.functionError() + ". " + text, outputs);
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("Payload", Json.value(text).orElse(text));
        outputs(context.step(), whole).forEach(outputs::putIfAbsent);
        return ActionResult.Done.of(outputs);
    }

    ActionResult executeStateMachine(ActionContext context) {
        Map<String, Object> input = new LinkedHashMap<>();
        context.inputs().forEach((name, value) -> input.put(name, name.equals("input") ? Values.text(value) : value));
        Map<String, Object> answer = values.call("sfn", "StartExecution", input, context.call());
        return ActionResult.Done.of(outputs(context.step(), answer));
    }

    ActionResult runCommand(ActionContext context) {
        Map<String, Object> input = new LinkedHashMap<>(context.inputs());
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (input.get("Parameters") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> parameters.put(name.toString(), new ArrayList<Object>(Values.texts(value))));
            input.put("Parameters", parameters);
        }
        Map<String, Object> answer = values.call("ssm", "SendCommand", input, context.call());
        Map<String, Object> outputs = new LinkedHashMap<>();
        JsonPath.of("$.Command.CommandId").find(answer).ifPresent(id -> outputs.put("CommandId", id));
        outputs.put("Status", "Success");
        return ActionResult.Done.of(outputs);
    }
}
