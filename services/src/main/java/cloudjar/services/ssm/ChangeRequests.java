package cloudjar.services.ssm;

import cloudjar.api.ssm.AutomationExecution;
import cloudjar.api.ssm.Runbook;
import cloudjar.api.ssm.StartChangeRequestExecutionRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.ssm.AutomationStarts.Definition;
import cloudjar.services.ssm.SsmTables.VersionKey;
import cloudjar.services.ssm.runbook.References;
import cloudjar.services.ssm.runbook.RunbookException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests for changes: an automation that first asks for the approvals of a change template, then waits for its time, then runs the
 * runbook that was asked for.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartChangeRequestExecution.html">
 *     StartChangeRequestExecution</a>
 */
final class ChangeRequests {
    private static final Duration LATE = Duration.ofDays(7);

    private ChangeRequests() {}

    /** A request with the item of OpsCenter that stands for it. */
    record Made(AutomationRun run, StoredOpsItem item) {}

    /**
     * Makes a request, and keeps neither it nor its item yet.
     *
     * @param id of the execution
     * @param itemId of the item
     */
    static Made made(Tx tx, StartChangeRequestExecutionRequest in, String id, String itemId, Call call) {
        Definition definition = approved(tx, in, call);
        ChangeTemplate template = template(definition);
        Runbook runbook = runbook(tx, template, in, call);
        check(template, in);
        boolean isApproved = Boolean.TRUE.equals(in.autoApprove());
        Definition composed = composed(
                definition,
                template.composed(isApproved, steps(runbook, template.alarms(), in.scheduledTime(), call.time())));
        Map<String, List<String>> parameters = AutomationStarts.parameters(composed.runbook(), in.parameters());
        AutomationExecution.Builder shown = AutomationExecution.builder()
                .automationExecutionId(id)
                .mode("Auto")
                .parameters(parameters)
                .automationSubtype(AutomationRun.CHANGE_REQUEST)
                .scheduledTime(in.scheduledTime())
                .runbooks(List.of(runbook))
                .opsItemId(itemId)
                .changeRequestName(in.changeRequestName());
        AutomationRun run = AutomationStarts.run(
                composed,
                shown,
                AutomationStarts.starter(call),
                Tagging.added(Map.of(), in.tags()),
                List.of(),
                call.time());
        run = run.with(run.shown().toBuilder()
                .automationExecutionStatus(isApproved ? AutomationRun.APPROVED : AutomationRun.PENDING_APPROVAL)
                .build());
        List<ApprovalLevel> levels = isApproved ? List.of() : levels(run, call);
        return new Made(run, ChangeItems.made(run, in, template, levels, call));
    }

    private static Definition approved(Snapshot snapshot, StartChangeRequestExecutionRequest in, Call call) {
        Definition definition = AutomationStarts.definition(
                snapshot, in.documentName(), in.documentVersion(), ChangeTemplate.TYPE, call);
        boolean approved = SsmTables.in(definition.owner(), call.region())
                .documentReviews
                .get(
                        snapshot,
                        new VersionKey(definition.name(), definition.version().number()))
                .filter(DocumentReview::isApproved)
                .isPresent();
        if (!approved) {
            throw AutomationErrors.notApproved(
                    definition.name(), definition.version().number());
        }
        return definition;
    }

    private static ChangeTemplate template(Definition definition) {
        try {
            return ChangeTemplate.parse(
                    definition.version().content(), definition.version().format());
        } catch (RunbookException e) {
            throw AutomationErrors.automationParameters(e.getMessage());
        }
    }

    private static void check(ChangeTemplate template, StartChangeRequestExecutionRequest in) {
        boolean automatic = Boolean.TRUE.equals(in.autoApprove());
        if (automatic && !template.isAutoApprovable()) {
            throw AutomationErrors.automationParameters("The change template does not allow automatic approval.");
        }
        if (!automatic && template.levels().isEmpty()) {
            throw AutomationErrors.automationParameters("The change template names nobody who could approve.");
        }
        if (in.tags().size() > SsmLimits.CHANGE_TAGS_MAX.current()) {
            throw AutomationErrors.automationParameters(
                    "A change request can have at most " + SsmLimits.CHANGE_TAGS_MAX.current() + " tags.");
        }
        Instant start = in.scheduledTime();
        Instant end = in.scheduledEndTime();
        if (start != null && end != null && !end.isAfter(start)) {
            throw AutomationErrors.automationParameters("ScheduledEndTime must be after ScheduledTime.");
        }
    }

