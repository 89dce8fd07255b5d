package cloudjar.services.ssm;

import cloudjar.api.iam.Group;
import cloudjar.api.iam.Iam;
import cloudjar.api.iam.ListGroupsForUserRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.ssm.AutomationRun.Signal;
import cloudjar.services.ssm.runbook.References;
import cloudjar.services.ssm.runbook.Runbook;
import cloudjar.services.ssm.runbook.RunbookException;
import cloudjar.services.ssm.runbook.Step;
import cloudjar.services.ssm.runbook.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The action {@code aws:approve}: it waits until enough have approved, or one has rejected. */
final class Approvals {
    static final String ACTION = "aws:approve";
    static final String STATUS = "ApprovalStatus";

    private static final String APPROVE = "Approve";
    private static final int GROUPS_MAX = 1000;

    private final ApiValues values;

    Approvals(Cloud cloud) {
        this.values = new ApiValues(cloud);
    }

    ActionResult approve(ActionContext context) {
        ApprovalLevel level = ApprovalLevel.isOne(context.inputs()) ? ApprovalLevel.of(context.inputs()) : null;
        int wanted = level == null ? wanted(context) : 0;
        tell(context, level);
        List<Object> decisions = new ArrayList<>();
        List<Signal> approvals = new ArrayList<>();
        boolean rejected = false;
        for (Signal signal : context.run().signals()) {
            Map<String, Object> decision = new LinkedHashMap<>();
            decision.put("approver", signal.from());
            decision.put("decision", signal.type());
            decision.put("comment", signal.comment());
            decisions.add(decision);
            if (signal.type().equals(APPROVE)) {
                approvals.add(signal);
            }
            rejected |= signal.type().equals("Reject");
        }
        Map<String, Object> outputs = new LinkedHashMap<>();
        outputs.put("ApproverDecisions", decisions);
        if (rejected) {
            outputs.put(STATUS, "Rejected");
            return new ActionResult.Failed("The approval was rejected.", outputs);
        }
        if (level == null ? approvals.size() < wanted : !level.isMet(approvals)) {
            return new ActionResult.Waiting(null, "asked", AutomationRun.WAITING);
        }
        outputs.put(STATUS, "Approved");
        return ActionResult.Done.of(outputs);
    }

    private static int wanted(ActionContext context) {
        List<String> approvers = Values.texts(context.required("Approvers"));
        int wanted;
        try {
            wanted = Integer.parseInt(context.textOr("MinRequiredApprovals", "1"));
        } catch (NumberFormatException e) {
            throw new RunbookException("MinRequiredApprovals is no number.");
        }
        if (wanted < 1 || approvers.size() < wanted) {
            throw new RunbookException("MinRequiredApprovals is larger than the number of approvers.");
        }
        return wanted;
    }

    /** Tells the approvers, once: of an automation in its starter's name, of a change request in the service's. */
    private void tell(ActionContext context, @Nullable ApprovalLevel level) {
        String topic = level == null ? context.textOrNull("NotificationArn") : level.topic();
        if (topic == null || topic.isEmpty() || context.run().cursor().child() != null) {
            return;
        }
        Map<String, Object> notice = new LinkedHashMap<>();
        notice.put("TopicArn", topic);
        notice.put(
                "Subject", "Approval required for automation " + context.run().id());
        notice.put("Message", context.textOr("Message", "Step " + context.step().name() + " waits for an approval."));
        Call call = context.call();
        Call as = level == null
                ? call
                : SsmCalls.own(
                                call.world(),
                                call.scope(),
                                "automation-execution/" + context.run().id())
                        .at(call.endpoint());
        Map<String, Object> unused = values.call("sns", "Publish", notice, as);
    }

    /**
     * The names of the groups that a caller is in, where a level asks for groups. Calls another service: not for transactions.
     *
     * @param run the execution that the caller speaks to
     */
    static Set<String> groups(Cloud cloud, AutomationRun run, Call call) {
        Runbook runbook = run.runbook();
        Step step = run.current(runbook);
        if (!(call.principal() instanceof Principal.User user)
                || !run.isUnderWay()
                || !ApprovalLevel.isOne(step.inputs())
                || !ApprovalLevel.of(inputs(run, runbook, step, call)).asksForGroups()) {
            return Set.of();
        }
        String path = user.arn().resource();
        return cloud
                .client(Iam.API)
                .listGroupsForUser(
                        ListGroupsForUserRequest.builder()
                                .userName(path.substring(path.lastIndexOf('/') + 1))
                                .maxItems(GROUPS_MAX)
                                .build(),
                        SsmCalls.own(call.world(), call.scope(), "automation-execution/" + run.id()))
                .groups()
                .stream()
                .map(Group::groupName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What somebody who may decide said; refuses others. */
    static Signal decided(
            AutomationRun run, Runbook runbook, Step step, String type, String comment, Set<String> groups, Call call) {
        Map<String, Object> inputs = inputs(run, runbook, step, call);
        String caller = call.principal().id();
        List<Integer> lines;
        if (ApprovalLevel.isOne(inputs)) {
            lines = ApprovalLevel.of(inputs).linesOf(call.principal(), groups);
        } else {
            lines = Values.texts(inputs.getOrDefault("Approvers", List.of())).stream()
                            .anyMatch(approver -> isOne(call.principal(), approver))
                    ? List.of(0)
                    : List.of();
        }
        if (lines.isEmpty()) {
            throw AutomationErrors.automationSignal(caller + " is none of the approvers.");
        }
        if (run.signals().stream().anyMatch(signal -> signal.from().equals(caller))) {
            throw AutomationErrors.automationSignal(caller + " has decided already.");
        }
        return new Signal(type, caller, comment, call.time(), lines);
    }

    /** What the step is given; what it can't be done with fails it by itself. */
    private static Map<String, Object> inputs(AutomationRun run, Runbook runbook, Step step, Call call) {
        References references = new References(AutomationNames.of(call.scope(), run, runbook, call.time()));
        try {
            Map<String, Object> inputs = new LinkedHashMap<>();
            step.inputs().forEach((name, value) -> inputs.put(name, references.in(value)));
            if (ApprovalLevel.isOne(inputs)) {
                ApprovalLevel unused = ApprovalLevel.of(inputs);
            }
            return inputs;
        } catch (RunbookException e) {
            throw AutomationErrors.automationSignal(String.valueOf(e.getMessage()));
        }
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
}
