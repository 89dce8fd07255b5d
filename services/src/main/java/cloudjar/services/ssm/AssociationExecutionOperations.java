package cloudjar.services.ssm;

import cloudjar.api.ssm.AssociationExecutionFilter;
import cloudjar.api.ssm.AssociationExecutionTarget;
import cloudjar.api.ssm.AssociationExecutionTargetsFilter;
import cloudjar.api.ssm.DescribeAssociationExecutionTargetsRequest;
import cloudjar.api.ssm.DescribeAssociationExecutionTargetsResult;
import cloudjar.api.ssm.DescribeAssociationExecutionsRequest;
import cloudjar.api.ssm.DescribeAssociationExecutionsResult;
import cloudjar.api.ssm.OutputSource;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What associations have done. */
final class AssociationExecutionOperations {
    private static final int PAGE = 50;

    DescribeAssociationExecutionsResult list(DescribeAssociationExecutionsRequest in, Call call) {
        return WindowLookup.paged(
                call,
                snapshot -> {
                    StoredAssociation association = AssociationLookup.association(snapshot, in.associationId(), call);
                    return AssociationTables.in(call.scope())
                            .runsByStart
                            .page(
                                    snapshot,
                                    Range.prefix(Key.of(association.id())).reversed(),
                                    WindowLookup.limit(in.maxResults(), PAGE),
                                    in.nextToken(),
                                    "DescribeAssociationExecutions " + in.filters(),
                                    row -> in.filters().stream().allMatch(filter -> holds(filter, row.value())));
                },
                page -> DescribeAssociationExecutionsResult.builder()
                        .associationExecutions(page.items().stream()
                                .map(row -> row.value().shown())
                                .toList())
                        .nextToken(page.next().orElse(null))
                        .build());
    }

    private static boolean holds(AssociationExecutionFilter filter, AssociationRun run) {
        if (filter.key().equals("CreatedTime")) {
            int order = run.created().compareTo(time(filter.value()));
            return switch (filter.type()) {
                case "GREATER_THAN" -> order > 0;
                case "LESS_THAN" -> order < 0;
                default -> order == 0;
            };
        }
        String value = filter.key().equals("ExecutionId") ? run.id() : run.status();
        return value.equals(filter.value());
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw SsmErrors.validation("Not a time such as 2024-01-01T00:00:00Z: " + text);
        }
    }

    DescribeAssociationExecutionTargetsResult targets(DescribeAssociationExecutionTargetsRequest in, Call call) {
        List<AssociationExecutionTarget> all = call.read(snapshot -> {
            StoredAssociation association = AssociationLookup.association(snapshot, in.associationId(), call);
            AssociationRun run = AssociationTables.in(call.scope())
                    .runs
                    .get(snapshot, in.executionId())
                    .filter(there -> there.association().equals(association.id()))
                    .orElseThrow(AutomationErrors::noAssociationExecution);
            return targets(snapshot, run, call);
        });
        OffsetPage<AssociationExecutionTarget> page = OffsetPage.of(
                all.stream()
                        .filter(target -> in.filters().stream().allMatch(filter -> holds(filter, target)))
                        .toList(),
                WindowLookup.limit(in.maxResults(), PAGE),
                in.nextToken());
        return DescribeAssociationExecutionTargetsResult.builder()
                .associationExecutionTargets(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean holds(AssociationExecutionTargetsFilter filter, AssociationExecutionTarget target) {
        return filter.value()
                .equals(
                        switch (filter.key()) {
                            case "Status" -> target.status_();
                            case "ResourceId" -> target.resourceId();
                            default -> target.resourceType();
                        });
    }

    /** What the automation of an execution was done to. */
    private static List<AssociationExecutionTarget> targets(Snapshot snapshot, AssociationRun run, Call call) {
        List<AssociationExecutionTarget> targets = new ArrayList<>();
        String id = run.automation();
        AutomationRun automation = id == null
                ? null
                : AutomationWatch.find(snapshot, call.scope(), id).orElse(null);
        if (automation == null) {
            return targets;
        }
        if (automation.members().isEmpty()) {
            targets.add(target(run, automation.id(), automation.status(), automation.id()));
        }
        automation
                .members()
                .forEach(member -> targets.add(target(run, member.target(), member.status(), member.execution())));
        return targets;
    }

    private static AssociationExecutionTarget target(
            AssociationRun run, String resource, String status, @Nullable String automation) {
        return AssociationExecutionTarget.builder()
                .associationId(run.association())
                .associationVersion(run.shown().associationVersion())
                .executionId(run.id())
                .resourceId(resource)
                .resourceType("Automation")
                .status_(status)
                .detailedStatus(status)
                .lastExecutionDate(run.created())
                .outputSource(
                        automation == null
                                ? null
                                : OutputSource.builder()
                                        .outputSourceId(automation)
                                        .outputSourceType("Automation")
                                        .build())
                .build();
    }
}
