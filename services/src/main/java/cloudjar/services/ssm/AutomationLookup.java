package cloudjar.services.ssm;

import cloudjar.api.ssm.AutomationExecution;
import cloudjar.api.ssm.AutomationExecutionFilter;
import cloudjar.api.ssm.AutomationExecutionMetadata;
import cloudjar.api.ssm.ResolvedTargets;
import cloudjar.api.ssm.StepExecution;
import cloudjar.api.ssm.StepExecutionFilter;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.ssm.AutomationRun.Member;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds automations and shows them. */
final class AutomationLookup {
    private AutomationLookup() {}

    static AutomationRun run(Snapshot snapshot, String id, Call call) {
        return AutomationTables.in(call.scope())
                .runs
                .get(snapshot, id)
                .orElseThrow(() -> AutomationErrors.noAutomationExecution(id));
    }

    /** The steps: those that were begun, then those that are still to come as the document has them. */
    static List<StepExecution> steps(Snapshot snapshot, AutomationRun run, Call call) {
        if (!run.members().isEmpty()) {
            return run.members().stream().map(AutomationLookup::step).toList();
        }
        List<StepExecution> steps = new ArrayList<>();
        AutomationTables.in(call.scope())
                .steps
                .rows(snapshot, Range.prefix(Key.of(run.id())))
                .forEach(row -> steps.add(row.value()));
        run.runbook().steps().stream()
                .filter(step -> steps.stream().noneMatch(there -> step.name().equals(there.stepName())))
                .map(step -> AutomationSteps.described(step).build())
                .forEach(steps::add);
        return steps;
    }

    private static StepExecution step(Member member) {
        return StepExecution.builder()
                .stepName(member.target())
                .action("aws:executeAutomation")
                .stepStatus(member.status())
                .outputs(member.execution() == null ? null : Map.of("ExecutionId", List.of(member.execution())))
                .build();
    }

    static AutomationExecution shown(Snapshot snapshot, AutomationRun run, Call call) {
        AutomationExecution.Builder shown = run.shown().toBuilder()
                .stepExecutions(steps(snapshot, run, call))
                .stepExecutionsTruncated(false)
                .resolvedTargets(targets(run));
        Map<String, List<String>> variables = new LinkedHashMap<>();
        run.variables().forEach((name, value) -> variables.put(name, List.of(value)));
        return shown.variables(variables.isEmpty() ? null : variables).build();
    }

    private static ResolvedTargets targets(AutomationRun run) {
        return ResolvedTargets.builder()
                .parameterValues(run.members().stream().map(Member::target).toList())
                .truncated(false)
                .build();
    }

    static AutomationExecutionMetadata metadata(AutomationRun run) {
        return Members.shared(run.shown(), AutomationExecutionMetadata.builder().build()).toBuilder()
                .automationType("Local")
                .resolvedTargets(targets(run))
                .build();
    }

    static void check(List<AutomationExecutionFilter> filters) {
        filters.forEach(filter -> {
            if (filter.key().startsWith("StartTime")) {
                filter.values().forEach(AutomationLookup::time);
            }
        });
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw SsmErrors.filterValue("Not a time such as 2024-01-01T00:00:00Z: " + text);
        }
    }

    static boolean holds(List<AutomationExecutionFilter> filters, AutomationRun run) {
        return filters.stream()
                .allMatch(filter -> filter.values().stream().anyMatch(value -> holds(filter.key(), value, run)));
    }

    private static boolean holds(String key, String value, AutomationRun run) {
        return switch (key) {
            case "DocumentNamePrefix" ->
                String.valueOf(run.shown().documentName()).startsWith(value);
            case "ExecutionStatus" -> run.status().equals(value);
            case "ExecutionId" -> run.id().equals(value);
            case "ParentExecutionId" -> value.equals(run.shown().parentAutomationExecutionId());
            case "CurrentAction" -> value.equals(run.shown().currentAction());
            case "StartTimeBefore" -> run.start().isBefore(time(value));
            case "StartTimeAfter" -> run.start().isAfter(time(value));
            case "AutomationType" -> value.equals("Local");
            case "TagKey" -> run.tags().containsKey(value);
            case "OpsItemId" -> value.equals(run.shown().opsItemId());
            case "AutomationSubtype" -> value.equals(run.shown().automationSubtype());
            default -> false;
        };
    }

    static boolean holds(List<StepExecutionFilter> filters, StepExecution step) {
        return filters.stream()
                .allMatch(filter -> filter.values().stream().anyMatch(value -> holds(filter.key(), value, step)));
    }

    private static boolean holds(String key, String value, StepExecution step) {
        return switch (key) {
            case "StepExecutionStatus" -> value.equals(step.stepStatus());
            case "StepExecutionId" -> value.equals(step.stepExecutionId());
            case "StepName" -> value.equals(step.stepName());
            case "Action" -> value.equals(step.action());
            case "StartTimeBefore" -> isBefore(step.executionStartTime(), time(value));
            case "StartTimeAfter" -> isBefore(time(value), step.executionStartTime());
            default -> false;
        };
    }

    private static boolean isBefore(@Nullable Instant first, @Nullable Instant second) {
        return first != null && second != null && first.isBefore(second);
    }
}