    /** The runbook, with the version that the template has for it. */
    private static Runbook runbook(
            Snapshot snapshot, ChangeTemplate template, StartChangeRequestExecutionRequest in, Call call) {
        Runbook asked = in.runbooks().getFirst();
        if (!asked.targetLocations().isEmpty()) {
            throw AutomationErrors.notYet("change requests in several accounts and regions (TargetLocations)");
        }
        ChangeTemplate.Named allowed = template.runbooks().isEmpty()
                ? new ChangeTemplate.Named(asked.documentName(), asked.documentVersion())
                : template.runbooks().stream()
                        .filter(named -> named.name().equals(asked.documentName())
                                && (named.version() == null
                                        || asked.documentVersion() == null
                                        || named.version().equals(asked.documentVersion())))
                        .findFirst()
                        .orElseThrow(() ->
                                AutomationErrors.automationParameters("The change template does not allow the runbook "
                                        + asked.documentName() + " in the version that was asked for."));
        String version = asked.documentVersion() == null ? allowed.version() : asked.documentVersion();
        Definition definition =
                AutomationStarts.definition(snapshot, asked.documentName(), version, AutomationOperations.TYPE, call);
        // What each target brings is looked at when the runbook is started.
        if (asked.targets().isEmpty() && asked.targetMaps().isEmpty()) {
            Map<String, List<String>> unused = AutomationStarts.parameters(definition.runbook(), asked.parameters());
        }
        return asked.toBuilder().documentVersion(version).build();
    }

    /** What is done when all have approved. */
    private static List<Map<String, Object>> steps(
            Runbook runbook, List<String> alarms, @Nullable Instant scheduled, Instant now) {
        List<Map<String, Object>> steps = new ArrayList<>();
        if (scheduled != null) {
            Map<String, Object> wait =
                    step("WaitForScheduledTime", "aws:sleep", Map.of("Timestamp", scheduled.toString()));
            long left = Math.max(0, Duration.between(now, scheduled).toSeconds());
            wait.put("timeoutSeconds", BigDecimal.valueOf(left + LATE.toSeconds()));
            steps.add(wait);
        }
        Map<String, Object> inputs = ApiValues.shown(runbook);
        Object parameters = inputs.remove("Parameters");
        if (parameters != null) {
            inputs.put("RuntimeParameters", parameters);
        }
        if (!alarms.isEmpty()) {
            List<Map<String, Object>> named = alarms.stream()
                    .map(name -> Map.<String, Object>of("Name", name))
                    .toList();
            inputs.put("AlarmConfiguration", Map.of("Alarms", named));
        }
        steps.add(step("ExecuteRunbook", "aws:executeAutomation", inputs));
        return steps;
    }

    private static Map<String, Object> step(String name, String action, Map<String, Object> inputs) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("name", name);
        step.put("action", action);
        step.put("inputs", inputs);
        return step;
    }

    private static Definition composed(Definition definition, String content) {
        DocumentVersion version = definition.version();
        return new Definition(
                definition.name(),
                definition.owner(),
                new DocumentVersion(
                        version.number(),
                        version.versionName(),
                        version.displayName(),
                        "JSON",
                        content,
                        version.hash(),
                        version.schemaVersion(),
                        version.created()));
    }

    /** The levels of a request, with its parameters. */
    private static List<ApprovalLevel> levels(AutomationRun run, Call call) {
        var runbook = run.runbook();
        References references = new References(AutomationNames.of(call.scope(), run, runbook, call.time()));
        try {
            return runbook.steps().stream()
                    .filter(step -> ApprovalLevel.isOne(step.inputs()))
                    .map(step -> {
                        Map<String, Object> inputs = new LinkedHashMap<>();
                        step.inputs().forEach((name, value) -> inputs.put(name, references.in(value)));
                        return ApprovalLevel.of(inputs);
                    })
                    .toList();
        } catch (RunbookException e) {
            throw AutomationErrors.automationParameters(e.getMessage());
        }
    }
}
